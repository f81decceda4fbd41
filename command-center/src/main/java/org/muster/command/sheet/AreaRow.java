package org.muster.command.sheet;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;

/**
 * One division, from a code list or a layer.
 *
 * @param ground its polygons, when the file has them
 */
public record AreaRow(int number, AreaCode code, String name, Optional<Ground> ground) {

  /**
   * Polygons in degrees, longitude first.
   *
   * @param schematic drawn, not surveyed
   */
  public record Ground(Geometry shape, LonLat center, boolean schematic) {}
}
