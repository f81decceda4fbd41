package org.muster.model.duty;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.duty.HandoverEvent.HandoverDrawn;
import org.muster.model.duty.HandoverEvent.HandoverTaken;
import org.muster.model.duty.HandoverEvent.HandoverTakenBack;
import org.muster.model.place.AreaCode;

/**
 * A hand-over of the watch (交接班): signed by the one who goes, countersigned by the one who comes.
 */
public sealed interface Handover {

  record None() implements Handover {}

  /** Signed by one, waiting for the other. */
  record Drawn(HandoverId id, AccountId by) implements Handover {}

  /** Countersigned. */
  record Taken(HandoverId id, AccountId by) implements Handover {}

  record TakenBack(HandoverId id) implements Handover {}

  /** What people of the command post do. */
  sealed interface Command {}

  record Draw(
      HandoverId id, AreaCode area, Sheet sheet, Optional<NoteId> remark, AccountId by, Instant at)
      implements Command {}

  record Take(Optional<NoteId> leader, AccountId by, Instant at) implements Command {}

  record TakeBack(AccountId by, Instant at) implements Command {}

  static Decision<HandoverEvent> decide(Handover state, Command command) {
    return switch (command) {
      case Draw draw -> draw(state, draw);
      case Take take -> take(state, take);
      case TakeBack back -> takeBack(state, back);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Handover evolve(Handover state, HandoverEvent event) {
    return switch (event) {
      case HandoverDrawn drawn -> new Drawn(drawn.handover(), drawn.by());
      case HandoverTaken taken -> new Taken(taken.handover(), taken.by());
      case HandoverTakenBack back -> new TakenBack(back.handover());
    };
  }

  private static Decision<HandoverEvent> draw(Handover state, Draw draw) {
    if (!(state instanceof None)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(
        new HandoverDrawn(
            draw.id(), draw.area(), draw.sheet(), draw.remark(), draw.by(), draw.at()));
  }

  /** Nobody hands over to themself: two people answer for what was open at that hour. */
  private static Decision<HandoverEvent> take(Handover state, Take take) {
    if (!(state instanceof Drawn drawn)) {
      return refused(Refusal.CONFLICT);
    }
    if (drawn.by().equals(take.by())) {
      return refused(Refusal.SAME_PERSON);
    }
    return accepted(new HandoverTaken(drawn.id(), take.leader(), take.by(), take.at()));
  }

  private static Decision<HandoverEvent> takeBack(Handover state, TakeBack back) {
    if (!(state instanceof Drawn drawn)) {
      return refused(Refusal.CONFLICT);
    }
    if (!drawn.by().equals(back.by())) {
      return refused(Refusal.FORBIDDEN);
    }
    return accepted(new HandoverTakenBack(drawn.id(), back.by(), back.at()));
  }
}
