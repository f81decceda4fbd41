package org.muster.model.place;

/** Distances over the ground. */
public final class Distances {
  /** The mean radius of the Earth (IUGG). */
  private static final double EARTH_RADIUS_M = 6_371_008.8;

  private Distances() {}

  /** Along the great circle between two points in degrees (haversine; right within 0.5 %). */
  public static double metres(double lonA, double latA, double lonB, double latB) {
    double halfLat = Math.sin(Math.toRadians(latB - latA) / 2);
    double halfLon = Math.sin(Math.toRadians(lonB - lonA) / 2);
    double a =
        halfLat * halfLat
            + Math.cos(Math.toRadians(latA)) * Math.cos(Math.toRadians(latB)) * halfLon * halfLon;
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a)));
  }

  public static double metres(LonLat a, LonLat b) {
    return metres(a.lon(), a.lat(), b.lon(), b.lat());
  }
}
