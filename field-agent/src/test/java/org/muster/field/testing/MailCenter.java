package org.muster.field.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.model.RefusedException;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.ClientFrame.Cursor;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Ping;
import org.muster.model.wire.Pong;
import org.muster.model.wire.ServerFrame;

/**
 * A command center that keeps mailboxes and answers deeds, but has no rules and an unreliable
 * network: it breaks connections, sends again, and forgets to answer, as its chances say.
 */
public final class MailCenter {
  /**
   * Per thousand: how often a connection breaks at a frame, an item is sent twice, a deed unheard.
   */
  public record Mischief(int cut, int repeat, int deaf) {
    public static final Mischief NONE = new Mischief(0, 0, 0);
  }

  private record Mail(UUID id, long seq, int version, String body) {}

  /** What becomes of a deed: the assignment's new version, or a refusal as exception. */
  @FunctionalInterface
  public interface Rule {
    int act(String token, ClientFrame.Do deed);
  }

  /** One person's mailbox and the socket it is told over. */
  private static final class Box {
    final String token;
    final Map<UUID, Mail> mails = new HashMap<>();
    long seq;
    long acked;
    @Nullable ServerWebSocket socket;

    Box(String token) {
      this.token = token;
    }
  }

  private final Vertx vertx;
  private final Random random;
  private final Map<String, Box> boxes = new HashMap<>();
  private final Map<String, String> tickets = new HashMap<>();
  private final Handler<HttpServerRequest> others;
  private final Rule rule;
  private final Map<UUID, Integer> effects = new HashMap<>();
  private final Map<UUID, ServerFrame> answers = new HashMap<>();
  private final List<UUID> heard = new ArrayList<>();
  private final List<UUID> reads = new ArrayList<>();
  private final List<CloseCode> faults = new ArrayList<>();
  private String epoch = "first";
  private Mischief mischief = Mischief.NONE;
  private boolean mute;
  private int hellos;
  private int port;
  private @Nullable HttpServer server;

  /** Accepts every deed. */
  public MailCenter(Vertx vertx, long seed) {
    this(vertx, seed, request -> request.response().setStatusCode(404).end(), (_, _) -> 2);
  }

  /** With other routes than the ticket's, and with rules for deeds. */
  public MailCenter(Vertx vertx, long seed, Handler<HttpServerRequest> others, Rule rule) {
    this.vertx = vertx;
    this.random = new Random(seed);
    this.others = others;
    this.rule = rule;
  }

  /** Opens its door; the lock is not held meanwhile, because the first phone may come at once. */
  public int open() {
    var options =
        new HttpServerOptions().setHost("127.0.0.1").addWebSocketSubProtocol(Frames.PROTOCOL);
    int wanted;
    synchronized (this) {
      wanted = port;
    }
    HttpServer opened =
        vertx
            .createHttpServer(options)
            .requestHandler(this::request)
            .webSocketHandler(this::connected)
            .listen(wanted)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    synchronized (this) {
      server = opened;
      port = opened.actualPort();
      return port;
    }
  }

