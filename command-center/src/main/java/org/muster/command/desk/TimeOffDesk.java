package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.TimeOffStore;
import org.muster.command.store.TimeOffStore.Entry;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.registry.RosterEvent.TimeOffReturned;
import org.muster.model.registry.TimeOff;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Merging;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/**
 * Where a unit grants time off (调休) for duty that was served. Who has time off is away: it goes
 * into the record as a time away under the same id.
 */
public final class TimeOffDesk {
  private final Counter counter;

  public TimeOffDesk(Counter counter) {
    this.counter = counter;
  }

  /**
   * Time off as it is asked for.
   *
   * @param minutes what it takes of the balance; working hours, hence seldom the whole span
   */
  public record Granting(Integer minutes, Instant from, Instant until) {
    public Granting {
      minutes = Texts.required("minutes", minutes);
      from = Texts.required("from", from);
      until = Texts.required("until", until);
      if (!until.isAfter(from)) {
        throw RefusedException.invalid("until", "must be after from");
      }
    }
  }

  /** Grants time off out of the balance. */
  public JsonNode grant(Envelope envelope, VolunteerId id, Granting granting) {
    return counter.handle(
        envelope,
        work -> {
          Person person = VolunteerDesk.lock(work.tx(), envelope.principal(), id);
          var wanted =
              new TimeOff.Grant(
                  UUID.randomUUID(),
                  id,
                  new TimeSpan(granting.from(), granting.until()),
                  granting.minutes());
          TimeOff ledger = TimeOffStore.ledger(work.tx(), id);
          var decision = ledger.grant(wanted, envelope.principal().id(), work.now());
          work.record(Work.entries(wanted.entry(), 0, decision), Origin.LIVE);
          var away =
              new Absence(
                  wanted.entry(),
                  Absence.Kind.COMPENSATION,
                  wanted.during(),
                  AbsenceDesk.enterer(envelope.principal()));
          AbsenceDesk.change(work.tx(), person, before -> Merging.both(before, List.of(away)));
          return Map.of(
              "id", wanted.entry(), "balanceMinutes", ledger.balance() - wanted.minutes());
        });
  }

  /** Takes time off back that was not begun; a second time changes nothing. */
  public JsonNode takeBack(Envelope envelope, VolunteerId id, UUID entryId) {
    return counter.handle(
        envelope,
        work -> {
          Person person = VolunteerDesk.lock(work.tx(), envelope.principal(), id);
          Entry entry =
              TimeOffStore.find(work.tx(), id, entryId)
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          if (entry.returnedAt().isEmpty()) {
            if (!entry.during().from().isAfter(work.now())) {
              throw new RefusedException(Refusal.TOO_LATE);
            }
            var returned = new TimeOffReturned(entryId, id, envelope.principal().id(), work.now());
            work.record(
                Work.entries(entryId, entry.version(), Decision.accepted(returned)), Origin.LIVE);
            AbsenceDesk.change(
                work.tx(),
                person,
                before -> before.stream().filter(a -> !a.id().equals(entryId)).toList());
          }
          return Map.of(
              "id", entryId, "balanceMinutes", TimeOffStore.ledger(work.tx(), id).balance());
        });
  }
}
