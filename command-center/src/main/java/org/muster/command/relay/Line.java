package org.muster.command.relay;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.Mailboxes.Standing;
import org.muster.command.store.Posted;
import org.muster.model.wire.ClientFrame.Cursor;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;
import org.muster.model.wire.ServerFrame;

/**
 * The line from one mailbox to one phone.
 *
 * <p>Everything here runs on the loop of the phone's socket, except {@link #sent}, which the sweep
 * reads. A line holds no letters: one that cannot be written now is read from the database when it
 * can. After {@link #close} it does nothing.
 */
public final class Line {
  private final UUID recipient;
  private final Caller caller;
  private final Phone phone;
  private final Delivery delivery;
  private final MailCursor cursor;
  private boolean closed;

  /** Written by the loop only. */
  private volatile long sent;

  /**
   * Which device has called.
   *
   * @param ticket the number of the ticket it came with
   */
  record Caller(String device, long ticket) {}

  Line(UUID recipient, Caller caller, Phone phone, Delivery delivery) {
    this.recipient = recipient;
    this.caller = caller;
    this.phone = phone;
    this.delivery = delivery;
    this.cursor = new MailCursor(delivery.limits());
  }

  UUID recipient() {
    return recipient;
  }

  Phone phone() {
    return phone;
  }

  boolean isOfSameDevice(Line other) {
    return caller.device().equals(other.caller.device());
  }

  /** The device has called again after this. */
  boolean isOlderThan(Line other) {
    return isOfSameDevice(other) && caller.ticket() < other.caller.ticket();
  }

  long sent() {
    return sent;
  }

  /**
   * The phone may be sent to from now on, after what it says it holds. A number from another epoch
   * or ahead of the mailbox is not known here: everything is sent again, and the phone is told so.
   */
  public void open(Standing standing, Optional<Cursor> claimed) {
    if (closed) {
      return;
    }
    boolean known =
        claimed
            .map(c -> c.epoch().equals(standing.epoch()) && c.seq() <= standing.seq())
            .orElse(true);
    if (!known) {
      phone.write(Frames.write(new ServerFrame.Resync(standing.epoch())));
    }
    long held = known ? claimed.map(Cursor::seq).orElse(0L) : 0;
    if (held > 0) {
      delivery.receipts().acked(recipient, held);
    }
    cursor.open(held, standing.seq());
    goOn();
  }

  /** The phone has stored everything up to this number. True when that is news. */
  public boolean acked(long seq) {
    long stored = cursor.ack(seq, delivery.nowMs());
    if (stored == 0) {
      return false;
    }
    delivery.receipts().acked(recipient, stored);
    delivery.meters().acked();
    return true;
  }

  /** The person has opened an item on this phone. */
  public void read(UUID item) {
    delivery.receipts().read(recipient, item, cursor.top());
  }

  /** Something else than letters has filled the socket. */
  public void filled() {
    cursor.fills(delivery.nowMs());
  }

  public void drained() {
    cursor.drains();
    goOn();
  }

  /** Looks at the clock; to be called every few seconds. */
  public void look() {
    if (closed) {
      return;
    }
    if (phone.full()) {
      filled();
    } else if (cursor.isFull()) {
      drained();
    }
    switch (cursor.look(delivery.nowMs())) {
      case NOTHING -> {}
      case RESEND -> goOn();
      case STALLED -> phone.end(CloseCode.RESUME);
    }
  }

  /** The socket is closing; from any state, and more than once. */
  public void close() {
    closed = true;
    delivery.leave(this);
  }

  void hear(Posted letter) {
    if (closed) {
      return;
    }
    if (cursor.hear(letter.seq())) {
      write(letter);
    }
    goOn();
  }

  void hear(long seq) {
    if (!closed) {
      cursor.hear(seq);
      goOn();
    }
  }

  /** What the mailbox held after {@link #sent}; {@code complete} when it held no more than this. */
  void found(List<Posted> letters, boolean complete) {
    cursor.readEnds();
    if (closed) {
      return;
    }
    boolean all = complete;
    for (Posted letter : letters) {
      if (cursor.isFull()) {
        all = false;
        break;
      }
      if (cursor.isAfterSent(letter.seq())) {
        write(letter);
      }
    }
    if (all) {
      cursor.readReachedTheEnd();
    }
    goOn();
  }

  /** The mailbox could not be read now; the sweep will ask again. */
  void notFound() {
    cursor.readEnds();
  }

  private void goOn() {
    if (closed) {
      return;
    }
    sent = cursor.sent();
    if (cursor.wantsRead()) {
      cursor.readBegins();
      delivery.fetch(this, sent);
    } else if (cursor.becomesCaughtUp()) {
      phone.write(Frames.write(new ServerFrame.CaughtUp(sent)));
    }
  }

  private void write(Posted letter) {
    delivery.meters().sent(cursor.isRepeat(letter.seq()));
    phone.write(Frames.item(letter.seq(), letter.body().utf8()));
    long now = delivery.nowMs();
    cursor.wrote(letter.seq(), now);
    delivery.receipts().sent(recipient, letter.seq());
    if (phone.full()) {
      cursor.fills(now);
    }
  }
}
