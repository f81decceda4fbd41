package org.muster.command.warmup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.command.cluster.Alone;
import org.muster.command.relay.Delivery;
import org.muster.command.relay.DeliveryLimits;
import org.muster.command.socket.Broadcast;
import org.muster.command.socket.Deeds;
import org.muster.command.socket.SocketLimits;
import org.muster.command.socket.SocketServer;
import org.muster.command.socket.TicketOffice.Redeemed;
import org.muster.command.store.Posted;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.Frames;
import org.muster.model.wire.ServerFrame;

/**
 * Phones of people who do not exist, connected over real sockets to a door that opens for them
 * alone; they acknowledge what they get.
 */
final class Phones implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** More would cost the real ones time, fewer would not keep the sockets' code busy. */
  private static final int PHONES_MAX = 60;

  private static final Duration OPEN_MAX = Duration.ofSeconds(10);

  private final Map<String, UUID> tickets = new ConcurrentHashMap<>();
  private final Map<UUID, AtomicLong> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Delivery delivery;
  private final Broadcast boards = new Broadcast((_, _) -> Optional.empty());
  private final SocketServer sockets;
  private final HttpServer door;
  private final WebSocketClient client;

  private Phones(WarmUp.Parts parts) {
    var meters = new SimpleMeterRegistry();
    delivery =
        new Delivery(
            new Delivery.Parts(parts.inner(), () -> false, meters), DeliveryLimits.STANDARD);
    sockets =
        new SocketServer(
            new SocketServer.Parts(
                ticket -> Optional.ofNullable(tickets.remove(ticket)).map(Phones::redeemed),
                Phones::nothing,
                (_, _) -> {},
                boards,
                delivery,
                new Alone().presence(),
                Set.of()),
            SocketLimits.STANDARD,
            meters);
    var options = SocketServer.prepared(new HttpServerOptions()).setHost(LOOPBACK).setPort(0);
    door = parts.vertx().createHttpServer(options).requestHandler(sockets);
    client =
        parts
            .vertx()
            .createWebSocketClient(new WebSocketClientOptions().setMaxConnections(PHONES_MAX));
  }

  /** Connects some of these people; ends when their sockets are open. */
  static Phones connect(WarmUp.Parts parts, List<UUID> people) {
    var phones = new Phones(parts);
    try {
      phones.open(people.subList(0, Math.min(PHONES_MAX, people.size())));
      return phones;
    } catch (RuntimeException e) {
      phones.close();
      throw e;
    }
  }

  private void open(List<UUID> people) {
    delivery.start();
    int port = door.listen().await().actualPort();
    var opening = new ArrayList<Future<WebSocket>>();
    for (UUID person : people) {
      numbers.put(person, new AtomicLong());
      opening.add(open(person, port));
    }
    try {
      Future.all(opening).await(OPEN_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the phones were not let in", e);
    }
  }

  private Future<WebSocket> open(UUID person, int port) {
    String ticket = UUID.randomUUID().toString();
    tickets.put(ticket, person);
    var options =
        new WebSocketConnectOptions()
            .setHost(LOOPBACK)
            .setPort(port)
            .setURI("/ws/v1")
            .addSubProtocol(Frames.PROTOCOL);
    return client
        .connect(options)
        .onSuccess(
            socket -> {
              socket.textMessageHandler(text -> heard(socket, text));
              var hello = new ClientFrame.Hello(ticket, "-", Optional.empty());
              socket.writeTextMessage(Frames.write(hello));
            });
  }

  private void heard(WebSocket socket, String text) {
    Frames.readServer(text)
        .filter(ServerFrame.Item.class::isInstance)
        .map(ServerFrame.Item.class::cast)
        .ifPresent(
            item -> {
              acknowledged.incrementAndGet();
              socket.writeTextMessage(Frames.write(new ClientFrame.Ack(item.seq())));
            });
  }

  /**
   * Sends letters as if they had been committed. Each launch is undone and numbers them anew, so
   * they are given the numbers that the phones expect next.
   */
  void post(List<Posted> letters) {
    var renumbered = new ArrayList<Posted>();
    for (Posted letter : letters) {
      AtomicLong number = numbers.get(letter.recipient());
      if (number != null) {
        renumbered.add(new Posted(letter.recipient(), number.incrementAndGet(), letter.body()));
      }
    }
    delivery.posted(renumbered);
  }

  int acknowledged() {
    return acknowledged.get();
  }

  private static Redeemed redeemed(UUID person) {
    var principal =
        new Principal(
            new AccountId(person),
            "-",
            Set.of(Role.VOLUNTEER),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new VolunteerId(person)));
    return new Redeemed(principal, Optional.empty(), 0);
  }

  private static Deeds.Outcome nothing(Principal who, ClientFrame.Do deed, Locale language) {
    return new Deeds.Refused("not-found", "");
  }

  @Override
  public void close() {
    sockets.close();
    client.close().await();
    door.close().await();
    boards.close();
    delivery.close();
  }
}