  public void close() {
    HttpServer old;
    synchronized (this) {
      old = server;
      boxes.values().forEach(box -> box.socket = null);
    }
    if (old != null) {
      old.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  public synchronized void behave(Mischief next) {
    mischief = next;
  }

  /** Says nothing more, though connections stay. */
  public synchronized void mute(boolean now) {
    mute = now;
  }

  /** Puts an item, or the newest form of one, into a mailbox and tells the phone. */
  public synchronized void post(String token, UUID id, String state) {
    Mail old = box(token).mails.get(id);
    int version = old == null ? 1 : old.version() + 1;
    String body =
        "{\"kind\":\"assignment\",\"id\":\"%s\",\"version\":%d,\"state\":\"%s\",\"space\":\"live\"}"
            .formatted(id, version, state);
    post(token, id, version, body);
  }

  public synchronized void post(String token, UUID id, int version, String body) {
    Box box = box(token);
    Mail mail = new Mail(id, ++box.seq, version, body);
    box.mails.put(id, mail);
    tell(box, mail);
  }

  public synchronized void remove(String token, UUID id) {
    box(token).mails.remove(id);
  }

  /** A database restored from elsewhere: other numbers under another name. */
  public synchronized void restore(String newEpoch) {
    epoch = newEpoch;
    for (Box box : boxes.values()) {
      var mails = List.copyOf(box.mails.values());
      box.mails.clear();
      box.seq = 0;
      box.acked = 0;
      for (Mail mail : mails) {
        box.mails.put(mail.id(), new Mail(mail.id(), ++box.seq, mail.version(), mail.body()));
      }
      close(box, 1001, "");
    }
  }

  public synchronized void sendAgain(String token) {
    Box box = box(token);
    box.mails.values().forEach(mail -> tell(box, mail));
  }

  public synchronized void close(String token, int status, String reason) {
    close(box(token), status, reason);
  }

  public synchronized Map<UUID, Integer> versions(String token) {
    var versions = new HashMap<UUID, Integer>();
    box(token).mails.values().forEach(mail -> versions.put(mail.id(), mail.version()));
    return versions;
  }

  public synchronized boolean allAcked(String token) {
    Box box = box(token);
    return box.acked >= box.mails.values().stream().mapToLong(Mail::seq).max().orElse(0);
  }

  public synchronized int effects(UUID deed) {
    return effects.getOrDefault(deed, 0);
  }

  public synchronized List<UUID> heard() {
    return List.copyOf(heard);
  }

  public synchronized List<UUID> reads() {
    return List.copyOf(reads);
  }

  public synchronized List<CloseCode> faults() {
    return List.copyOf(faults);
  }

  public synchronized int hellos() {
    return hellos;
  }

  private void request(HttpServerRequest request) {
    if (request.path().equals("/api/v1/socket-ticket")) {
      ticket(request);
    } else {
      others.handle(request);
    }
  }

  private synchronized void ticket(HttpServerRequest request) {
    String token = request.getHeader("Authorization").replace("Bearer ", "");
    String ticket = UUID.randomUUID().toString();
    tickets.put(ticket, token);
    request.response().setStatusCode(201).end("{\"ticket\":\"" + ticket + "\"}");
  }

  private void connected(ServerWebSocket socket) {
    var own = new Box[1];
    socket.exceptionHandler(_ -> {});
    socket.textMessageHandler(
        text -> {
          synchronized (this) {
            try {
              own[0] = received(own[0], socket, Frames.readClient(text));
            } catch (RefusedException e) {
              faults.add(CloseCode.MALFORMED);
              socket.close((short) CloseCode.MALFORMED.number(), String.valueOf(e.getMessage()));
            }
          }
        });
  }

  private @Nullable Box received(@Nullable Box box, ServerWebSocket socket, ClientFrame frame) {
    if (frame instanceof ClientFrame.Hello hello) {
      String token = tickets.remove(hello.ticket());
      if (token == null) {
        faults.add(CloseCode.NO_TICKET);
        socket.close((short) CloseCode.NO_TICKET.number(), "");
        return null;
      }
      return greet(box(token), socket, hello);
    }
    if (box == null || !socket.equals(box.socket)) {
      return box;
    }
    switch (frame) {
      case ClientFrame.Ack ack -> box.acked = Math.max(box.acked, ack.seq());
      case ClientFrame.Read read -> reads.add(read.id());
      case ClientFrame.Do deed -> act(box, deed);
      case Ping _ -> send(box, new Pong());
      case ClientFrame.Hello _, ClientFrame.PositionFix _, ClientFrame.Follow _, Pong _ -> {}
    }
    return box;
  }

  private Box greet(Box box, ServerWebSocket socket, ClientFrame.Hello hello) {
    hellos++;
    box.socket = socket;
    send(box, new ServerFrame.Welcome(epoch, box.seq, Instant.now(), 20));
    var cursor = hello.cursor().orElse(new Cursor(epoch, 0));
    boolean known = cursor.epoch().equals(epoch) && cursor.seq() <= box.seq;
    if (!known) {
      send(box, new ServerFrame.Resync(epoch));
    }
    long from = known ? cursor.seq() : 0;
    // The server takes the number of a hello for an acknowledgement too.
    box.acked = Math.max(box.acked, from);
    box.mails.values().stream()
        .filter(mail -> mail.seq() > from)
        .sorted(Comparator.comparingLong(Mail::seq))
        .toList()
        .forEach(mail -> tell(box, mail));
    send(box, new ServerFrame.CaughtUp(box.seq));
    return box;
  }

  private void act(Box box, ClientFrame.Do deed) {
    if (chance(mischief.deaf())) {
      return;
    }
    heard.add(deed.id());
    ServerFrame answer = answers.get(deed.id());
    if (answer == null) {
      effects.merge(deed.id(), 1, Integer::sum);
      answer = answer(box, deed);
      answers.put(deed.id(), answer);
    }
    if (!chance(mischief.deaf())) {
      send(box, answer);
    }
  }

  private ServerFrame answer(Box box, ClientFrame.Do deed) {
    try {
      return new ServerFrame.Done(deed.id(), rule.act(box.token, deed));
    } catch (RefusedException e) {
      return new ServerFrame.RefusedFrame(deed.id(), e.refusal().code(), "");
    }
  }

  private void tell(Box box, Mail mail) {
    send(box, item(mail));
    if (chance(mischief.repeat())) {
      send(box, item(mail));
    }
  }

  private static String item(Mail mail) {
    return new String(Frames.item(mail.seq(), mail.body().getBytes(UTF_8)), UTF_8);
  }

  private void send(Box box, ServerFrame frame) {
    send(box, Frames.write(frame));
  }

  private void send(Box box, String text) {
    if (box.socket == null || box.socket.isClosed() || mute) {
      return;
    }
    if (chance(mischief.cut())) {
      close(box, 1001, "");
      return;
    }
    box.socket.writeTextMessage(text);
  }

  private static void close(Box box, int status, String reason) {
    if (box.socket != null) {
      box.socket.close((short) status, reason);
      box.socket = null;
    }
  }

  private boolean chance(int perThousand) {
    return random.nextInt(1000) < perThousand;
  }

  private Box box(String token) {
    return boxes.computeIfAbsent(token, Box::new);
  }
}
