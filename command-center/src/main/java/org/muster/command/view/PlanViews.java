package org.muster.command.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.command.view.AreaViews.Part;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Coverage;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanDifference;
import org.muster.model.plan.PlanDifference.Change;
import org.muster.model.plan.PlanDifference.Total;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Masking;
import org.muster.model.roster.UnitId;

/** Plans: their versions, whom they leave uncovered, and who moves when the tier changes. */
public final class PlanViews {
  private final Database database;
  private final Vault vault;
  private final Supplier<Jurisdiction> places;

  public PlanViews(Database database, Vault vault, Supplier<Jurisdiction> places) {
    this.database = database;
    this.vault = vault;
    this.places = places;
  }

  /** A version in a list. */
  public record Summary(
      PlanId id,
      AreaCode area,
      String name,
      int number,
      int version,
      Instant createdAt,
      People people) {}

  /** How many people each tier asks for. */
  public record People(long normal, long emergency, long critical) {}

  /** A version with its lines. */
  public record Shown(
      PlanId id,
      AreaCode area,
      String name,
      int number,
      int version,
      Instant createdAt,
      People people,
      List<Line> lines) {}

  /** What a unit owes a community. */
  public record Line(
      AreaCode community,
      String communityName,
      UnitId unit,
      String unitName,
      int normal,
      int emergency,
      int critical,
      Optional<String> meetingPoint,
      Optional<Contact> contact) {}

  /** Whom to call in a community. */
  public record Contact(String name, Optional<String> phoneMasked) {}

  /** How far a tier reaches. */
  public record Covered(
      PlanId plan, Tier tier, int communities, int covered, int people, List<Gap> gaps) {}

  /** A community to which nobody is sent. */
  public record Gap(AreaCode area, String name) {}

  /** Who is called up and released. */
  public record Moves(
      PlanId plan,
      Tier from,
      Tier to,
      Total total,
      List<Move> lines,
      List<UnitMoves> byUnit,
      List<CommunityMoves> byCommunity) {}

  /** People of one unit in one community. */
  public record Move(
      AreaCode community,
      String communityName,
      UnitId unit,
      String unitName,
      int before,
      int after,
      int calledUp,
      int released) {}

  /** All people of a unit. */
  public record UnitMoves(
      UnitId unit, String name, int before, int after, int calledUp, int released) {}

  /** All people in a community. */
  public record CommunityMoves(
      AreaCode area, String name, int before, int after, int calledUp, int released) {}

  /** Which plans are wanted. */
  public record Wanted(Optional<AreaCode> area, Optional<PlanId> after, Optional<String> limit) {}

  public Part<Summary> list(Principal reader, Wanted wanted) {
    Optional<AreaCode> area = wanted.area().or(reader::area);
    if (area.filter(a -> !reader.sees(a)).isPresent()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    String areas = area.map(a -> a.prefix() + "%").orElse("%");
    int limit = Rows.limit(wanted.limit());
    return database.read(
        sql -> {
          var plans = PlanStore.list(sql, areas, wanted.after(), limit + 1);
          var page = plans.stream().limit(limit).map(PlanViews::summary).toList();
          Optional<String> next =
              plans.size() > limit
                  ? Optional.of(page.getLast().id().value().toString())
                  : Optional.empty();
          return new Part<>(page, PlanStore.count(sql, areas), next);
        });
  }

  public Shown get(Principal reader, PlanId id) {
    return database.read(
        sql -> {
          Head head = find(sql, reader, id);
          var names = new Names(places.get(), units(sql));
          List<Line> lines =
              PlanStore.lines(sql, id).stream().map(line -> line(line, names)).toList();
          var people =
              new People(
                  lines.stream().mapToInt(Line::normal).sum(),
                  lines.stream().mapToInt(Line::emergency).sum(),
                  lines.stream().mapToInt(Line::critical).sum());
          return new Shown(
              id,
              head.area(),
              head.name(),
              head.number(),
              head.number(),
              head.createdAt(),
              people,
              lines);
        });
  }

  public Covered coverage(Principal reader, PlanId id, Tier tier) {
    Plan plan = plan(reader, id);
    Jurisdiction current = places.get();
    List<AreaCode> communities = current.communitiesUnder(List.of(plan.area()));
    Coverage coverage = Coverage.of(plan, tier, communities);
    List<Gap> gaps =
        coverage.uncovered().stream()
            .map(code -> new Gap(code, current.find(code).map(Area::name).orElse("")))
            .toList();
    return new Covered(
        id, tier, communities.size(), communities.size() - gaps.size(), coverage.people(), gaps);
  }

  /** From one tier to another, in all of the plan or in one area. */
  public Moves difference(Principal reader, PlanId id, Step step) {
    Plan plan = plan(reader, id);
    PlanDifference all = PlanDifference.of(plan, step.from(), step.to());
    PlanDifference difference = step.area().map(all::within).orElse(all);
    Names names = database.read(sql -> new Names(places.get(), units(sql)));
    return new Moves(
        id,
        step.from(),
        step.to(),
        difference.total(),
        difference.changes().stream().map(change -> move(change, names)).toList(),
        difference.byUnit().entrySet().stream()
            .map(entry -> unitMoves(entry.getKey(), entry.getValue(), names))
            .toList(),
        difference.byCommunity().entrySet().stream()
            .map(entry -> communityMoves(entry.getKey(), entry.getValue(), names))
            .toList());
  }

  /** A change of the tier. */
  public record Step(Tier from, Tier to, Optional<AreaCode> area) {}

  private record Names(Jurisdiction places, Map<UnitId, String> units) {
    String of(AreaCode code) {
      return places.find(code).map(Area::name).orElse("");
    }

    String of(UnitId id) {
      return units.getOrDefault(id, "");
    }
  }

  private Plan plan(Principal reader, PlanId id) {
    return database.read(sql -> PlanStore.plan(sql, find(sql, reader, id)));
  }

  private static Head find(Sql sql, Principal reader, PlanId id) {
    return PlanStore.find(sql, id)
        .filter(head -> reader.sees(head.area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static Map<UnitId, String> units(Sql sql) {
    var names = new java.util.HashMap<UnitId, String>();
    UnitStore.names(sql).forEach((name, id) -> names.put(id, name));
    return names;
  }

  private static Summary summary(PlanStore.Summary plan) {
    Head head = plan.head();
    return new Summary(
        head.id(),
        head.area(),
        head.name(),
        head.number(),
        head.number(),
        head.createdAt(),
        new People(plan.normal(), plan.emergency(), plan.critical()));
  }

  private Line line(PlanStore.Line line, Names names) {
    var owed = line.owed();
    Optional<String> phone = line.contactCipher().map(vault::decrypt).map(Masking::mobile);
    return new Line(
        owed.community(),
        names.of(owed.community()),
        owed.unit(),
        names.of(owed.unit()),
        owed.normal(),
        owed.emergency(),
        owed.critical(),
        owed.meetingPoint(),
        line.contactName().map(name -> new Contact(name, phone)));
  }

  private static Move move(Change change, Names names) {
    return new Move(
        change.community(),
        names.of(change.community()),
        change.unit(),
        names.of(change.unit()),
        change.before(),
        change.after(),
        change.calledUp(),
        change.released());
  }

  private static UnitMoves unitMoves(UnitId unit, Total total, Names names) {
    return new UnitMoves(
        unit, names.of(unit), total.before(), total.after(), total.calledUp(), total.released());
  }

  private static CommunityMoves communityMoves(AreaCode area, Total total, Names names) {
    return new CommunityMoves(
        area, names.of(area), total.before(), total.after(), total.calledUp(), total.released());
  }
}
