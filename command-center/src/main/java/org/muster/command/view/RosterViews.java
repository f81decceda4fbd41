package org.muster.command.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.view.AreaViews.Part;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.Masking;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/**
 * Volunteers as far as somebody may see them: names and numbers masked, political status and health
 * only for those who send people.
 */
public final class RosterViews {
  private final Database database;
  private final Vault vault;

  public RosterViews(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** A volunteer as they go out; {@code phone} only where it was asked for with a reason. */
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
      List<String> skills,
      boolean shock,
      Optional<Volunteer.Health> health,
      Optional<DateSpan> insured,
      Optional<DateSpan> trained,
      Optional<Absence> unavailable,
      int version) {}

  /** When somebody is away; without a beginning it is since long ago. */
  public record Absence(Optional<Instant> from, Instant until) {
    static Absence of(TimeSpan span) {
      return new Absence(
          Optional.of(span.from()).filter(from -> from.isAfter(Instant.EPOCH)), span.until());
    }
  }

  /**
   * Which volunteers are wanted.
   *
   * @param area of the home community
   * @param text part of a name, or a whole phone or ID number
   */
  public record Wanted(
      Optional<UnitId> unit,
      Optional<AreaCode> area,
      Optional<String> skill,
      Optional<Boolean> shock,
      Optional<String> text,
      Optional<VolunteerId> after,
      Optional<String> limit) {}

  public Part<Shown> list(Principal reader, Wanted wanted) {
    if (wanted.unit().filter(unit -> !reader.sees(unit)).isPresent()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    RosterStore.Wanted search = search(reader, wanted);
    int limit = Rows.limit(wanted.limit());
    return database.read(
        sql -> {
          List<Person> people = RosterStore.list(sql, search, wanted.after(), limit + 1);
          List<Person> page = people.subList(0, Math.min(limit, people.size()));
          Optional<String> next =
              people.size() > limit
                  ? Optional.of(page.getLast().id().value().toString())
                  : Optional.empty();
          List<Shown> shown = page.stream().map(p -> shown(reader, p)).toList();
          return new Part<>(shown, RosterStore.count(sql, search), next);
        });
  }

  public Shown get(Principal reader, VolunteerId id) {
    return shown(reader, find(reader, id));
  }

  /** With name and phone; whoever asks has given a reason that is kept. */
  public Shown disclosed(Principal reader, VolunteerId id) {
    Person person = find(reader, id);
    Shown masked = shown(reader, person);
    return shown(masked, person.written().name(), Optional.of(phone(person)));
  }

  private Person find(Principal reader, VolunteerId id) {
    return database
        .read(sql -> RosterStore.find(sql, id))
        .filter(person -> sees(reader, person.rules()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static boolean sees(Principal reader, Volunteer volunteer) {
    if (!reader.sees(volunteer.unit())) {
      return false;
    }
    return !isWide(reader)
        || reader.area().isEmpty()
        || volunteer.community().map(reader::sees).orElse(true);
  }

  private RosterStore.Wanted search(Principal reader, Wanted wanted) {
    Optional<UnitId> unit = isWide(reader) ? wanted.unit() : reader.unit();
    Optional<AreaCode> seen = isWide(reader) ? reader.area() : Optional.empty();
    Optional<String> text = wanted.text().map(String::strip).filter(t -> !t.isEmpty());
    Optional<byte[]> hash = text.flatMap(this::hash);
    return new RosterStore.Wanted(
        unit,
        wanted.area().map(a -> a.prefix() + "%"),
        seen.map(a -> a.prefix() + "%"),
        wanted.skill(),
        wanted.shock(),
        hash.isPresent()
            ? Optional.empty()
            : text.map(t -> "%" + t.replaceAll("([\\\\%_])", "\\\\$1") + "%"),
        hash);
  }

  private Optional<byte[]> hash(String text) {
    if (MobileNumber.fault(text).isEmpty()) {
      return Optional.of(vault.hash(MobileNumber.normalised(text)));
    }
    return IdNumber.fault(text).isEmpty()
        ? Optional.of(vault.hash(IdNumber.normalised(text)))
        : Optional.empty();
  }

  private Shown shown(Principal reader, Person person) {
    Volunteer rules = person.rules();
    boolean sends = !reader.is(Role.AUDITOR);
    return new Shown(
        person.id(),
        rules.unit(),
        person.unitName(),
        Masking.name(person.written().name()),
        person.written().sex(),
        rules.birth().getYear(),
        person.written().department(),
        person.written().dutyTitle(),
        person.written().political().filter(_ -> sends),
        Masking.mobile(phone(person)),
        Optional.empty(),
        Masking.idNumber(vault.decrypt(person.secrets().id().getBytes())),
        rules.community(),
        rules.skills().stream().sorted().toList(),
        rules.shock(),
        Optional.of(rules.health()).filter(_ -> sends),
        rules.insured(),
        rules.trained(),
        rules.unavailable().map(Absence::of),
        person.version());
  }

  private static Shown shown(Shown s, String name, Optional<String> phone) {
    return new Shown(
        s.id(),
        s.unit(),
        s.unitName(),
        name,
        s.sex(),
        s.birthYear(),
        s.department(),
        s.dutyTitle(),
        s.political(),
        s.phoneMasked(),
        phone,
        s.idMasked(),
        s.community(),
        s.skills(),
        s.shock(),
        s.health(),
        s.insured(),
        s.trained(),
        s.unavailable(),
        s.version());
  }

  private String phone(Person person) {
    return vault.decrypt(person.secrets().phone().getBytes());
  }

  private static boolean isWide(Principal reader) {
    return reader.commands() || reader.is(Role.AUDITOR);
  }
}
