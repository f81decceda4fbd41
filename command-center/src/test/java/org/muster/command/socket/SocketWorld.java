package org.muster.command.socket;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.muster.command.cluster.Alone;
import org.muster.command.relay.Delivery;
import org.muster.command.relay.DeliveryLimits;
import org.muster.command.socket.Deeds.Outcome;
import org.muster.command.store.Body;
import org.muster.command.store.Letter;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Posted;
import org.muster.command.testing.TestDatabase;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.muster.model.wire.Json;

/** A real server on loopback with a real database, whose people and tickets the test hands out. */
final class SocketWorld implements AutoCloseable {
  static final String OTHER_HOST = "https://city.example";

  private static final int SEND_BUFFER_BYTES = 16 * 1024;

  final TestDatabase test = TestDatabase.fresh();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Mailboxes mailboxes = new Mailboxes();
  final Delivery delivery;
  final SocketServer sockets;
  final Broadcast broadcast;
  final BlockingQueue<PositionFix> fixes = new LinkedBlockingQueue<>();
  volatile BiFunction<Principal, Do, Outcome> deeds = (_, _) -> new Deeds.Done(1);
  volatile Topics topics = (_, _) -> Optional.empty();

  private final AtomicLong passedMs = new AtomicLong();
  private volatile boolean stands;
  private final HttpServer server;
  private final WebSocketClient client;
  private final List<TestPhone> phones = new ArrayList<>();

  /** Tickets for principals that have no account. */
  private static final String TICKETS =
      """
      create table test_ticket (
        ticket_hash bytea primary key, principal jsonb not null, session bytea, expires_at timestamptz not null,
        number bigint generated always as identity)
      """;

  SocketWorld() {
    this(Quick.SOCKET, Quick.DELIVERY);
  }

  SocketWorld(SocketLimits limits, DeliveryLimits deliveryLimits) {
    test.database().read(sql -> sql.change(TICKETS));
    delivery =
        new Delivery(
            new Delivery.Parts(test.database(), () -> false, meters, this::nowMs), deliveryLimits);
    delivery.start();
    broadcast = new Broadcast((who, topic) -> topics.open(who, topic), Quick.GAP);
    var parts =
        new SocketServer.Parts(
            this::redeem,
            (who, deed, _) -> deeds.apply(who, deed),
            (_, fix) -> fixes.add(fix),
            broadcast,
            delivery,
            new Alone().presence(),
            Set.of(OTHER_HOST));
    sockets = new SocketServer(parts, limits, meters);
    server =
        test.vertx()
            .createHttpServer(
                SocketServer.prepared(new HttpServerOptions().setSendBufferSize(SEND_BUFFER_BYTES)))
            .requestHandler(sockets)
            .listen(0, "127.0.0.1")
            .await();
    client = TestPhone.client(test.vertx());
  }

  /**
   * The limits of a world in which work is done soon, and patience outlasts a slow machine. Tests
   * of one limit shorten that one.
   */
  static final class Quick {
    static final Duration GAP = Duration.ofMillis(100);
    static final DeliveryLimits DELIVERY = delivery(Duration.ofMinutes(1), Duration.ofMinutes(1));
    static final SocketLimits SOCKET = sockets(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private Quick() {}

    static DeliveryLimits delivery(Duration resendAfter, Duration drainWithin) {
      return new DeliveryLimits(
          Duration.ofMillis(50), Duration.ofMillis(20), resendAfter, drainWithin, 8);
    }

    static SocketLimits sockets(Duration helloWithin, Duration silentAfter) {
      return new SocketLimits(
          helloWithin,
          Duration.ofMillis(500),
          silentAfter,
          Duration.ofMillis(700),
          Duration.ofMillis(50),
          50,
          200,
          100);
    }
  }

  /** From now on sockets wait for nobody but as {@link #pass} says. */
  SocketWorld standing() {
    passedMs.set(nowMs());
    stands = true;
    return this;
  }

  /** Time passes by which sockets are judged. */
  void pass(Duration span) {
    passedMs.addAndGet(span.toMillis());
  }

