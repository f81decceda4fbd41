package org.muster.model.place;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * A flat picture of the ground around one point, in metres.
 *
 * <p>Degrees are scaled by the radii of curvature of the CGCS2000 ellipsoid at the middle. Within
 * 50 km the error stays below one in a thousand; not for whole provinces.
 */
final class LocalMetres implements CoordinateSequenceFilter {
  private static final int CIRCLE_CORNERS = 64;
  private static final double SEMI_MAJOR_M = 6_378_137.0;
  private static final double FLATTENING = 1 / 298.257222101;
  private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  private final LonLat middle;
  private final double lonDegreeM;
  private final double latDegreeM;

  LocalMetres(LonLat middle) {
    this.middle = middle;
    double latitude = Math.toRadians(middle.lat());
    double squeeze = 1 - ECCENTRICITY_SQUARED * Math.pow(Math.sin(latitude), 2);
    latDegreeM = Math.toRadians(SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / Math.pow(squeeze, 1.5));
    lonDegreeM = Math.toRadians(SEMI_MAJOR_M / Math.sqrt(squeeze) * Math.cos(latitude));
  }

  /** How far the geometry is from the middle; 0 when the middle lies in it. */
  double distanceM(Geometry geometry) {
    Geometry flat = geometry.copy();
    flat.apply(this);
    return flat.distance(geometry.getFactory().createPoint(new Coordinate(0, 0)));
  }

  /** In degrees, what can be within the radius at all. */
  Envelope around(double radiusM) {
    double lon = Math.min(180, radiusM / Math.max(lonDegreeM, 1));
    double lat = radiusM / latDegreeM;
    return new Envelope(
        middle.lon() - lon, middle.lon() + lon, middle.lat() - lat, middle.lat() + lat);
  }

  /** Everything within the radius, in degrees; its outline errs inwards by 0.12 % at most. */
  Polygon circle(double radiusM) {
    var corners = new Coordinate[CIRCLE_CORNERS + 1];
    for (int i = 0; i < CIRCLE_CORNERS; i++) {
      double angle = 2 * Math.PI * i / CIRCLE_CORNERS;
      corners[i] =
          new Coordinate(
              middle.lon() + radiusM * Math.cos(angle) / lonDegreeM,
              middle.lat() + radiusM * Math.sin(angle) / latDegreeM);
    }
    corners[CIRCLE_CORNERS] = corners[0];
    return Geometries.FACTORY.createPolygon(corners);
  }

  @Override
  public void filter(CoordinateSequence points, int i) {
    points.setOrdinate(i, 0, (points.getX(i) - middle.lon()) * lonDegreeM);
    points.setOrdinate(i, 1, (points.getY(i) - middle.lat()) * latDegreeM);
  }

  @Override
  public boolean isDone() {
    return false;
  }

  @Override
  public boolean isGeometryChanged() {
    return true;
  }
}
