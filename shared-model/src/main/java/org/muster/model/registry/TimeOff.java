package org.muster.model.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.muster.model.Decision;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.registry.RosterEvent.TimeOffGranted;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/**
 * The ledger of compensatory leave (调休) of one person, in minutes. Duty that both sides agreed to
 * is credited one to one; voluntary service earns volunteer hours instead and is not counted here.
 *
 * @param credited minutes of agreed duty
 * @param granted minutes of time off that was granted and not returned
 */
public record TimeOff(long credited, long granted) {
  public TimeOff {
    if (credited < 0 || granted < 0) {
      throw new IllegalArgumentException("minutes are never negative");
    }
  }

  /** What is left; below zero when duty was corrected downwards after time off was granted. */
  public long balance() {
    return credited - granted;
  }

  /** A span of time off that the unit's liaison grants; never more than the balance. */
  public record Grant(UUID entry, VolunteerId volunteer, TimeSpan during, int minutes) {
    public Grant {
      long length = Duration.between(during.from(), during.until()).toMinutes();
      if (minutes < 1 || minutes > length) {
        throw RefusedException.invalid("minutes", "1 to " + length);
      }
    }
  }

  public Decision<RosterEvent> grant(Grant wanted, AccountId by, Instant at) {
    if (wanted.minutes() > balance()) {
      throw new RefusedException(
          Refusal.CONFLICT,
          java.util.List.of(new FieldProblem("minutes", "at most " + Math.max(0, balance()))));
    }
    return Decision.accepted(
        new TimeOffGranted(
            wanted.entry(), wanted.volunteer(), wanted.minutes(), wanted.during(), by, at));
  }
}
