package org.muster.model.place;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;

/** Makes geometry in the canonical reference system. */
public final class Geometries {
  private static final int EPSG_CGCS2000 = 4490;

  public static final GeometryFactory FACTORY =
      new GeometryFactory(new PrecisionModel(), EPSG_CGCS2000);

  private Geometries() {}

  public static Geometry point(LonLat point) {
    return FACTORY.createPoint(new Coordinate(point.lon(), point.lat()));
  }
}
