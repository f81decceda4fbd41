package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.RecordStore;
import org.muster.command.store.RecordStore.Recorded;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.record.RecordEvent;
import org.muster.model.record.RecordEvent.Side;
import org.muster.model.record.RecordId;

/** Where service records are agreed to and corrected (志愿服务记录). */
public final class RecordDesk {
  private final Counter counter;
  private final RecordStore records = new RecordStore();

  public RecordDesk(Counter counter) {
    this.counter = counter;
  }

  /** A corrected number of minutes, with its reason. */
  public record Correction(Integer minutes, String reason) {
    public Correction {
      minutes = Texts.required("minutes", minutes);
      reason = Texts.required("reason", reason, 2000);
    }
  }

  /** The volunteer, or the unit's liaison, agrees to what the community confirmed. */
  public JsonNode agree(Envelope envelope, RecordId id) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = lock(work, id);
          Side side = side(by, recorded);
          return record(
              work, id, recorded, recorded.state().agree(side, Optional.of(by.id()), work.now()));
        });
  }

  /**
   * The community that confirmed, or the command post, corrects the minutes; whoever agreed to the
   * former ones has not agreed to these, and no proof that lists the record is good any more.
   */
  public JsonNode correct(Envelope envelope, RecordId id, Correction correction) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = lock(work, id);
          boolean receives = by.is(Role.COMMUNITY) || by.commands();
          if (!receives || !by.sees(recorded.community())) {
            throw new RefusedException(Refusal.NOT_FOUND);
          }
          Decision<RecordEvent> decision =
              recorded
                  .state()
                  .correct(
                      correction.minutes(), work.note(correction.reason()), by.id(), work.now());
          if (correction.minutes() != recorded.state().minutes()) {
            ProofDesk.revokeListing(work, id);
          }
          return record(work, id, recorded, decision);
        });
  }

  /** Nobody objected within the set time: that counts as agreement, and says so. */
  public void agreeBySilence(Work work, List<UUID> due) {
    for (UUID id : due) {
      var record = new RecordId(id);
      records
          .lock(work.tx(), record)
          .ifPresent(
              recorded ->
                  record(
                      work,
                      record,
                      recorded,
                      recorded.state().agree(Side.SILENCE, Optional.empty(), work.now())));
    }
  }

  private static Side side(Principal by, Recorded recorded) {
    if (by.sees(recorded.volunteer())) {
      return Side.VOLUNTEER;
    }
    if (by.is(Role.LIAISON) && by.sees(recorded.unit())) {
      return Side.LIAISON;
    }
    throw new RefusedException(Refusal.NOT_FOUND);
  }

  private Recorded lock(Work work, RecordId id) {
    return records.lock(work.tx(), id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private Map<String, Object> record(
      Work work, RecordId id, Recorded recorded, Decision<RecordEvent> decision) {
    work.record(Work.entries(id.value(), recorded.version(), decision), recorded.space());
    Recorded now = lock(work, id);
    return Map.of(
        "id",
        id,
        "minutes",
        now.state().minutes(),
        "nature",
        now.nature(),
        "agreed",
        now.state().agreed(),
        "version",
        now.version());
  }
}
