package org.muster.model.place;

/** A point in degrees, longitude first. */
public record LonLat(double lon, double lat) {
  public LonLat {
    if (!(lon >= -180 && lon <= 180)) {
      throw new IllegalArgumentException("longitude must lie between -180 and 180: " + lon);
    }
    if (!(lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException("latitude must lie between -90 and 90: " + lat);
    }
  }
}
