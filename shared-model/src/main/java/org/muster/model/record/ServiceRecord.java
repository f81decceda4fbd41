package org.muster.model.record;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.unchanged;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.record.RecordEvent.RecordAgreed;
import org.muster.model.record.RecordEvent.RecordCorrected;
import org.muster.model.record.RecordEvent.Side;

/** The service of one volunteer on one post, in minutes, agreed by both sides. */
public record ServiceRecord(RecordId id, int minutes, boolean agreed) {
  /** More than this in one service is a mistake, not a shift. */
  private static final int MINUTES_MAX = 7 * 24 * 60;

  /** Minutes actually served, started minutes not counted (志愿服务记录办法: hours truly served). */
  public static int minutes(Instant from, Instant until) {
    long minutes = Duration.between(from, until).toMinutes();
    if (minutes > MINUTES_MAX) {
      throw RefusedException.invalid("to", "more than " + MINUTES_MAX + " minutes");
    }
    return (int) minutes;
  }

  public Decision<RecordEvent> agree(Side side, Optional<AccountId> by, Instant at) {
    return agreed ? unchanged() : accepted(new RecordAgreed(id, side, by, at));
  }

  /** Corrects the minutes; the value before is kept, nothing is deleted. */
  public Decision<RecordEvent> correct(int corrected, NoteId reason, AccountId by, Instant at) {
    if (corrected < 0 || corrected > MINUTES_MAX) {
      throw RefusedException.invalid("minutes", "0 to " + MINUTES_MAX);
    }
    return corrected == minutes
        ? unchanged()
        : accepted(new RecordCorrected(id, minutes, corrected, reason, by, at));
  }
}
