package org.muster.command.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.RosterQuestions;
import org.muster.command.store.RosterSearch;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.Sight;
import org.muster.command.view.AreaViews.Part;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Certificate;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.HealthLimit;
import org.muster.model.roster.Masking;
import org.muster.model.roster.RosterQuestion;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;
import org.muster.model.roster.Window;

/**
 * Volunteers as far as somebody may see them: names and numbers masked, political status and health
 * only for those who send people.
 */
public final class RosterViews {
  private final Database database;
  private final Vault vault;
  private final RosterQuestions questions;

  public RosterViews(Database database, Vault vault, RosterQuestions questions) {
    this.database = database;
    this.vault = vault;
    this.questions = questions;
  }

  /**
   * A volunteer as they go out; {@code phone} only where it was asked for with a reason.
   *
   * @param unavailable the time away that begins first
   * @param mergedInto the record this one stands back for
   */
  public record Shown(
      VolunteerId id,
      UnitId unit,
      String unitName,
      String name,
      String sex,
      int birthYear,
      Optional<String> department,
      Optional<String> dutyTitle,
      Optional<String> political,
      String phoneMasked,
      Optional<String> phone,
      String idMasked,
      Optional<AreaCode> community,
      Optional<AreaCode> paired,
      List<String> skills,
      List<Certificate> certificates,
      boolean shock,
      Optional<Volunteer.Health> health,
      Optional<Set<HealthLimit>> healthLimits,
      Optional<DateSpan> insured,
      Optional<String> policy,
      Optional<DateSpan> trained,
      List<Window> windows,
      List<Away> absences,
      Optional<Away> unavailable,
      Optional<VolunteerId> mergedInto,
      int version) {}

  /** When somebody is away; without a beginning it is since long ago. */
  public record Away(
      UUID id, Absence.Kind kind, Absence.Enterer by, Optional<Instant> from, Instant until) {
    static Away of(Absence absence) {
      return new Away(
          absence.id(),
          absence.kind(),
          absence.by(),
          Optional.of(absence.during().from()).filter(from -> from.isAfter(Instant.EPOCH)),
          absence.during().until());
    }
  }

  /** A page of what is asked for. */
  public record Wanted(RosterQuestion question, Optional<Bookmark> after, Optional<String> limit) {}

  public Part<Shown> list(Principal reader, Wanted wanted) {
    RosterSearch search = questions.search(reader, wanted.question());
    int limit = Rows.limit(wanted.limit());
    return database.read(
        sql -> {
          Optional<Bookmark> after = wanted.after();
          List<Person> people = RosterStore.list(sql, search, after.map(Bookmark::last), limit + 1);
          List<Person> page = people.subList(0, Math.min(limit, people.size()));
          long total = after.map(Bookmark::total).orElseGet(() -> RosterStore.count(sql, search));
          boolean isMore = people.size() > limit;
          Optional<String> next =
              isMore
                  ? Optional.of(new Bookmark(page.getLast().id(), total).text())
                  : Optional.empty();
          List<Shown> shown = page.stream().map(p -> shown(reader, p)).toList();
          return new Part<>(shown, total, next);
        });
  }

  public Shown get(Principal reader, VolunteerId id) {
    return shown(reader, find(reader, id));
  }

  /** With name and phone; whoever asks has given a reason that is kept. */
  public Shown disclosed(Principal reader, VolunteerId id) {
    Person person = find(reader, id);
    return shown(reader, person, person.written().name(), Optional.of(phone(person)));
  }

  /** The times away of the one who asks. */
  public List<Away> absences(VolunteerId self) {
    return database
        .read(sql -> RosterStore.find(sql, self))
        .map(person -> away(person.rules()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private Person find(Principal reader, VolunteerId id) {
    return database
        .read(sql -> RosterStore.find(sql, Sight.of(reader), id))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private Shown shown(Principal reader, Person person) {
    return shown(reader, person, Masking.name(person.written().name()), Optional.empty());
  }

  private Shown shown(Principal reader, Person person, String name, Optional<String> phone) {
    Volunteer rules = person.rules();
    boolean sends = reader.sends() || reader.sees(person.id());
    List<Away> away = away(rules);
    return new Shown(
        person.id(),
        rules.unit(),
        person.unitName(),
        name,
        person.written().sex(),
        rules.birth().getYear(),
        person.written().department(),
        person.written().dutyTitle(),
        person.written().political().filter(_ -> sends),
        Masking.mobile(phone(person)),
        phone,
        Masking.idNumber(vault.decrypt(person.secrets().id().bytes())),
        rules.community(),
        person.wishes().paired(),
        rules.skills().stream().sorted().toList(),
        rules.certificates(),
        rules.shock(),
        Optional.of(rules.health()).filter(_ -> sends),
        Optional.of(person.wishes().limits()).filter(_ -> sends),
        rules.insured(),
        person.written().policy(),
        rules.trained(),
        person.wishes().windows(),
        away,
        away.stream().findFirst(),
        person.mergedInto(),
        person.version());
  }

  private static List<Away> away(Volunteer rules) {
    return rules.absences().stream()
        .sorted(Comparator.comparing(a -> a.during().from()))
        .map(Away::of)
        .toList();
  }

  private String phone(Person person) {
    return vault.decrypt(person.secrets().phone().bytes());
  }
}
