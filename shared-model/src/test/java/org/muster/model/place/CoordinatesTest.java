package org.muster.model.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public reference vectors of GCJ-02 and BD-09. */
final class CoordinatesTest {

  @ParameterizedTest
  @CsvSource({
    "31.1774276, 121.5272106, 31.17530398364597, 121.531541859215",
    "22.543847, 113.912316, 22.540796131694766, 113.9171764808363",
    "39.911954, 116.377817, 39.91334545536069, 116.38404722455657",
    "39.915, 116.404, 39.91640428150164, 116.41024449916938",
    "30.5928, 114.3055, 30.5903905643, 114.3109448884",
    "31.8206, 117.2272, 31.8186008500, 117.2326822961",
    "30.6586, 104.0647, 30.6561772850, 104.0672054576"
  })
  void wgs84IsShiftedAsThePublicLibrariesDo(double lat, double lon, double gcjLat, double gcjLon) {
    LonLat gcj = Coordinates.wgs84ToGcj02(new LonLat(lon, lat));
    assertEquals(gcjLat, gcj.lat(), 1e-10);
    assertEquals(gcjLon, gcj.lon(), 1e-10);
  }

  @Test
  void gcj02AndBd09AreConvertedAsThePublicLibrariesDo() {
    var point = new LonLat(116.404, 39.915);
    LonLat toBd = Coordinates.gcj02ToBd09(point);
    assertEquals(39.92133699351021, toBd.lat(), 1e-10);
    assertEquals(116.41036949371029, toBd.lon(), 1e-10);
    LonLat fromBd = Coordinates.bd09ToGcj02(point);
    assertEquals(39.90865673957631, fromBd.lat(), 1e-10);
    assertEquals(116.39762729119315, fromBd.lon(), 1e-10);
  }

  @Test
  void exactInverseLiesWithinFiveMetresOfTheSimpleOne() {
    LonLat wgs = Coordinates.toCanonical(CoordType.GCJ02, new LonLat(116.404, 39.915));
    assertTrue(Distances.metres(wgs, new LonLat(116.39775550083061, 39.91359571849836)) < 5);
  }

  /** These two come from a library that ripples with another wavelength: up to 40 m away. */
  @ParameterizedTest
  @CsvSource({
    "29.199786, 120.019809, 29.196131605295484, 120.00877901149691",
    "29.210504, 120.036455, 29.206795749156136, 120.0253853970846"
  })
  void variantsOfBd09DifferByTensOfMetres(double lat, double lon, double wgsLat, double wgsLon) {
    LonLat wgs = Coordinates.toCanonical(CoordType.BD09, new LonLat(lon, lat));
    assertTrue(Distances.metres(wgs, new LonLat(wgsLon, wgsLat)) < 45);
  }

  @Test
  void inverseUndoesTheShiftWithinAMicrometre() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      var wgs = new LonLat(random.nextDouble(74, 135), random.nextDouble(18, 54));
      LonLat back = Coordinates.gcj02ToWgs84(Coordinates.wgs84ToGcj02(wgs));
      assertTrue(Distances.metres(wgs, back) < 1e-6, "seed " + seed + ": " + wgs);
    }
  }

  @Test
  void baiduPointComesBackWithinFifteenCentimetres() {
    var gcj = new LonLat(114.3109448884, 30.5903905643);
    LonLat bd = Coordinates.gcj02ToBd09(gcj);
    assertEquals(30.5960999258, bd.lat(), 1e-9);
    assertEquals(114.3175126818, bd.lon(), 1e-9);
    assertTrue(Distances.metres(gcj, Coordinates.bd09ToGcj02(bd)) < 0.15);
  }

  @Test
  void sameNumbersInAnotherSystemAreAnotherPlace() {
    Position phone = Position.of(CoordType.WGS84, 114.3055, 30.5928, 5);
    Position map = Position.of(CoordType.GCJ02, 114.3055, 30.5928, 5);
    assertEquals(586, Distances.metres(phone.point(), map.point()), 2);
  }

  @Test
  void outsideTheMainlandNothingIsShifted() {
    var paris = new LonLat(2.3522, 48.8566);
    assertEquals(paris, Coordinates.wgs84ToGcj02(paris));
    assertEquals(paris, Coordinates.gcj02ToWgs84(paris));
  }

  @Test
  void nonsenseIsNoPosition() {
    assertThrows(IllegalArgumentException.class, () -> new Position(200, 30, 5));
    assertThrows(IllegalArgumentException.class, () -> new Position(120, Double.NaN, 5));
    assertThrows(IllegalArgumentException.class, () -> new Position(120, 30, -1));
  }
}
