package org.muster.command.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.muster.model.wire.TaskCard;

/** What the phones of a simulation have seen, in the order they saw it. */
final class History {
  final List<Seen> seen = new ArrayList<>();
  final List<Acknowledged> acknowledged = new ArrayList<>();

  /** An item that came to a phone. */
  record Seen(UUID volunteer, TaskCard card) {}

  /** A deed a phone was told is recorded, and in which version. */
  record Acknowledged(UUID command, int version) {}

  void received(UUID volunteer, TaskCard card) {
    seen.add(new Seen(volunteer, card));
  }

  void acknowledged(UUID command, int version) {
    acknowledged.add(new Acknowledged(command, version));
  }
}
