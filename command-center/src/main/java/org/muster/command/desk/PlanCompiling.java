package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.desk.PlanVersions.Draft;
import org.muster.command.desk.PlanVersions.Text;
import org.muster.command.secret.Vault;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.Sql;
import org.muster.command.store.Staged;
import org.muster.command.store.UnitStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Compilation;
import org.muster.model.plan.Compilation.Force;
import org.muster.model.plan.Compilation.Want;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.PlainText;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;

/** Compiles a draft of a plan from what communities need and from the rosters of the units. */
public final class PlanCompiling {
  private static final int NAME_MAX = 200;
  private static final Duration SERVICE = Duration.ofDays(1);

  private final Counter counter;
  private final Supplier<Jurisdiction> places;
  private final PlanVersions versions;

  public PlanCompiling(Counter counter, Vault vault, Supplier<Jurisdiction> places) {
    this.counter = counter;
    this.places = places;
    this.versions = new PlanVersions(vault);
  }

  /**
   * What is to be compiled.
   *
   * @param needs by community; left out, as the newest version for the hazard (or for any) has them
   * @param units who may be asked; left out, every unit with somebody on its roster
   * @param sendPercent how much of a unit's people may be sent, 1 to 100
   */
  public record Asking(
      AreaCode area,
      String name,
      Optional<Hazard> hazard,
      List<Need> needs,
      List<UnitId> units,
      Optional<Integer> sendPercent) {
    public Asking {
      Texts.required("area", area);
      name = PlainText.of(Texts.required("name", name, NAME_MAX));
      needs = Texts.orEmpty(needs);
      units = Texts.orEmpty(units);
      if (sendPercent.filter(percent -> percent < 1 || percent > 100).isPresent()) {
        throw RefusedException.invalid("sendPercent", "1 to 100");
      }
    }

    Hazard kind() {
      return hazard.orElse(Hazard.GENERAL);
    }
  }

  /** People a community needs. */
  public record Need(AreaCode community, int normal, int emergency, int critical) {
    public Need {
      Texts.required("community", community);
      if (normal < 0 || emergency < normal || critical < emergency) {
        throw RefusedException.invalid("", "normal, emergency, critical: none less than before");
      }
    }
  }

  /** What came of it: the draft, what is lacking, and the proof that nothing shorter exists. */
  public record Compiled(
      PlanId plan, List<Compilation.Shortage> shortages, long burdenM, boolean proven) {
    /** From the answer that is kept for repeats. */
    public static Compiled of(JsonNode answer) {
      return org.muster.model.wire.Json.decode(answer, Compiled.class);
    }
  }

  public Compiled compile(Envelope envelope, Asking asking) {
    return Compiled.of(counter.handle(envelope, work -> compile(work, envelope, asking)));
  }

  private Compiled compile(Work work, Envelope envelope, Asking asking) {
    Jurisdiction ground = places.get();
    if (!envelope.principal().sees(asking.area()) || ground.find(asking.area()).isEmpty()) {
      throw PlanDesk.unknown(Refusal.UNKNOWN_AREA, "area");
    }
    Optional<Head> before =
        PlanStore.newest(work.tx(), asking.area(), asking.kind())
            .or(() -> PlanStore.newest(work.tx(), asking.area(), Hazard.GENERAL));
    List<PlanStore.Line> known =
        before.map(head -> PlanStore.lines(work.tx(), head.id())).orElse(List.of());
    Compilation made =
        Compilation.of(
            new Compilation.Question(
                wants(asking, known, ground),
                forces(work.tx(), asking, work.now()),
                paired(known),
                ground::distanceM));
    if (made.lines().isEmpty()) {
      throw RefusedException.invalid("units", "nobody can be sent");
    }
    var id = new PlanId(UUID.randomUUID());
    versions.addDraft(
        work.tx(), new Draft(id, envelope.principal().id(), text(asking, made, known)));
    return new Compiled(id, made.shortages(), made.burdenM(), made.proven());
  }

