package org.muster.command.socket;

import org.jspecify.annotations.Nullable;
import org.muster.command.store.UnavailableException;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions of one socket, taken in one after the other; of those that wait only the newest.
 *
 * <p>The slot belongs to the socket's loop; the fix in hand runs on a virtual thread.
 */
final class FixSlot {
  private static final Logger LOG = LoggerFactory.getLogger(FixSlot.class);

  private final Session session;
  private final Positions positions;
  private final Principal principal;
  private @Nullable PositionFix waiting;
  private boolean busy;

  FixSlot(Session session, Positions positions, Principal principal) {
    this.session = session;
    this.positions = positions;
    this.principal = principal;
  }

  void add(PositionFix fix) {
    waiting = fix;
    next();
  }

  private void next() {
    PositionFix fix = waiting;
    if (!busy && fix != null) {
      busy = true;
      waiting = null;
      Thread.ofVirtual().name("position").start(() -> take(fix));
    }
  }

  private void take(PositionFix fix) {
    try {
      positions.fix(principal, fix);
    } catch (RefusedException | UnavailableException e) {
      LOG.debug("position not taken: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("position of {} failed", principal.id().value(), e);
    }
    session.execute(
        () -> {
          busy = false;
          next();
        });
  }
}
