package org.muster.model.place;

/**
 * The plane of one Gauss-Krüger zone of three degrees on the CGCS2000 ellipsoid (EPSG:4534 to
 * 4554): metres north of the equator, and east of 500 km west of the central meridian.
 *
 * <p>Krüger's series in the third flattening to the fourth order (L. Krüger, Konforme Abbildung des
 * Erdellipsoids in der Ebene, 1912, §5); within a zone it is right to less than a millimetre. On
 * the rim of a zone a length is too long by three in ten thousand.
 */
public final class GaussKrueger {
  private static final int ZONE_DEG = 3;
  private static final double FALSE_EAST_M = 500_000;
  private static final double SEMI_MAJOR_M = 6_378_137.0;
  private static final double FLATTENING = 1 / 298.257222101;
  private static final double N = FLATTENING / (2 - FLATTENING);
  private static final double N2 = N * N;
  private static final double N3 = N2 * N;
  private static final double N4 = N3 * N;
  private static final double ECCENTRICITY = 2 * Math.sqrt(N) / (1 + N);
  private static final double RADIUS_M = SEMI_MAJOR_M / (1 + N) * (1 + N2 / 4 + N4 / 64);
  private static final double[] ALPHA = {
    N / 2 - N2 * 2 / 3 + N3 * 5 / 16 + N4 * 41 / 180,
    N2 * 13 / 48 - N3 * 3 / 5 + N4 * 557 / 1440,
    N3 * 61 / 240 - N4 * 103 / 140,
    N4 * 49561 / 161280
  };

  private final int meridian;

  private GaussKrueger(int meridian) {
    this.meridian = meridian;
  }

  /** A place in the plane, in metres. */
  public record Point(double north, double east) {
    public double distanceM(Point other) {
      return Math.hypot(north - other.north, east - other.east);
    }
  }

  /** The zone in which a longitude lies. */
  public static GaussKrueger zoneOf(double lon) {
    return new GaussKrueger(ZONE_DEG * (int) Math.round(lon / ZONE_DEG));
  }

  /** The longitude that is mapped to a straight line, in degrees. */
  public int meridian() {
    return meridian;
  }

  public Point project(LonLat at) {
    double sine = Math.sin(Math.toRadians(at.lat()));
    double conformal = Math.sinh(atanh(sine) - ECCENTRICITY * atanh(ECCENTRICITY * sine));
    double lon = Math.toRadians(at.lon() - meridian);
    double xi = Math.atan2(conformal, Math.cos(lon));
    double eta = atanh(Math.sin(lon) / Math.hypot(1, conformal));
    double north = xi;
    double east = eta;
    for (int j = 1; j <= ALPHA.length; j++) {
      north += ALPHA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
      east += ALPHA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
    }
    return new Point(RADIUS_M * north, FALSE_EAST_M + RADIUS_M * east);
  }

  private static double atanh(double x) {
    return Math.log1p(2 * x / (1 - x)) / 2;
  }
}
