package org.muster.command.audience;

import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/** Polygons with holes, in degrees; points on a border belong to it. */
final class PolygonRegion implements Region {
  private final Geometry polygons;
  private final IndexedPointInAreaLocator locator;

  PolygonRegion(Geometry polygons) {
    this.polygons = polygons;
    this.locator = new IndexedPointInAreaLocator(polygons);
  }

  @Override
  public void visit(Grid grid, Visitor visitor) {
    if (!polygons.isEmpty()) {
      new Outline(polygons, grid, this::covers).visit(visitor);
    }
  }

  @Override
  public boolean covers(double lon, double lat) {
    return locator.locate(new Coordinate(lon, lat)) != Location.EXTERIOR;
  }
}
