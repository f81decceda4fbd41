package org.muster.command.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.muster.command.cluster.Presence;
import org.muster.command.relay.Line;
import org.muster.command.relay.Phone;
import org.muster.command.socket.Inbound.Fault;
import org.muster.command.socket.Inbound.Message;
import org.muster.command.socket.Inbound.Nothing;
import org.muster.command.socket.TicketOffice.Redeemed;
import org.muster.command.store.Mailboxes.Standing;
import org.muster.command.store.UnavailableException;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.ClientFrame.Ack;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ClientFrame.Follow;
import org.muster.model.wire.ClientFrame.Hello;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.muster.model.wire.ClientFrame.Read;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Ping;
import org.muster.model.wire.Pong;
import org.muster.model.wire.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected device, from its hello to its end; lives on one event loop (see the package text).
 */
final class Session implements Phone {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int DEVICE_CHARS_MAX = 200;

  /** What a socket that does not drain may hold: thousands of them at once must fit in memory. */
  private static final int WRITE_QUEUE_BYTES = 16 * 1024;

  private static final int RETRY_AFTER_S_MAX = 5;
  private static final String PONG = Frames.write((ServerFrame) new Pong());

  private enum Stage {
    GREETING,
    REDEEMING,
    OPEN,
    CLOSING
  }

  /** Who is at the other end, once that is known. */
  private record Person(Optional<byte[]> session, Line line, Presence.Stay stay, Doings doings) {}

  private final SocketServer server;
  private final SocketLimits limits;
  private final ServerWebSocket socket;
  private final Context context;
  private final Locale language;
  private final Inbound inbound;
  private Stage stage = Stage.GREETING;
  private @Nullable Person person;
  private long stageSince;
  private long heardAt;
  private long saidAt;
  private long pingedAt;
  private long lookedAt;

  Session(SocketServer server, ServerWebSocket socket, Context context, Locale language) {
    this.server = server;
    this.limits = server.limits();
    this.socket = socket;
    this.context = context;
    this.language = language;
    inbound = new Inbound(limits);
  }

  /** Begins to listen; {@code gone} is run once when the connection is no more. */
  void begin(Runnable gone) {
    long now = server.nowMs();
    stageSince = now;
    heardAt = now;
    lookedAt = now;
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    socket.frameHandler(this::arrive);
    socket.drainHandler(_ -> drained());
    socket.closeHandler(
        _ -> {
          leave();
          gone.run();
        });
    var guard = new FrameGuard(code -> shut(code, ""));
    connection().pipeline().addBefore(connection().name(), null, guard);
  }

