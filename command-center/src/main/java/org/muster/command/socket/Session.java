package org.muster.command.socket;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
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
final class Session implements Phone, WebSocketChannel.Ear {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int DEVICE_CHARS_MAX = 200;

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
  private final Locale language;
  private final Consumer<Session> gone;
  private final Inbound inbound;
  private final WebSocketChannel channel;
  private Stage stage = Stage.GREETING;
  private @Nullable Person person;
  private long stageSince;
  private long heardAt;
  private long saidAt;
  private long pingedAt;
  private long lookedAt;

  /**
   * Begins to listen.
   *
   * @param gone is run once, when the connection is no more
   */
  Session(SocketServer server, ServerWebSocket socket, Locale language, Consumer<Session> gone) {
    this.server = server;
    this.limits = server.limits();
    this.language = language;
    this.gone = gone;
    inbound = new Inbound(limits);
    long now = server.nowMs();
    stageSince = now;
    heardAt = now;
    lookedAt = now;
    channel = WebSocketChannel.takeOver(socket, this);
  }

  Locale language() {
    return language;
  }

  @Override
  public void execute(Runnable task) {
    channel.execute(task);
  }

  @Override
  public void write(byte[] frame) {
    if (stage != Stage.CLOSING) {
      saidAt = server.nowMs();
      channel.write(frame);
    }
  }

  @Override
  public boolean full() {
    return stage == Stage.CLOSING || channel.isFull();
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
          channel.abort();
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
    if (now - talked >= limits.pingEvery().toMillis() && !full()) {
      channel.beat();
      pingedAt = now;
    }
    person().line().look();
  }

  @Override
  public void arrived(WebSocketFrame frame) {
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
    channel.pause();
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
    channel.resume();
  }

  /** The device has a newer connection to another node. */
  private void movedAway() {
    execute(() -> end(CloseCode.TAKEN_OVER));
  }

  @Override
  public void broken(int closeCode) {
    shut(closeCode, "");
  }

  @Override
  public void drained() {
    if (person != null && stage == Stage.OPEN) {
      person.line().drained();
      person.doings().drained();
    }
  }

  private void shut(int code, String reason) {
    if (stage == Stage.CLOSING) {
      return;
    }
    leave();
    server.meters().ended(code);
    channel.resume();
    channel.close(code, reason);
  }

  @Override
  public void leaving() {
    leave();
  }

  @Override
  public void gone() {
    leave();
    gone.accept(this);
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
