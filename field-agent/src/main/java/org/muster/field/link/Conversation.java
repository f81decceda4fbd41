package org.muster.field.link;

import io.vertx.core.http.WebSocket;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.field.task.TaskCards;
import org.muster.model.RefusedException;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Ping;
import org.muster.model.wire.Pong;
import org.muster.model.wire.ServerFrame;
import org.muster.model.wire.TaskCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open socket of a phone, from hello to its end. Lives on the phone's event loop. */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final FieldLink link;
  private final WebSocket socket;
  private final TaskCards cards;
  private final Pace pace;
  private long heardAt = System.nanoTime();
  private long ackDue;
  private long ackSent;
  private long settlingSeq;
  private long settlingSince;
  private boolean asked;
  private boolean welcomed;
  private @Nullable String ended;

  Conversation(FieldLink link, WebSocket socket, TaskCards cards, Pace pace) {
    this.link = link;
    this.socket = socket;
    this.cards = cards;
    this.pace = pace;
  }

  void begin(String ticket, String device) {
    socket.closeHandler(_ -> link.ended(this, ending()));
    socket.exceptionHandler(e -> LOG.debug("socket of {}: {}", device, e.toString()));
    socket.frameHandler(_ -> heard());
    socket.textMessageHandler(this::received);
    var cursor = cards.cursor();
    cursor.ifPresent(
        stored -> {
          cards.told(stored.seq());
          ackSent = stored.seq();
        });
    send(new ClientFrame.Hello(ticket, device, cursor));
  }

  boolean isWelcomed() {
    return welcomed;
  }

  void send(ClientFrame frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(Frames.write(frame));
    }
  }

  /** Tells how far the mailbox is stored, once for all items that came in the meantime. */
  void sendAck() {
    if (ackDue <= ackSent) {
      return;
    }
    ackSent = ackDue;
    send(new ClientFrame.Ack(ackSent));
    if (settlingSeq == 0) {
      settlingSeq = ackSent;
      settlingSince = System.nanoTime();
    }
  }

  /** Looks at the silence of the other side; {@code now} is a reading of the monotonic clock. */
  void tick(long now) {
    if (settlingSeq > 0 && now - settlingSince > pace.ackSettles().toNanos()) {
      cards.told(settlingSeq);
      settlingSeq = 0;
    }
    long silence = now - heardAt;
    if (silence > (welcomed ? pace.silenceMax() : pace.connectMax()).toNanos()) {
      end("silent");
    } else if (silence > pace.askAfter().toNanos() && !asked) {
      asked = true;
      send(new Ping());
    }
  }

  void end(String why) {
    ended = why;
    // A dead peer answers no close frame, so do not wait for one.
    socket.close();
    link.ended(this, ending());
  }

  private Ending ending() {
    if (ended != null) {
      return Ending.closed(0, ended);
    }
    Short status = socket.closeStatusCode();
    String reason = socket.closeReason();
    return Ending.closed(status == null ? 0 : status, reason == null ? "" : reason);
  }

  private void heard() {
    heardAt = System.nanoTime();
    asked = false;
  }

  private void received(String text) {
    heard();
    try {
      Frames.readServer(text).ifPresent(this::received);
    } catch (RefusedException e) {
      LOG.warn("a frame that cannot be read is passed over: {}", e.problems());
    }
  }

  private void received(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Welcome welcome -> {
        welcomed = true;
        cards.welcomed(welcome.epoch());
        link.welcomed();
      }
      case ServerFrame.Resync resync -> {
        cards.resync(resync.epoch());
        ackSent = 0;
        ackDue = 0;
        settlingSeq = 0;
      }
      case ServerFrame.Item item -> stored(item);
      case ServerFrame.CaughtUp _ -> {
        cards.caughtUp();
        link.caughtUp();
      }
      case ServerFrame.Done done -> link.done(done);
      case ServerFrame.RefusedFrame refused -> link.refused(refused);
      case Ping _ -> send(new Pong());
      case Pong _, ServerFrame.Snapshot _, ServerFrame.Change _ -> {}
    }
  }

  private void stored(ServerFrame.Item item) {
    if (cards.cursor().isEmpty()) {
      end("an item before the welcome");
      return;
    }
    Optional<TaskCard> card = card(item);
    boolean news = card.filter(c -> cards.store(item.seq(), c, Instant.now())).isPresent();
    cards.passed(item.seq());
    if (ackDue <= ackSent && item.seq() > ackSent) {
      link.ackSoon(this);
    }
    ackDue = Math.max(ackDue, item.seq());
    if (news) {
      card.ifPresent(link::shown);
    }
  }

  /**
   * Empty for an item of a kind this phone does not know: it is passed over, not asked for again.
   */
  private static Optional<TaskCard> card(ServerFrame.Item item) {
    try {
      return Optional.of(TaskCard.of(item.item()));
    } catch (RefusedException e) {
      LOG.warn("item {} cannot be shown: {}", item.seq(), e.problems());
      return Optional.empty();
    }
  }

  void read(UUID item) {
    send(new ClientFrame.Read(item));
  }
}
