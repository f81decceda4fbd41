package org.muster.command.view;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.RosterStore;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.command.store.UnitStore.Unit;
import org.muster.command.view.AreaViews.Part;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.Masking;
import org.muster.model.roster.ShockTeam;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/** Sending units, whom to call there, and how their shock teams stand. */
public final class UnitViews {
  /** Who fills in is looked for among the first; the whole list is the roster's. */
  private static final int RESERVES_MAX = 50;

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;

  public UnitViews(Database database, Vault vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** A unit as it goes out. */
  public record Shown(
      UnitId id,
      Optional<String> code,
      String name,
      int headcount,
      int party,
      int volunteers,
      int shock,
      int required,
      Optional<String> leader,
      List<Liaison> liaisons,
      int version) {}

  /** Whom to call in a unit. */
  public record Liaison(String rank, String name, Optional<String> phoneMasked) {}

  /** How a shock team stands today. */
  public record Team(
      UnitId unit,
      int headcount,
      int required,
      int members,
      int eligible,
      int shortfall,
      List<Barred> reasons,
      List<Reserve> reserves) {}

  /** A member who cannot go. */
  public record Barred(VolunteerId volunteer, String name, Set<Bar> reasons) {}

  /** Somebody who could fill in. */
  public record Reserve(VolunteerId volunteer, String name, List<String> skills) {}

  /** Which units are wanted. */
  public record Wanted(Optional<String> name, Optional<UnitId> after, Optional<String> limit) {}

  public Part<Shown> list(Principal reader, Wanted wanted) {
    Optional<UnitId> only = isWide(reader) ? Optional.empty() : reader.unit();
    var search = new UnitStore.Wanted(only, wanted.name().orElse(""));
    int limit = Rows.limit(wanted.limit());
    return database.read(
        sql -> {
          List<Unit> units = UnitStore.list(sql, search, wanted.after(), limit + 1);
          List<Unit> page = units.subList(0, Math.min(limit, units.size()));
          Optional<String> next =
              units.size() > limit
                  ? Optional.of(page.getLast().id().value().toString())
                  : Optional.empty();
          return new Part<>(shown(sql, page), UnitStore.count(sql, search), next);
        });
  }

  public Shown get(Principal reader, UnitId id) {
    return database.read(sql -> shown(sql, List.of(find(sql, reader, id))).getFirst());
  }

  /** The shock team as the reader may see it. */
  public Team shockTeam(Principal reader, UnitId id) {
    return database.read(sql -> team(sql, find(sql, reader, id)));
  }

  private Team team(Sql sql, Unit unit) {
    List<Volunteer> people = RosterStore.ofUnits(sql, List.of(unit.id()));
    ShockTeam team = ShockTeam.of(unit.headcount(), people, today());
    List<VolunteerId> reserves = team.reserves().stream().limit(RESERVES_MAX).toList();
    List<VolunteerId> shown =
        Stream.concat(team.barred().stream().map(ShockTeam.Barred::volunteer), reserves.stream())
            .toList();
    Map<VolunteerId, String> names = RosterStore.names(sql, shown);
    return new Team(
        unit.id(),
        team.headcount(),
        team.required(),
        team.members(),
        team.eligible(),
        team.shortfall(),
        team.barred().stream()
            .map(b -> new Barred(b.volunteer(), name(names, b.volunteer()), b.reasons()))
            .toList(),
        reserves.stream().map(id -> new Reserve(id, name(names, id), skills(people, id))).toList());
  }

  private static List<String> skills(List<Volunteer> people, VolunteerId id) {
    return people.stream()
        .filter(person -> person.id().equals(id))
        .flatMap(person -> person.skills().stream())
        .sorted()
        .toList();
  }

  private static String name(Map<VolunteerId, String> names, VolunteerId id) {
    return Masking.name(names.getOrDefault(id, ""));
  }

  /** A task from now to the end of the day, which asks for nothing special. */
  private Eligibility.Task today() {
    ZonedDateTime now = clock.instant().atZone(Eligibility.BEIJING);
    LocalDate tomorrow = now.toLocalDate().plusDays(1);
    var rest =
        new TimeSpan(now.toInstant(), tomorrow.atStartOfDay(Eligibility.BEIJING).toInstant());
    return new Eligibility.Task(rest, Set.of());
  }

  private List<Shown> shown(Sql sql, List<Unit> units) {
    var liaisons = UnitStore.liaisons(sql, units.stream().map(Unit::id).toList());
    var shown = new ArrayList<Shown>();
    for (Unit unit : units) {
      shown.add(
          new Shown(
              unit.id(),
              unit.code(),
              unit.name(),
              unit.headcount(),
              unit.party(),
              unit.volunteers(),
              unit.shock(),
              ShockTeam.required(unit.headcount()),
              unit.leader(),
              liaisons.stream().filter(l -> l.unit().equals(unit.id())).map(this::shown).toList(),
              unit.version()));
    }
    return shown;
  }

  private Liaison shown(UnitStore.Liaison liaison) {
    Optional<String> phone = liaison.phoneCipher().map(vault::decrypt);
    return new Liaison(liaison.rank(), liaison.name(), phone.map(Masking::mobile));
  }

  private static Unit find(Sql sql, Principal reader, UnitId id) {
    return UnitStore.find(sql, id)
        .filter(unit -> reader.sees(unit.id()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static boolean isWide(Principal reader) {
    return reader.commands() || reader.is(Role.AUDITOR);
  }
}
