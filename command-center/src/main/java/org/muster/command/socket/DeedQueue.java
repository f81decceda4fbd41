package org.muster.command.socket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.command.socket.Deeds.Done;
import org.muster.command.socket.Deeds.Outcome;
import org.muster.command.socket.Deeds.Refused;
import org.muster.command.store.UnavailableException;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Frames;
import org.muster.model.wire.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deeds of one socket, done strictly one after the other: a departure never overtakes the
 * acceptance before it.
 *
 * <p>The queue belongs to the socket's loop; the deed in hand runs on a virtual thread. While the
 * database is away the deed in hand is tried again; the phone gets no answer, and keeps its own
 * copy until it gets one. What still waits when the socket closes is forgotten for the same reason.
 */
final class DeedQueue {
  private static final Logger LOG = LoggerFactory.getLogger(DeedQueue.class);

  private static final int WAITING_MAX = 64;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int RETRIES_MAX = 60;

  private final Session session;
  private final Deeds deeds;
  private final Principal principal;
  private final Queue<Do> waiting = new ArrayDeque<>(4);
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable UUID inHand;

  DeedQueue(Session session, Deeds deeds, Principal principal) {
    this.session = session;
    this.deeds = deeds;
    this.principal = principal;
  }

  /** False when too many wait already. A deed that was sent twice meanwhile waits once. */
  boolean add(Do deed) {
    if (deed.id().equals(inHand) || waiting.stream().anyMatch(w -> w.id().equals(deed.id()))) {
      return true;
    }
    if (waiting.size() == WAITING_MAX) {
      return false;
    }
    waiting.add(deed);
    next();
    return true;
  }

  void close() {
    waiting.clear();
    closed.countDown();
  }

  private void next() {
    Do deed = inHand == null ? waiting.poll() : null;
    if (deed != null) {
      inHand = deed.id();
      Thread.ofVirtual().name("deed").start(() -> perform(deed));
    }
  }

  private void perform(Do deed) {
    Outcome outcome = outcome(deed);
    session.execute(
        () -> {
          inHand = null;
          if (outcome == null) {
            session.end(CloseCode.RESUME);
            return;
          }
          session.say(Frames.write(answer(deed, outcome)));
          next();
        });
  }

  /** Null when the database stayed away, or nobody waits for the answer any more. */
  private @Nullable Outcome outcome(Do deed) {
    try {
      for (int retry = 0; retry < RETRIES_MAX; retry++) {
        try {
          return deeds.perform(principal, deed, session.language());
        } catch (UnavailableException _) {
          if (closed.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
            return null;
          }
        }
      }
    } catch (RefusedException e) {
      return new Refused(e.refusal().code(), e.refusal().code());
    } catch (RuntimeException e) {
      LOG.error("deed {} of {} failed", deed.id(), principal.id().value(), e);
      return new Refused("internal", internal(session.language()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private static ServerFrame answer(Do deed, Outcome outcome) {
    return switch (outcome) {
      case Done done -> new ServerFrame.Done(deed.id(), done.version());
      case Refused refused ->
          new ServerFrame.RefusedFrame(deed.id(), refused.code(), refused.detail());
    };
  }

  private static String internal(Locale language) {
    return language.getLanguage().equals("en")
        ? "Something went wrong here; it has been noted."
        : "系统出错，已记录。";
  }
}
