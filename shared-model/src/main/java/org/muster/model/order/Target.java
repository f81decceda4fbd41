package org.muster.model.order;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;

/**
 * Where an order applies: divisions, a drawn shape, or a circle; the union of what is given.
 *
 * @param geometry polygon or multipolygon, longitude first, EPSG:4490
 * @param center longitude, latitude
 * @param radiusM metres
 */
public record Target(
    List<AreaCode> areas,
    Optional<Geometry> geometry,
    Optional<List<Double>> center,
    Optional<Double> radiusM) {
  private static final double RADIUS_MAX_M = 500_000;

  public Target {
    areas = Texts.orEmpty(areas);
    if (center.isPresent() != radiusM.isPresent()) {
      throw RefusedException.invalid("radiusM", "center and radiusM belong together");
    }
    center = center.map(Target::point);
    if (radiusM.filter(r -> !(r > 0 && r <= RADIUS_MAX_M)).isPresent()) {
      throw RefusedException.invalid("radiusM", "more than 0, at most " + RADIUS_MAX_M);
    }
    if (areas.isEmpty() && geometry.isEmpty() && center.isEmpty()) {
      throw RefusedException.invalid("", "areas, geometry or center and radiusM");
    }
  }

  private static List<Double> point(List<@Nullable Double> given) {
    boolean complete = given.size() == 2 && given.stream().allMatch(Objects::nonNull);
    List<Double> point = complete ? List.copyOf(given) : List.of();
    if (!complete || Math.abs(point.getFirst()) > 180 || Math.abs(point.getLast()) > 90) {
      throw RefusedException.invalid("center", "longitude, latitude");
    }
    return point;
  }

  /** The communities it means, each once, in the order of codes; unknown divisions have none. */
  public List<AreaCode> communities(Jurisdiction places) {
    var found = new TreeSet<>(places.communitiesUnder(areas));
    geometry.ifPresent(shape -> found.addAll(places.communitiesWithin(shape)));
    circle().ifPresent(c -> found.addAll(places.communitiesWithin(c.center(), c.radiusM())));
    return List.copyOf(found);
  }

  /** Everything within a radius, in metres. */
  public record Circle(LonLat center, double radiusM) {}

  public Optional<Circle> circle() {
    return center.map(
        point -> new Circle(new LonLat(point.getFirst(), point.getLast()), radiusM.orElseThrow()));
  }

  public static Target of(AreaCode... areas) {
    return new Target(List.of(areas), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
