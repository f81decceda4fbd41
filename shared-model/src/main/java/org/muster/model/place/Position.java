package org.muster.model.place;

/**
 * Where a phone was, in CGCS2000.
 *
 * @param accuracyM the radius within which the phone claims to be
 */
public record Position(double lon, double lat, double accuracyM) {
  public Position {
    var _ = new LonLat(lon, lat);
    if (!(accuracyM >= 0 && accuracyM < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("accuracyM must be 0 or more: " + accuracyM);
    }
  }

  /** From any reference system; a fence test made in the wrong one errs by 360-600 m. */
  public static Position of(CoordType type, double lon, double lat, double accuracyM) {
    LonLat point = Coordinates.toCanonical(type, new LonLat(lon, lat));
    return new Position(point.lon(), point.lat(), accuracyM);
  }

  public LonLat point() {
    return new LonLat(lon, lat);
  }
}