  Locale language() {
    return language;
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  @Override
  public void write(String frame) {
    if (stage != Stage.CLOSING) {
      saidAt = server.nowMs();
      socket.writeTextMessage(frame);
    }
  }

  @Override
  public boolean full() {
    return stage == Stage.CLOSING || socket.isClosed() || socket.writeQueueFull();
  }

  /** Writes a frame that is not of the mailbox. */
  void say(String frame) {
    write(frame);
    if (person != null && full()) {
      person.line().filled();
    }
  }

  @Override
  public void end(CloseCode code) {
    end(code, RETRY_AFTER_S_MAX);
  }

  /** Ends with an invitation to come back within so many seconds, each device at its own time. */
  void end(CloseCode code, int withinS) {
    int retryAfterS = 1 + ThreadLocalRandom.current().nextInt(withinS);
    shut(code.number(), code == CloseCode.RESUME ? CloseCode.resumeReason(retryAfterS) : "");
  }

  void endIfOf(byte[] session) {
    if (person != null && person.session().filter(s -> Arrays.equals(s, session)).isPresent()) {
      end(CloseCode.SESSION_ENDED);
    }
  }

  /** Looks at the clock: who is silent, who is to be asked, who does not take their leave. */
  void look() {
    long now = server.nowMs();
    inbound.refill(now - lookedAt);
    lookedAt = now;
    switch (stage) {
      case GREETING -> {
        if (now - stageSince >= limits.helloWithin().toMillis()) {
          end(CloseCode.SILENT);
        }
      }
      case REDEEMING -> {
        if (now - stageSince >= limits.silentAfter().toMillis()) {
          end(CloseCode.RESUME);
        }
      }
      case OPEN -> lookWhileOpen(now);
      case CLOSING -> {
        if (now - stageSince >= limits.closeWithin().toMillis()) {
          var _ = connection().close();
        }
      }
    }
  }

  private void lookWhileOpen(long now) {
    if (now - heardAt >= limits.silentAfter().toMillis()) {
      end(CloseCode.SILENT);
      return;
    }
    long talked = Math.max(Math.min(heardAt, saidAt), pingedAt);
    if (now - talked >= limits.pingEvery().toMillis() && !full() && Heartbeat.send(connection())) {
      pingedAt = now;
    }
    person().line().look();
  }

  private void arrive(WebSocketFrame frame) {
    if (stage == Stage.CLOSING) {
      return;
    }
    heardAt = server.nowMs();
    server.meters().frame();
    switch (inbound.take(frame)) {
      case Nothing _ -> {}
      case Fault fault -> shut(fault.closeCode(), "");
      case Message message -> {
        try {
          obey(Frames.readClient(message.text()));
        } catch (RefusedException e) {
          Frames.readBareDeed(message.text())
              .ifPresentOrElse(this::obey, () -> end(CloseCode.MALFORMED));
        }
      }
    }
  }

  private void obey(ClientFrame frame) {
    if (frame instanceof Hello hello) {
      greet(hello);
      return;
    }
    if (stage != Stage.OPEN) {
      end(CloseCode.NO_TICKET);
      return;
    }
    switch (frame) {
      case Hello _ -> end(CloseCode.MALFORMED);
      case Ack ack -> {
        if (person().line().acked(ack.seq())) {
          inbound.refund();
        }
      }
      case Read read -> person().line().read(read.id());
      case Do deed -> {
        if (!person().doings().perform(deed)) {
          end(CloseCode.TOO_FAST);
        }
      }
      case PositionFix fix -> person().doings().locate(fix);
      case Follow follow -> person().doings().follow(follow.topic());
      case Ping _ -> say(PONG);
      case Pong _ -> {}
    }
  }

  /** Until the ticket is redeemed nothing more is read from the socket. */
  private void greet(Hello hello) {
    if (stage != Stage.GREETING || hello.device().length() > DEVICE_CHARS_MAX) {
      end(CloseCode.MALFORMED);
      return;
    }
    enter(Stage.REDEEMING);
    socket.pause();
    Thread.ofVirtual().name("hello").start(() -> redeem(hello));
  }

  private void redeem(Hello hello) {
    try {
      Optional<Redeemed> redeemed = server.parts().tickets().redeem(hello.ticket());
      if (redeemed.isEmpty()) {
        execute(() -> end(CloseCode.NO_TICKET));
        return;
      }
      UUID recipient = recipient(redeemed.get().principal());
      Standing standing = server.parts().delivery().standing(recipient);
      execute(() -> open(hello, redeemed.get(), standing));
    } catch (UnavailableException e) {
      execute(() -> end(CloseCode.RESUME));
    } catch (RuntimeException e) {
      LOG.error("hello failed", e);
      execute(() -> end(CloseCode.RESUME));
    }
  }

  private void open(Hello hello, Redeemed redeemed, Standing standing) {
    if (stage != Stage.REDEEMING) {
      return;
    }
    var principal = redeemed.principal();
    var parts = server.parts();
    var recipient = recipient(principal);
    long ticket = redeemed.number();
    var connected = parts.delivery().connect(recipient, hello.device(), ticket, this);
    if (connected.isEmpty()) {
      end(CloseCode.TAKEN_OVER);
      return;
    }
    Line line = connected.get();
    var stay = parts.presence().arrived(recipient, hello.device(), ticket, this::movedAway);
    person = new Person(redeemed.session(), line, stay, new Doings(this, parts, principal));
    enter(Stage.OPEN);
    if (redeemed.session().filter(server::hasEnded).isPresent()) {
      end(CloseCode.SESSION_ENDED);
      return;
    }
    heardAt = stageSince;
    var pingS = Math.toIntExact(Math.max(1, limits.pingEvery().toSeconds()));
    say(
        Frames.write(
            new ServerFrame.Welcome(standing.epoch(), standing.seq(), Instant.now(), pingS)));
    line.open(standing, hello.cursor());
    socket.resume();
  }

  /** The device has a newer connection to another node. */
  private void movedAway() {
    execute(() -> end(CloseCode.TAKEN_OVER));
  }

  private void drained() {
    if (person != null && stage == Stage.OPEN) {
      person.line().drained();
      person.doings().drained();
    }
  }

  private void shut(int code, String reason) {
    if (stage == Stage.CLOSING) {
      return;
    }
    boolean stuck = full();
    leave();
    server.meters().ended(code);
    socket.resume();
    if (stuck) {
      // A close by the socket would wait for the queue, and complain when the queue is given up.
      var _ = connection().writeAndFlush(new CloseWebSocketFrame(code, reason));
    } else {
      socket.close((short) code, reason);
    }
  }

  private ChannelHandlerContext connection() {
    return ((WebSocketInternal) socket).channelHandlerContext();
  }

  /** From here on nothing is sent and nothing that comes in is heeded. */
  private void leave() {
    if (stage != Stage.CLOSING) {
      enter(Stage.CLOSING);
      if (person != null) {
        person.line().close();
        person.stay().end();
        person.doings().close();
      }
    }
  }

  private void enter(Stage next) {
    stage = next;
    stageSince = server.nowMs();
  }

  private Person person() {
    if (person == null) {
      throw new IllegalStateException("nobody has identified themselves on this socket");
    }
    return person;
  }

  /** Devices share their person's mailbox; liaisons and the command post have their account's. */
  private static UUID recipient(Principal principal) {
    return principal.volunteer().map(VolunteerId::value).orElse(principal.id().value());
  }
}
