package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.muster.field.simulate.CommandPost.Listed;

/** Tells when an order has nothing more to wait for. */
final class Settling {
  /** Phones and desks were quiet for so long before it is worth looking closely. */
  static final long QUIET_MS = 2_000;

  /** Places that are neither filled nor reported short are given up after so much quiet. */
  private static final long GIVE_UP_MS = 20_000;

  private static final Set<String> UNDER_WAY = Set.of("accepted", "departed", "onPost");
  private static final Set<String> FILLING =
      Set.of("offered", "accepted", "departed", "onPost", "relieved", "confirmed");

  private final Liaisons liaisons;
  private final Communities communities;
  private final Journal journal;

  Settling(Liaisons liaisons, Communities communities, Journal journal) {
    this.liaisons = liaisons;
    this.communities = communities;
    this.journal = journal;
  }

  boolean isQuiet() {
    return journal.quietMs() > QUIET_MS && liaisons.isFinished() && communities.isIdle();
  }

  /**
   * Every offer is answered or ran out, everybody here has come home, every place is accounted for.
   */
  boolean isSettled(JsonNode board, List<Listed> all, List<Listed> own) {
    boolean offersOpen = all.stream().anyMatch(listed -> listed.state().equals("offered"));
    boolean underWay = own.stream().anyMatch(listed -> UNDER_WAY.contains(listed.state()));
    if (offersOpen || underWay) {
      return false;
    }
    return isAccountedFor(board, all) || journal.quietMs() > GIVE_UP_MS;
  }

  private static boolean isAccountedFor(JsonNode board, List<Listed> all) {
    Map<UUID, Long> filled =
        all.stream()
            .filter(listed -> FILLING.contains(listed.state()))
            .collect(Collectors.groupingBy(Listed::unit, Collectors.counting()));
    for (JsonNode line : board.path("byUnit")) {
      UUID unit = UUID.fromString(line.path("unit").asText());
      long due = line.path("quota").asLong() - line.path("short").asLong();
      if (filled.getOrDefault(unit, 0L) < due) {
        return false;
      }
    }
    return true;
  }
}
