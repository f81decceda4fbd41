package org.muster.model.order;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;

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
      throw RefusedException.invalid("target.radiusM", "center and radiusM belong together");
    }
    if (center.filter(c -> c.size() != 2).isPresent()) {
      throw RefusedException.invalid("target.center", "longitude, latitude");
    }
    if (radiusM.filter(r -> !(r > 0 && r <= RADIUS_MAX_M)).isPresent()) {
      throw RefusedException.invalid("target.radiusM", "more than 0, at most " + RADIUS_MAX_M);
    }
    if (areas.isEmpty() && geometry.isEmpty() && center.isEmpty()) {
      throw RefusedException.invalid("target", "areas, geometry or center and radiusM");
    }
  }

  public static Target of(AreaCode... areas) {
    return new Target(List.of(areas), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
