package org.muster.command.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.muster.command.history.History;

/** What the phones of a simulation have seen and were told, in that order. */
final class Logbook {
  final List<History.Seen> seen = new ArrayList<>();
  final List<History.Acknowledged> acknowledged = new ArrayList<>();

  void received(UUID volunteer, UUID assignment) {
    seen.add(new History.Seen(volunteer, assignment));
  }

  void acknowledged(UUID command, int version) {
    acknowledged.add(new History.Acknowledged(command, version));
  }
}
