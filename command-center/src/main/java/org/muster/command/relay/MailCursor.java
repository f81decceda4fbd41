package org.muster.command.relay;

/**
 * How far one phone has got in its mailbox, and what follows from it; numbers and times only.
 *
 * <p>{@code acked <= sent <= known} always holds but for moments when a hint is behind. {@code
 * sent} falls back to {@code acked} when the phone stays silent about what it was sent.
 */
final class MailCursor {
  private static final int PATIENCE_DOUBLINGS_MAX = 4;

  private final long resendAfterMs;
  private final long drainWithinMs;

  private boolean open;
  private boolean caughtUp;
  private boolean reading;
  private boolean full;
  private long known;
  private long knownAtRead;
  private long sent;
  private long top;
  private long newestItem;
  private long acked;
  private long fullSince;
  private long progressAt;
  private long patienceMs;

  /** What a look at the clock asks for. */
  enum Verdict {
    NOTHING,
    /** Sent and not acknowledged for too long: {@link #sent} has fallen back, read again. */
    RESEND,
    /** Full for too long: close, the phone may come again and go on from its own cursor. */
    STALLED
  }

  MailCursor(DeliveryLimits limits) {
    resendAfterMs = limits.resendAfter().toMillis();
    drainWithinMs = limits.drainWithin().toMillis();
    patienceMs = resendAfterMs;
  }

  /** The phone holds everything up to {@code held}; {@code newest} is committed. */
  void open(long held, long newest) {
    open = true;
    sent = held;
    top = held;
    newestItem = held;
    acked = held;
    known = Math.max(known, newest);
  }

  /** A letter was committed. True when it is the very next one and may be written at once. */
  boolean hear(long seq) {
    known = Math.max(known, seq);
    return open && !reading && !full && seq == sent + 1;
  }

  /** True when the mailbox is to be read after {@link #sent} now. */
  boolean wantsRead() {
    return open && !reading && !full && known > sent;
  }

  void readBegins() {
    reading = true;
    knownAtRead = known;
  }

  /** All rows of the read were written; what was known when it began and is no row is no more. */
  void readReachedTheEnd() {
    sent = Math.max(sent, knownAtRead);
  }

  void readEnds() {
    reading = false;
  }

  boolean isAfterSent(long seq) {
    return seq > sent;
  }

  /** True when this phone was sent something with that number or a higher one before. */
  boolean isRepeat(long seq) {
    return seq <= top;
  }

  void wrote(long seq, long nowMs) {
    if (newestItem <= acked) {
      progressAt = nowMs;
    }
    sent = seq;
    top = Math.max(top, seq);
    newestItem = Math.max(newestItem, seq);
  }

  /** True once, when everything known has been sent for the first time. */
  boolean becomesCaughtUp() {
    if (!open || caughtUp || reading || full || known > sent) {
      return false;
    }
    caughtUp = true;
    top = Math.max(top, sent);
    return true;
  }

  void fills(long nowMs) {
    if (!full) {
      full = true;
      fullSince = nowMs;
    }
  }

  void drains() {
    full = false;
  }

  boolean isFull() {
    return full;
  }

  /** The phone has stored everything up to {@code seq}: returns what of it is news, or 0. */
  long ack(long seq, long nowMs) {
    long stored = Math.min(seq, top);
    if (!open || stored <= acked) {
      return 0;
    }
    acked = stored;
    progressAt = nowMs;
    patienceMs = resendAfterMs;
    return stored;
  }

  Verdict look(long nowMs) {
    if (full) {
      return nowMs - fullSince >= drainWithinMs ? Verdict.STALLED : Verdict.NOTHING;
    }
    if (!open || reading || newestItem <= acked || nowMs - progressAt < patienceMs) {
      return Verdict.NOTHING;
    }
    known = Math.max(known, top);
    sent = acked;
    progressAt = nowMs;
    patienceMs = Math.min(patienceMs * 2, resendAfterMs << PATIENCE_DOUBLINGS_MAX);
    return Verdict.RESEND;
  }

  long sent() {
    return sent;
  }

  /** The newest number this phone was ever told. */
  long top() {
    return top;
  }
}
