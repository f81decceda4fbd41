package org.muster.model.place;

import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

/**
 * Conversions between the reference systems that reach us.
 *
 * <p>GCJ-02 and BD-09 follow their public approximations; the official algorithm is not public. The
 * rectangle in which GCJ-02 shifts a point also covers neighbouring countries: a simplification
 * that all public libraries share.
 */
public final class Coordinates {
  private static final double SEMI_MAJOR_M = 6378245.0;
  private static final double ECCENTRICITY_SQUARED = 0.006693421622965943;
  private static final double BD_WAVE = PI * 3000.0 / 180.0;
  private static final double BD_SHIFT_LON = 0.0065;
  private static final double BD_SHIFT_LAT = 0.006;

  /** About 0.1 micrometre; reached after three or four steps. */
  private static final double PRECISION_DEG = 1e-12;

  private static final int STEPS_MAX = 30;

  private Coordinates() {}

  /** To CGCS2000, in which everything is stored. */
  public static LonLat toCanonical(CoordType type, LonLat point) {
    return switch (type) {
      case WGS84, CGCS2000 -> point;
      case GCJ02 -> gcj02ToWgs84(point);
      case BD09 -> gcj02ToWgs84(bd09ToGcj02(point));
    };
  }

  public static LonLat wgs84ToGcj02(LonLat wgs) {
    if (isOutside(wgs)) {
      return wgs;
    }
    LonLat shift = shift(wgs);
    return new LonLat(wgs.lon() + shift.lon(), wgs.lat() + shift.lat());
  }

  /** The exact inverse, by fixed-point steps: the shift varies slowly. */
  public static LonLat gcj02ToWgs84(LonLat gcj) {
    if (isOutside(gcj)) {
      return gcj;
    }
    LonLat guess = gcj;
    for (int step = 0; step < STEPS_MAX; step++) {
      LonLat image = wgs84ToGcj02(guess);
      double missLon = gcj.lon() - image.lon();
      double missLat = gcj.lat() - image.lat();
      guess = new LonLat(guess.lon() + missLon, guess.lat() + missLat);
      if (abs(missLon) < PRECISION_DEG && abs(missLat) < PRECISION_DEG) {
        break;
      }
    }
    return guess;
  }

  public static LonLat gcj02ToBd09(LonLat gcj) {
    double radius = Math.hypot(gcj.lon(), gcj.lat()) + 0.00002 * sin(gcj.lat() * BD_WAVE);
    double angle = Math.atan2(gcj.lat(), gcj.lon()) + 0.000003 * Math.cos(gcj.lon() * BD_WAVE);
    return new LonLat(radius * Math.cos(angle) + BD_SHIFT_LON, radius * sin(angle) + BD_SHIFT_LAT);
  }

  public static LonLat bd09ToGcj02(LonLat bd) {
    double x = bd.lon() - BD_SHIFT_LON;
    double y = bd.lat() - BD_SHIFT_LAT;
    double radius = Math.hypot(x, y) - 0.00002 * sin(y * BD_WAVE);
    double angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * BD_WAVE);
    return new LonLat(radius * Math.cos(angle), radius * sin(angle));
  }

  private static boolean isOutside(LonLat p) {
    return p.lon() < 72.004 || p.lon() > 137.8347 || p.lat() < 0.8293 || p.lat() > 55.8271;
  }

  private static LonLat shift(LonLat wgs) {
    double x = wgs.lon() - 105.0;
    double y = wgs.lat() - 35.0;
    double radians = wgs.lat() / 180.0 * PI;
    double squeeze = 1 - ECCENTRICITY_SQUARED * sin(radians) * sin(radians);
    double meridianM = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / (squeeze * sqrt(squeeze));
    double parallelM = SEMI_MAJOR_M / sqrt(squeeze) * Math.cos(radians);
    return new LonLat(
        eastM(x, y) * 180.0 / (parallelM * PI), northM(x, y) * 180.0 / (meridianM * PI));
  }

  private static double northM(double x, double y) {
    return -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * sqrt(abs(x))
        + (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0
        + (20.0 * sin(y * PI) + 40.0 * sin(y / 3.0 * PI)) * 2.0 / 3.0
        + (160.0 * sin(y / 12.0 * PI) + 320.0 * sin(y * PI / 30.0)) * 2.0 / 3.0;
  }

  private static double eastM(double x, double y) {
    return 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * sqrt(abs(x))
        + (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0
        + (20.0 * sin(x * PI) + 40.0 * sin(x / 3.0 * PI)) * 2.0 / 3.0
        + (150.0 * sin(x / 12.0 * PI) + 300.0 * sin(x / 30.0 * PI)) * 2.0 / 3.0;
  }
}
