package org.muster.command.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.muster.command.store.Database;
import org.muster.command.store.PlanStore;
import org.muster.command.store.StationStore;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.Station;
import org.muster.model.place.StationId;
import org.muster.model.place.Stations;
import org.muster.model.plan.Coverage;
import org.muster.model.plan.Coverage.Covered;
import org.muster.model.plan.Coverage.Hole;
import org.muster.model.plan.Coverage.Standard;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Shift;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;

/** How a plan covers the communities, and its holes as a layer for maps. */
public final class CoverageViews {
  private final Database database;
  private final Supplier<Jurisdiction> places;

  public CoverageViews(Database database, Supplier<Jurisdiction> places) {
    this.database = database;
    this.places = places;
  }

  /**
   * What is asked.
   *
   * @param hours in which somebody is to be on post
   * @param reachM how far a station may be from the middle of a community
   */
  public record Asked(Tier tier, List<Shift> hours, double reachM) {}

  /**
   * How far a tier reaches.
   *
   * @param covered communities to which somebody is sent; {@code gaps} are the others
   * @param stations how many are registered; without any their distance makes no hole
   */
  public record Shown(
      PlanId plan,
      Tier tier,
      int communities,
      int covered,
      int people,
      List<Gap> gaps,
      List<Shift> hours,
      double reachM,
      int stations,
      Map<Hole, Integer> holes,
      List<Community> items) {}

  /** A community to which nobody is sent. */
  public record Gap(AreaCode area, String name) {}

  /** What one community gets, and what it lacks. */
  public record Community(
      AreaCode area,
      String name,
      int people,
      List<Sent> by,
      Optional<Leader> lead,
      List<Shift> hours,
      List<Shift> open,
      Optional<Near> station,
      Optional<Double> groundShare,
      Set<Hole> holes) {}

  /** People whom one unit sends. */
  public record Sent(UnitId unit, String name, int people) {}

  /** The unit that leads there. */
  public record Leader(UnitId unit, String name) {}

  /** The next station and the way to it. */
  public record Near(StationId id, String name, long distanceM) {}

  private record Answer(
      Plan plan, Coverage coverage, Stations stations, Jurisdiction ground, Names names) {}

  public Shown coverage(Principal reader, PlanId id, Asked asked) {
    Answer answer = answer(reader, id, asked);
    Coverage coverage = answer.coverage();
    Names names = answer.names();
    var holes = new EnumMap<Hole, Integer>(Hole.class);
    for (Hole hole : Hole.values()) {
      holes.put(hole, coverage.with(hole).size());
    }
    int all = coverage.communities().size();
    List<Gap> gaps =
        coverage.uncovered().stream().map(code -> new Gap(code, names.of(code))).toList();
    return new Shown(
        id,
        asked.tier(),
        all,
        all - gaps.size(),
        coverage.people(),
        gaps,
        asked.hours(),
        asked.reachM(),
        answer.stations().list().size(),
        holes,
        coverage.communities().stream().map(one -> community(one, answer, asked)).toList());
  }

  /** Each hole as a feature: the community's ground, or what of it no station reaches. */
  public Map<String, Object> holes(Principal reader, PlanId id, Asked asked) {
    Answer answer = answer(reader, id, asked);
    var features = new ArrayList<Map<String, Object>>();
    for (Covered one : answer.coverage().communities()) {
      for (Hole hole : one.holes()) {
        geometry(one, hole, answer, asked)
            .ifPresent(geometry -> features.add(feature(one, hole, geometry, answer)));
      }
    }
    return Map.of("type", "FeatureCollection", "features", features);
  }

  /** The stations of an area. */
  public Map<String, Object> stations(Principal reader, Optional<AreaCode> wanted) {
    Optional<AreaCode> area = wanted.or(reader::area);
    return database.read(
        sql -> {
          List<Station> found =
              area.map(a -> StationStore.list(sql, a))
                  .orElseThrow(() -> RefusedException.invalid("area", "required"));
          return Map.of("items", found, "total", found.size());
        });
  }

  private Answer answer(Principal reader, PlanId id, Asked asked) {
    Jurisdiction ground = places.get();
    return database.read(
        sql -> {
          Plan plan = PlanStore.plan(sql, PlanViews.find(sql, reader, id));
          var stations = new Stations(StationStore.list(sql, plan.area()));
          boolean any = !stations.list().isEmpty();
          var standard =
              new Standard(
                  asked.hours(),
                  code -> wayM(ground, stations, code),
                  any ? OptionalDouble.of(asked.reachM()) : OptionalDouble.empty());
          var communities = ground.communitiesUnder(List.of(plan.area()));
          Coverage coverage = Coverage.of(plan, asked.tier(), communities, standard);
          return new Answer(plan, coverage, stations, ground, Names.read(sql, ground));
        });
  }

  private static OptionalDouble wayM(Jurisdiction ground, Stations stations, AreaCode code) {
    return ground
        .find(code)
        .flatMap(Area::center)
        .flatMap(stations::nearest)
        .map(near -> OptionalDouble.of(near.metres()))
        .orElse(OptionalDouble.empty());
  }

  private static Community community(Covered one, Answer answer, Asked asked) {
    Names names = answer.names();
    Optional<Area> area = answer.ground().find(one.community());
    boolean any = !answer.stations().list().isEmpty();
    return new Community(
        one.community(),
        names.of(one.community()),
        one.people(),
        one.by().stream().map(s -> new Sent(s.unit(), names.of(s.unit()), s.people())).toList(),
        one.lead().map(unit -> new Leader(unit, names.of(unit))),
        one.hours(),
        one.open(),
        area.flatMap(Area::center)
            .flatMap(answer.stations()::nearest)
            .map(n -> new Near(n.station().id(), n.station().name(), Math.round(n.metres()))),
        area.flatMap(Area::shape)
            .filter(_ -> any)
            .map(shape -> share(answer.stations().reach(shape, asked.reachM()))),
        one.holes());
  }

  private static double share(double exact) {
    return Math.round(exact * 1000) / 1000.0;
  }

  private static Optional<Object> geometry(Covered one, Hole hole, Answer answer, Asked asked) {
    Optional<Area> area = answer.ground().find(one.community());
    Optional<AreaShape> shape = area.flatMap(Area::shape);
    if (shape.isEmpty()) {
      return area.flatMap(Area::center)
          .map(at -> Map.of("type", "Point", "coordinates", List.of(at.lon(), at.lat())));
    }
    return Optional.of(
        hole == Hole.FAR_FROM_STATION
            ? answer.stations().beyond(shape.get(), asked.reachM())
            : shape.get().geometry());
  }

  private static Map<String, Object> feature(
      Covered one, Hole hole, Object geometry, Answer answer) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("area", one.community());
    properties.put("name", answer.names().of(one.community()));
    properties.put("tier", answer.coverage().tier());
    properties.put("hole", EnumNames.of(hole));
    properties.put("people", one.people());
    properties.put("open", one.open());
    one.stationM().ifPresent(way -> properties.put("stationM", Math.round(way)));
    return Map.of(
        "type", "Feature", "properties", properties, "geometry", Objects.requireNonNull(geometry));
  }
}
