package org.muster.command.cluster;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What one node tells the others after a commit, so that they need not wait for their own look. */
public sealed interface Hint {
  /** A mailbox and the newest number committed in it. */
  record Standing(UUID recipient, long seq) {}

  /** Letters were committed. Their text stays in the database. */
  record Mail(List<Standing> standings) implements Hint {
    public Mail {
      standings = List.copyOf(standings);
    }
  }

  /** Boards and maps that may look different now. */
  record Changed(Set<String> topics) implements Hint {
    public Changed {
      topics = Set.copyOf(topics);
    }
  }

  /** A round of a launch has made offers: what can wait gives way. */
  record Launching() implements Hint {}

  /** Work was set that is due at once. */
  record WorkDue() implements Hint {}

  /**
   * A session or device may do nothing any more.
   *
   * @param session the hash of its token, in hexadecimal digits
   */
  record SessionEnded(String session) implements Hint {}

  /** Divisions were imported. */
  record PlacesChanged() implements Hint {}

  /**
   * A device has connected to another node than it did before.
   *
   * @param node where it stayed
   * @param stay the number that node gave to the connection
   */
  record Moved(UUID node, long stay) implements Hint {}
}