  private static List<Want> wants(Asking asking, List<PlanStore.Line> known, Jurisdiction ground) {
    var wants = new TreeMap<AreaCode, Want>();
    for (PlanStore.Line line : asking.needs().isEmpty() ? known : List.<PlanStore.Line>of()) {
      PlanLine owed = line.owed();
      wants.merge(
          owed.community(),
          new Want(owed.community(), owed.normal(), owed.emergency(), owed.critical()),
          PlanCompiling::together);
    }
    for (Need need : asking.needs()) {
      boolean beneath =
          asking.area().covers(need.community())
              && need.community().level() == AreaCode.Level.COMMUNITY
              && ground.find(need.community()).isPresent();
      if (!beneath) {
        throw PlanDesk.unknown(Refusal.UNKNOWN_AREA, "needs.community");
      }
      wants.merge(
          need.community(),
          new Want(need.community(), need.normal(), need.emergency(), need.critical()),
          PlanCompiling::together);
    }
    if (wants.isEmpty()) {
      throw RefusedException.invalid("needs", "required");
    }
    return List.copyOf(wants.values());
  }

  private static Want together(Want a, Want b) {
    return new Want(
        a.community(),
        a.normal() + b.normal(),
        a.emergency() + b.emergency(),
        a.critical() + b.critical());
  }

  /** Who could go from today on, whatever they are doing just now. */
  private static List<Force> forces(Sql sql, Asking asking, Instant now) {
    Set<UnitId> units =
        asking.units().isEmpty()
            ? new HashSet<>(UnitStore.names(sql).values())
            : new HashSet<>(asking.units());
    if (!UnitStore.names(sql).values().containsAll(units)) {
      throw PlanDesk.unknown(Refusal.UNKNOWN_UNIT, "units");
    }
    var task = new Eligibility.Task(new TimeSpan(now, now.plus(SERVICE)), Set.of());
    var able = new LinkedHashMap<UnitId, Integer>();
    var homes = new HashMap<UnitId, Map<AreaCode, Integer>>();
    for (Volunteer one : PeopleStore.ofUnits(sql, units)) {
      if (Eligibility.bars(one, task).isEmpty()) {
        able.merge(one.unit(), 1, Integer::sum);
        Map<AreaCode, Integer> own = homes.computeIfAbsent(one.unit(), _ -> new HashMap<>());
        one.community().ifPresent(home -> own.merge(home, 1, Integer::sum));
      }
    }
    int percent = asking.sendPercent().orElse(100);
    var forces = new ArrayList<Force>();
    able.forEach(
        (unit, people) ->
            forces.add(
                new Force(unit, people * percent / 100, homes.getOrDefault(unit, Map.of()))));
    return forces;
  }

  private static Set<Plan.Place> paired(List<PlanStore.Line> known) {
    var paired = new HashSet<Plan.Place>();
    known.forEach(l -> paired.add(new Plan.Place(l.owed().community(), l.owed().unit())));
    return paired;
  }

  /** Meeting points and contacts of the communities stay as they were known. */
  private static Text text(Asking asking, Compilation made, List<PlanStore.Line> known) {
    var before = new HashMap<AreaCode, PlanStore.Line>();
    known.forEach(line -> before.putIfAbsent(line.owed().community(), line));
    var lines = new ArrayList<Staged.Line>();
    for (Compilation.Line line : made.lines()) {
      PlanLine owed = line.owed();
      var met = Optional.ofNullable(before.get(owed.community()));
      var full =
          new PlanLine(
              owed.community(),
              owed.unit(),
              owed.normal(),
              owed.emergency(),
              owed.critical(),
              met.flatMap(l -> l.owed().meetingPoint()));
      lines.add(
          Staged.Line.of(
                  full,
                  met.flatMap(PlanStore.Line::contactName).orElse(null),
                  met.flatMap(PlanStore.Line::contactCipher).map(Staging::base64).orElse(null))
              .because(line.reasons()));
    }
    return new Text(
        asking.area(),
        asking.name(),
        asking.hazard(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        lines,
        Optional.of(made.leads()));
  }
}
