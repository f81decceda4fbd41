package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.command.store.AppealStore;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.request.Appeal;
import org.muster.model.request.AppealId;
import org.muster.model.roster.VolunteerId;

/** Where volunteers appeal against ratings (申诉), and the command post decides. */
public final class AppealDesk {
  private static final int TEXT_MAX = 500;

  private final Counter counter;

  public AppealDesk(Counter counter) {
    this.counter = counter;
  }

  /** Why a rating does somebody wrong. */
  public record Appealing(String reason) {
    public Appealing {
      reason = Texts.required("reason", reason, TEXT_MAX);
    }
  }

  /** What the command post decides, and why. */
  public record Deciding(Boolean upheld, String text) {
    public Deciding {
      upheld = Texts.required("upheld", upheld);
      text = Texts.required("text", text, TEXT_MAX);
    }
  }

  /** About an assignment that the volunteer served and that the resident rated. */
  public JsonNode appeal(
      Envelope envelope, VolunteerId volunteer, AssignmentId assignment, Appealing appealing) {
    return counter.handle(
        envelope,
        work -> {
          AppealStore.Rated rated =
              AppealStore.lockRated(work.tx(), assignment, volunteer)
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          if (rated.appealed()) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          var id = new AppealId(UUID.randomUUID());
          var make =
              new Appeal.Make(
                  id,
                  rated.request(),
                  assignment,
                  work.note(appealing.reason()),
                  rated.ratedAt(),
                  work.now());
          work.record(
              Work.entries(id.value(), 0, Appeal.decide(new Appeal.None(), make)), Origin.LIVE);
          return Map.of("id", id, "answerBy", work.now().plus(Appeal.ANSWER_WITHIN));
        });
  }

  public JsonNode decide(Envelope envelope, AppealId id, Deciding deciding) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          AppealStore.Recorded recorded =
              AppealStore.lock(work.tx(), id)
                  .filter(found -> by.commands() && by.sees(found.community()))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          var decide =
              new Appeal.Decide(deciding.upheld(), work.note(deciding.text()), by.id(), work.now());
          List<Entry> entries =
              Work.entries(id.value(), recorded.version(), Appeal.decide(recorded.state(), decide));
          work.record(entries, Origin.LIVE);
          return Map.of("id", id, "version", recorded.version() + entries.size());
        });
  }
}