  private long nowMs() {
    return stands ? passedMs.get() : TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  int port() {
    return server.actualPort();
  }

  TestPhone connect() {
    return connect(TestPhone.options(port()));
  }

  TestPhone connect(WebSocketConnectOptions options) {
    var phone = TestPhone.connect(client, options);
    phones.add(phone);
    return phone;
  }

  /** A phone that has said hello for the first time and been welcomed. */
  TestPhone phoneOf(UUID volunteer) {
    var phone = connect();
    phone.hello(ticket(volunteer), "phone of " + volunteer);
    phone.next("welcome");
    return phone;
  }

  /** A phone that comes back with what it holds. */
  TestPhone phoneOf(UUID volunteer, long seq) {
    var phone = connect();
    phone.hello(ticket(volunteer), "phone of " + volunteer, epoch(), seq);
    phone.next("welcome");
    return phone;
  }

  String ticket(UUID volunteer) {
    return ticket(volunteer, Optional.empty());
  }

  String ticket(UUID volunteer, Optional<byte[]> session) {
    var principal =
        new Principal(
            new AccountId(volunteer),
            "志愿者",
            Set.of(Role.VOLUNTEER),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new VolunteerId(volunteer)));
    String ticket = UUID.randomUUID().toString();
    test.database()
        .transaction(
            sql ->
                sql.change(
                    """
                    insert into test_ticket (ticket_hash, principal, session, expires_at)
                    values ($1, $2::text::jsonb, $3, now() + interval '1 minute')
                    """,
                    ticket.getBytes(StandardCharsets.UTF_8),
                    Json.write(principal),
                    session));
    return ticket;
  }

  String epoch() {
    return test.database().read(mailboxes::epoch);
  }

  /** Commits letters and tells nobody. */
  List<Posted> post(List<Letter> letters) {
    return test.database().transaction(sql -> mailboxes.deliver(sql, letters));
  }

  Posted post(UUID recipient, UUID item, int version) {
    return post(List.of(letter(recipient, item, version, ""))).getFirst();
  }

  /** Commits a letter and gives the hint. */
  Posted postAndTell(UUID recipient, UUID item, int version) {
    var posted = post(recipient, item, version);
    delivery.posted(List.of(posted));
    return posted;
  }

  static Letter letter(UUID recipient, UUID item, int version, String filling) {
    var body =
        """
        {"kind":"assignment","id":"%s","version":%d,"state":"offered","task":"%s"}\
        """
            .formatted(item, version, filling);
    return new Letter(recipient, item, "assignment", version, Body.of(body));
  }

  double count(String counter) {
    return meters.get(counter).counter().count();
  }

  /** How many of somebody's items have this time on the ladder. */
  long rung(String column, UUID recipient) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select count(" + column + ") from mailbox_item where recipient = $1",
                    row -> row.getLong(0),
                    recipient));
  }

  /** How many items of all people are on a device. */
  long onDevices() {
    return test.database()
        .read(
            sql -> sql.get("select count(on_device_at) from mailbox_item", row -> row.getLong(0)));
  }

  long acked(UUID recipient) {
    return test.database()
        .read(
            sql ->
                sql.find("select acked from recipient where id = $1", r -> r.getLong(0), recipient)
                    .orElse(0L));
  }

  @Override
  public void close() {
    phones.forEach(TestPhone::readAgain);
    sockets.close();
    broadcast.close();
    delivery.close();
    client.close().await();
    server.close().await();
    test.close();
  }

  private Optional<TicketOffice.Redeemed> redeem(String ticket) {
    return test.database()
        .transaction(
            sql ->
                sql.find(
                    """
                    delete from test_ticket where ticket_hash = $1 and expires_at > now()
                    returning principal::text as principal, session, number
                    """,
                    row ->
                        new TicketOffice.Redeemed(
                            Json.read(row.getString("principal"), Principal.class),
                            Optional.ofNullable(row.getBuffer("session")).map(b -> b.getBytes()),
                            row.getLong("number")),
                    (Object) ticket.getBytes(StandardCharsets.UTF_8)));
  }
}
