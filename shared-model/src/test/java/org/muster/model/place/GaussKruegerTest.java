package org.muster.model.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The plane of a zone, on points whose places are known to the millimetre. */
final class GaussKruegerTest {
  private static final double MILLIMETRE = 0.001;

  @Test
  void knownPointsLieWhereTheyAreKnownToLie() {
    assertPlace(114.3055, 30.5928, 114, 3_385_869.453, 529_299.860);
    assertPlace(116.377817, 39.911954, 117, 4_419_938.281, 446_801.031);
    assertPlace(121.5272106, 31.1774276, 123, 3_451_580.218, 359_596.209);
    assertPlace(114, 0, 114, 0, 500_000);
  }

  @Test
  void withinACountyTheWayIsAsLongAsOverTheGround() {
    var a = new LonLat(119.91, 31.02);
    var b = new LonLat(119.73, 30.87);
    var zone = GaussKrueger.zoneOf(119.9);
    double overGround = Distances.metres(a, b);
    assertEquals(overGround, zone.project(a).distanceM(zone.project(b)), overGround * 0.005);
  }

  private static void assertPlace(double lon, double lat, int meridian, double north, double east) {
    var zone = GaussKrueger.zoneOf(lon);
    assertEquals(meridian, zone.meridian());
    GaussKrueger.Point place = zone.project(new LonLat(lon, lat));
    assertEquals(north, place.north(), MILLIMETRE);
    assertEquals(east, place.east(), MILLIMETRE);
  }
}
