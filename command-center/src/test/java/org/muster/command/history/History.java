package org.muster.command.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.place.AreaCode;

/**
 * The evidence of one test: what was recorded, and what people saw and were told.
 *
 * @param facts what was recorded, in the order of the log
 * @param replies commands whose answer was recorded
 * @param acknowledged deeds that a phone was told to be recorded
 * @param seen every item that came to a phone
 * @param holdings what phones that are online hold at the end
 * @param target where the orders may send people; empty for everywhere
 * @param board the counts that the command post is shown; empty where there is no board
 */
public record History(
    List<Fact> facts,
    Set<UUID> replies,
    List<Acknowledged> acknowledged,
    List<Seen> seen,
    List<Holding> holdings,
    List<AreaCode> target,
    Map<String, Integer> board) {
  public History {
    facts = List.copyOf(facts);
    replies = Set.copyOf(replies);
    acknowledged = List.copyOf(acknowledged);
    seen = List.copyOf(seen);
    holdings = List.copyOf(holdings);
    target = List.copyOf(target);
    board = Map.copyOf(board);
  }

  /**
   * A recorded change of an assignment.
   *
   * @param transaction in which it was committed
   * @param volunteer whose assignment it is
   */
  public record Fact(
      long transaction,
      Optional<UUID> command,
      UUID volunteer,
      int version,
      AssignmentEvent event) {
    UUID assignment() {
      return event.assignment().value();
    }
  }

  /** A deed a phone was told is recorded, and in which version of the assignment. */
  public record Acknowledged(UUID command, int version) {}

  /** An assignment that came to somebody's phone. */
  public record Seen(UUID volunteer, UUID assignment) {}

  /** An item in one form. */
  public record Shown(UUID item, int version) {}

  /**
   * What somebody's phone holds.
   *
   * @param held per assignment the newest version
   * @param shown what was shown to the person, in that order
   * @param duplicates items sent again though the phone had told that it has them
   */
  public record Holding(
      UUID volunteer, Map<UUID, Integer> held, List<Shown> shown, int duplicates) {
    public Holding {
      held = Map.copyOf(held);
      shown = List.copyOf(shown);
    }
  }
}
