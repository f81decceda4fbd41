package org.muster.command.cluster;

import java.util.UUID;

/** Who is connected to which node. A device is in one place: where it connected last. */
public interface Presence {
  /** The time a device is connected to this node. */
  interface Stay {
    /** It is connected here no more; from any thread, and more than once. */
    void end();
  }

  /**
   * A device has connected to this node. Never waits.
   *
   * @param ticket the number of the ticket it came with: of two connections the one with the
   *     greater number is the newer one
   * @param movedAway is run, on any thread, when the device has a newer connection to another node
   */
  Stay arrived(UUID recipient, String device, long ticket, Runnable movedAway);
}
