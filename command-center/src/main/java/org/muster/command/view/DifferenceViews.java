package org.muster.command.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.command.store.Database;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedResponse;
import org.muster.command.store.PlanStore;
import org.muster.command.store.StandingQuotas;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.order.ResponseId;
import org.muster.model.order.StepDown;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanDifference;
import org.muster.model.plan.PlanDifference.Change;
import org.muster.model.plan.PlanDifference.Stand;
import org.muster.model.plan.PlanDifference.Total;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/** Who is called up, moved and released between two tiers or two versions of a plan. */
public final class DifferenceViews {
  private final Database database;
  private final Supplier<Jurisdiction> places;

  public DifferenceViews(Database database, Supplier<Jurisdiction> places) {
    this.database = database;
    this.places = places;
  }

  /**
   * Which step is asked about.
   *
   * @param against the version in which {@code from} is meant; the same one when none is named
   */
  public record Step(Tier from, Tier to, Optional<PlanId> against, Optional<AreaCode> area) {}

  /** Who is called up, moved and released. */
  public record Moves(
      PlanId plan,
      PlanId against,
      Tier from,
      Tier to,
      Total total,
      List<Line> lines,
      List<Way> moves,
      List<UnitMoves> byUnit,
      List<CommunityMoves> byCommunity) {}

  /** People of one unit in one community. */
  public record Line(
      AreaCode community,
      String communityName,
      UnitId unit,
      String unitName,
      @JsonUnwrapped Total people) {}

  /** People of a unit who go from one community to another. */
  public record Way(
      UnitId unit,
      String unitName,
      AreaCode from,
      String fromName,
      AreaCode to,
      String toName,
      int people,
      Optional<Long> distanceM) {}

  /** All people of a unit. */
  public record UnitMoves(UnitId unit, String name, @JsonUnwrapped Total people) {}

  /** All people in a community. */
  public record CommunityMoves(AreaCode area, String name, @JsonUnwrapped Total people) {}

  /** From one tier or version to another, in all of the plan or in one area. */
  public Moves difference(Principal reader, PlanId id, Step step) {
    return database.read(
        sql -> {
          Jurisdiction ground = places.get();
          PlanId base = step.against().orElse(id);
          Plan target = PlanStore.plan(sql, PlanViews.find(sql, reader, id));
          Plan source =
              base.equals(id) ? target : PlanStore.plan(sql, PlanViews.find(sql, reader, base));
          PlanDifference all =
              PlanDifference.between(
                  new Stand(source, step.from()), new Stand(target, step.to()), ground::distanceM);
          PlanDifference shown = step.area().map(all::within).orElse(all);
          return moves(id, base, step, shown, Names.read(sql, ground));
        });
  }

  /** From what a response asks of people now to what its plan wants in a tier. */
  public Moves step(Principal reader, ResponseId id, Tier to) {
    return database.read(
        sql -> {
          RecordedResponse response =
              new OrderStore()
                  .findResponse(sql, id)
                  .filter(found -> reader.sees(found.area()))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          Jurisdiction ground = places.get();
          PlanDifference shown =
              PlanDifference.between(
                  StepDown.people(StandingQuotas.list(sql, id)),
                  PlanStore.needs(sql, response.plan(), to),
                  ground::distanceM);
          var step = new Step(response.tier(), to, Optional.empty(), Optional.empty());
          return moves(response.plan(), response.plan(), step, shown, Names.read(sql, ground));
        });
  }

  private static Moves moves(PlanId id, PlanId base, Step step, PlanDifference shown, Names names) {
    return new Moves(
        id,
        base,
        step.from(),
        step.to(),
        shown.total(),
        shown.changes().stream().map(change -> line(change, names)).toList(),
        shown.moves().stream().map(move -> way(move, names)).toList(),
        shown.byUnit().entrySet().stream()
            .map(of -> new UnitMoves(of.getKey(), names.of(of.getKey()), of.getValue()))
            .toList(),
        shown.byCommunity().entrySet().stream()
            .map(of -> new CommunityMoves(of.getKey(), names.of(of.getKey()), of.getValue()))
            .toList());
  }

  private static Line line(Change change, Names names) {
    return new Line(
        change.community(),
        names.of(change.community()),
        change.unit(),
        names.of(change.unit()),
        change.total());
  }

  private static Way way(PlanDifference.Move move, Names names) {
    return new Way(
        move.unit(),
        names.of(move.unit()),
        move.from(),
        names.of(move.from()),
        move.to(),
        names.of(move.to()),
        move.people(),
        names.places().findDistanceM(move.from(), move.to()).map(Math::round));
  }
}
