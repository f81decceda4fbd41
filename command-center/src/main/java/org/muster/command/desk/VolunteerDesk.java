package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.RosterStore.Secrets;
import org.muster.command.store.RosterStore.Wishes;
import org.muster.command.store.RosterStore.Written;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sealed;
import org.muster.command.store.Sql;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/** Corrects what the roster says of a volunteer: skills, shock team, health, absences. */
public final class VolunteerDesk {
  private static final int ADULT_YEARS = 18;
  private static final int REASON_MAX = 200;

  private final Counter counter;
  private final Vault vault;

  public VolunteerDesk(Counter counter, Vault vault) {
    this.counter = counter;
    this.vault = vault;
  }

  /** Changes the record when it still is the version the sender saw. */
  public void change(Envelope envelope, VolunteerId id, int version, VolunteerChange change) {
    JsonNode _ =
        counter.handle(
            envelope,
            work -> {
              Person person = lock(work.tx(), envelope.principal(), id);
              if (person.version() != version) {
                throw new RefusedException(Refusal.VERSION_MISMATCH);
              }
              Person changed = changed(work, envelope.principal(), person, change);
              if (!RosterStore.change(work.tx(), changed)) {
                throw new IllegalStateException("the locked record of " + id + " has changed");
              }
              return Map.of("id", id, "version", version + 1);
            });
  }

  /** Notes who wants to see personal data unmasked, and why. */
  public void disclose(Principal reader, VolunteerId id, String reason) {
    if (reason.isBlank() || reason.length() > REASON_MAX) {
      throw new RefusedException(Refusal.REASON_MISSING);
    }
    counter
        .database()
        .transaction(
            tx -> {
              Person person = lock(tx, reader, id);
              RosterStore.disclosed(tx, reader.id(), List.of(person.id()), reason.strip());
              return person;
            });
  }

  /** A record that somebody may change, and nobody else before the transaction ends. */
  static Person lock(Sql tx, Principal principal, VolunteerId id) {
    return RosterStore.lock(tx, id)
        .filter(person -> person.mergedInto().isEmpty())
        .filter(person -> mayChange(principal, person.rules()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  static boolean mayChange(Principal principal, Volunteer volunteer) {
    boolean own = principal.is(Role.LIAISON) && principal.sees(volunteer.unit());
    return own || (principal.commands() && volunteer.community().map(principal::sees).orElse(true));
  }

  private Person changed(Work work, Principal sender, Person person, VolunteerChange change) {
    Volunteer was = person.rules();
    Absence.Enterer by = AbsenceDesk.enterer(sender);
    var rules =
        new Volunteer(
            was.id(),
            was.unit(),
            was.birth(),
            change.shock(was.shock()),
            change.health(was.health()),
            change.community(was.community()),
            change.skills(was.skills()),
            change.insured(was.insured()),
            change.trained(was.trained()),
            change.absences(
                was.absences(),
                span -> new Absence(UUID.randomUUID(), Absence.Kind.OTHER, span, by)),
            change.certificates(was.certificates()));
    Wishes wished = person.wishes();
    var wishes =
        new Wishes(
            change.paired(wished.paired()),
            change.limits(wished.limits()),
            change.windows(wished.windows()));
    check(work, was, rules);
    known(work, "paired", wished.paired(), wishes.paired());
    Optional<MobileNumber> phone = change.phone();
    Secrets secrets = phone.map(p -> secrets(person.secrets(), p)).orElse(person.secrets());
    return new Person(
        rules,
        person.unitName(),
        changed(person.written(), change),
        wishes,
        secrets,
        Optional.empty(),
        person.version());
  }

  private static Written changed(Written written, VolunteerChange change) {
    return new Written(
        written.name(),
        written.sex(),
        change.department(written.department()),
        change.dutyTitle(written.dutyTitle()),
        change.political(written.political()),
        written.healthNote(),
        change.policy(written.policy()),
        change.remark(written.remark()));
  }

  private static void check(Work work, Volunteer was, Volunteer rules) {
    known(work, "community", was.community(), rules.community());
    LocalDate today = work.now().atZone(Eligibility.BEIJING).toLocalDate();
    if (rules.shock() && rules.birth().plusYears(ADULT_YEARS).isAfter(today)) {
      throw refused(Refusal.INVALID, "shock", "under 18");
    }
  }

  /** A community that is newly entered has to be on the list of divisions. */
  private static void known(
      Work work, String field, Optional<AreaCode> before, Optional<AreaCode> after) {
    if (after
        .filter(_ -> !before.equals(after))
        .filter(c -> c.level() != AreaCode.Level.COMMUNITY || !Scopes.has(work.tx(), c))
        .isPresent()) {
      throw refused(Refusal.UNKNOWN_AREA, field, "no such community");
    }
  }

  private Secrets secrets(Secrets before, MobileNumber phone) {
    return new Secrets(
        before.id(), Sealed.of(vault.encrypt(phone.value())), Sealed.of(vault.hash(phone.value())));
  }

  private static RefusedException refused(Refusal refusal, String field, String reason) {
    return new RefusedException(refusal, List.of(new FieldProblem(field, reason)));
  }
}
