package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.RosterStore.Secrets;
import org.muster.command.store.RosterStore.Written;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sql;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
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
              Person changed = changed(work, person, change);
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
              RosterStore.disclosed(tx, reader.id(), person.id(), reason.strip());
              return person;
            });
  }

  private static Person lock(Sql tx, Principal principal, VolunteerId id) {
    return RosterStore.lock(tx, id)
        .filter(person -> mayChange(principal, person.rules()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static boolean mayChange(Principal principal, Volunteer volunteer) {
    boolean own = principal.is(Role.LIAISON) && principal.sees(volunteer.unit());
    return own || (principal.commands() && volunteer.community().map(principal::sees).orElse(true));
  }

  private Person changed(Work work, Person person, VolunteerChange change) {
    Volunteer was = person.rules();
    var rules =
        new Volunteer(
            was.id(),
            was.unit(),
            was.birth(),
            change.shock(was.shock()),
            change.health(was.health()),
            change.community(was.community()),
            change.skills(was.skills()),
            was.insured(),
            was.trained(),
            change.unavailable(was.unavailable()));
    check(work, was, rules);
    Written written = person.written();
    var texts =
        new Written(
            written.name(),
            written.sex(),
            change.department(written.department()),
            written.dutyTitle(),
            written.political(),
            written.healthNote(),
            change.remark(written.remark()));
    Optional<MobileNumber> phone = change.phone();
    Secrets secrets = phone.map(p -> secrets(person.secrets(), p)).orElse(person.secrets());
    return new Person(rules, person.unitName(), texts, secrets, person.version());
  }

  private static void check(Work work, Volunteer was, Volunteer rules) {
    Optional<AreaCode> moved =
        rules.community().filter(c -> !was.community().equals(rules.community()));
    if (moved
        .filter(c -> c.level() != AreaCode.Level.COMMUNITY || !Scopes.has(work.tx(), c))
        .isPresent()) {
      throw refused(Refusal.UNKNOWN_AREA, "community", "no such community");
    }
    LocalDate today = work.now().atZone(Eligibility.BEIJING).toLocalDate();
    if (rules.shock() && rules.birth().plusYears(ADULT_YEARS).isAfter(today)) {
      throw refused(Refusal.INVALID, "shock", "under 18");
    }
  }

  private Secrets secrets(Secrets before, MobileNumber phone) {
    return new Secrets(
        before.id(),
        Buffer.buffer(vault.encrypt(phone.value())),
        Buffer.buffer(vault.hash(phone.value())));
  }

  private static RefusedException refused(Refusal refusal, String field, String reason) {
    return new RefusedException(refusal, java.util.List.of(new FieldProblem(field, reason)));
  }
}
