package org.muster.command.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.command.secret.Vault;
import org.muster.command.store.ContactStore;
import org.muster.command.store.Database;
import org.muster.command.store.RosterStore;
import org.muster.command.store.Sight;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.command.store.UnitStore.Unit;
import org.muster.command.view.AreaViews.Part;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.Masking;
import org.muster.model.roster.ShockTeam;
import org.muster.model.roster.Strength;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/** Sending units, whom to call there, and how their shock teams stand. */
public final class UnitViews {
  /** Who fills in is looked for among the first; the whole list is the roster's. */
  private static final int RESERVES_MAX = 50;

  /** A phone that answered yesterday is likely to ring today. */
  private static final Duration REACHED_WITHIN = Duration.ofHours(24);

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;
  private final Strength strength;

  /**
   * @param strength the number a tenth is taken of for shock teams
   */
  public UnitViews(Database database, Vault vault, InstantSource clock, Strength strength) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.strength = strength;
  }

  /**
   * A unit as it goes out.
   *
   * @param strength which of headcount and party the tenth is taken of
   * @param shockTeamShort what was last told of the shock team; absent before anything was
   * @param reached how many of the volunteers were proven reachable by a phone of theirs
   * @param reachedWithinH within how many hours
   */
  public record Shown(
      UnitId id,
      Optional<String> code,
      String name,
      int headcount,
      int party,
      int volunteers,
      int shock,
      int reached,
      long reachedWithinH,
      Strength strength,
      int required,
      Optional<Boolean> shockTeamShort,
      Optional<String> leader,
      List<Liaison> liaisons,
      int version) {}

  /** Whom to call in a unit. */
  public record Liaison(String rank, String name, Optional<String> phoneMasked) {}

  /** The liaisons of a unit, now and before. */
  public record Tenures(UnitId unit, List<Tenure> items, int version) {}

  /** Somebody who was or is liaison. */
  public record Tenure(
      String rank,
      String name,
      Optional<String> phoneMasked,
      Instant since,
      Optional<Instant> until) {}

  /** How a shock team stands today. */
  public record Team(
      UnitId unit,
      Strength strength,
      int headcount,
      int required,
      int members,
      int eligible,
      int shortfall,
      List<Barred> reasons,
      List<Reserve> reserves) {}

  /** A member who cannot go. */
  public record Barred(VolunteerId volunteer, String name, Set<Bar> reasons) {}

  /** Somebody who could fill in, and what speaks for or against them. */
  public record Reserve(
      VolunteerId volunteer, String name, List<String> skills, Set<ShockTeam.Merit> reasons) {}

  /** Which units are wanted. */
  public record Wanted(Optional<String> name, Optional<UnitId> after, Optional<String> limit) {}

  public Part<Shown> list(Principal reader, Wanted wanted) {
    var search = new UnitStore.Wanted(Sight.of(reader), wanted.name().orElse(""));
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

  /** Who was liaison of a unit from when to when, the newest first; phones masked. */
  public Tenures liaisons(Principal reader, UnitId id) {
    return database.read(
        sql -> {
          Unit unit = find(sql, reader, id);
          List<Tenure> tenures =
              UnitStore.tenures(sql, unit.id()).stream()
                  .map(
                      t ->
                          new Tenure(
                              t.rank(),
                              t.name(),
                              t.phoneCipher().map(vault::decrypt).map(Masking::mobile),
                              t.since(),
                              t.until()))
                  .toList();
          return new Tenures(unit.id(), tenures, unit.version());
        });
  }

  /** The shock team as the reader may see it. */
  public Team shockTeam(Principal reader, UnitId id) {
    return database.read(sql -> team(sql, find(sql, reader, id)));
  }

  private Team team(Sql sql, Unit unit) {
    List<Volunteer> people = RosterStore.ofUnits(sql, List.of(unit.id()));
    int headcount = strength.of(unit.headcount(), unit.party());
    ShockTeam team = ShockTeam.of(headcount, people, Eligibility.today(clock.instant()));
    List<ShockTeam.Reserve> reserves = team.reserves().stream().limit(RESERVES_MAX).toList();
    List<VolunteerId> shown =
        Stream.concat(
                team.barred().stream().map(ShockTeam.Barred::volunteer),
                reserves.stream().map(ShockTeam.Reserve::volunteer))
            .toList();
    Map<VolunteerId, String> names = RosterStore.names(sql, shown);
    return new Team(
        unit.id(),
        strength,
        team.headcount(),
        team.required(),
        team.members(),
        team.eligible(),
        team.shortfall(),
        team.barred().stream()
            .map(b -> new Barred(b.volunteer(), name(names, b.volunteer()), b.reasons()))
            .toList(),
        reserves.stream()
            .map(
                r ->
                    new Reserve(
                        r.volunteer(),
                        name(names, r.volunteer()),
                        skills(people, r.volunteer()),
                        r.merits()))
            .toList());
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

  private List<Shown> shown(Sql sql, List<Unit> units) {
    List<UnitId> ids = units.stream().map(Unit::id).toList();
    var liaisons = UnitStore.liaisons(sql, ids);
    var reached = ContactStore.reached(sql, ids, clock.instant().minus(REACHED_WITHIN));
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
              reached.getOrDefault(unit.id(), 0),
              REACHED_WITHIN.toHours(),
              strength,
              ShockTeam.required(strength.of(unit.headcount(), unit.party())),
              unit.shockTeamShort(),
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
    return UnitStore.find(sql, Sight.of(reader), id)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
