package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.roster.Absence;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/**
 * Takes in when people cannot be sent: from themselves, from their liaison, or from the command
 * post. Offers that stand already are answered as ever; leave is no answer to them.
 */
public final class AbsenceDesk {
  /** Times away that lie ahead of one person; more is a mistake of a program. */
  private static final int ABSENCES_MAX = 50;

  private static final Duration LENGTH_MAX = Duration.ofDays(3 * 366);

  private final Counter counter;

  public AbsenceDesk(Counter counter) {
    this.counter = counter;
  }

  /** A time away as it is entered. */
  public record Entering(Absence.Kind kind, Instant from, Instant until) {
    public Entering {
      kind = Texts.required("kind", kind);
      from = Texts.required("from", from);
      until = Texts.required("until", until);
      if (!until.isAfter(from)) {
        throw RefusedException.invalid("until", "must be after from");
      }
      if (Duration.between(from, until).compareTo(LENGTH_MAX) > 0) {
        throw RefusedException.invalid("until", "at most " + LENGTH_MAX.toDays() + " days");
      }
    }

    private TimeSpan during() {
      return new TimeSpan(from, until);
    }
  }

  /** Enters a time away; what is over by now is forgotten on this occasion. */
  public JsonNode enter(Envelope envelope, VolunteerId id, Entering entering) {
    return counter.handle(
        envelope,
        work -> {
          if (!entering.until().isAfter(work.now())) {
            throw RefusedException.invalid("until", "must lie ahead");
          }
          var absence =
              new Absence(
                  UUID.randomUUID(),
                  entering.kind(),
                  entering.during(),
                  enterer(envelope.principal()));
          Person person = lock(work.tx(), envelope.principal(), id);
          change(work.tx(), person, before -> with(before, absence, work.now()));
          return absence;
        });
  }

  /** Takes a time away back; one that is not there any more changes nothing. */
  public JsonNode takeBack(Envelope envelope, VolunteerId id, UUID absence) {
    return counter.handle(
        envelope,
        work -> {
          Person person = lock(work.tx(), envelope.principal(), id);
          if (person.rules().absences().stream().anyMatch(a -> a.id().equals(absence))) {
            change(
                work.tx(),
                person,
                before -> before.stream().filter(a -> !a.id().equals(absence)).toList());
          }
          return Map.of("id", absence);
        });
  }

  private static List<Absence> with(List<Absence> before, Absence absence, Instant now) {
    var absences =
        new ArrayList<>(before.stream().filter(a -> a.during().until().isAfter(now)).toList());
    if (absences.size() >= ABSENCES_MAX) {
      throw RefusedException.invalid("from", "at most " + ABSENCES_MAX);
    }
    absences.add(absence);
    return absences;
  }

  /** Puts other times away into a locked record. */
  static void change(Sql tx, Person person, UnaryOperator<List<Absence>> change) {
    Volunteer was = person.rules();
    var rules =
        new Volunteer(
            was.id(),
            was.unit(),
            was.birth(),
            was.shock(),
            was.health(),
            was.community(),
            was.skills(),
            was.insured(),
            was.trained(),
            change.apply(was.absences()),
            was.certificates());
    if (!RosterStore.change(tx, person.with(rules))) {
      throw new IllegalStateException("the locked record of " + was.id() + " has changed");
    }
  }

  /** The person themselves, or whoever may change the record. */
  private static Person lock(Sql tx, Principal by, VolunteerId id) {
    if (!by.sees(id)) {
      return VolunteerDesk.lock(tx, by, id);
    }
    return RosterStore.lock(tx, id)
        .filter(person -> person.mergedInto().isEmpty())
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  static Absence.Enterer enterer(Principal by) {
    return by.is(Role.VOLUNTEER)
        ? Absence.Enterer.VOLUNTEER
        : by.is(Role.LIAISON) ? Absence.Enterer.LIAISON : Absence.Enterer.COMMAND_POST;
  }
}
