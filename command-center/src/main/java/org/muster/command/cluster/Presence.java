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
   * @param movedAway is run, on any thread, when the device connects to another node after this
   */
  Stay arrived(UUID recipient, String device, Runnable movedAway);
}
