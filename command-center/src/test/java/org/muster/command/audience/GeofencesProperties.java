package org.muster.command.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;

/** The raster names the owner that a look at every area names; a failure names the seed. */
final class GeofencesProperties {
  private static final GeometryFactory SHAPES = new GeometryFactory();

  private final long seed = new Random().nextLong();

  @Test
  void everyPointHasTheOwnerWithTheLowestCode() {
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      var city = new SampleCity(random, i % 2 == 0 ? 16 : 0);
      var areas = new TreeMap<AreaCode, Geometry>();
      for (int area = 1 + random.nextInt(25); area > 0; area--) {
        areas.put(AreaCode.of("3305220010%02d".formatted(area)), city.polygon());
      }
      var fences = new Geofences(areas, i % 3 == 0 ? 0.0625 : 0.017);
      for (int point = 0; point < 300; point++) {
        LonLat at = city.point();
        assertEquals(owner(areas, at), fences.find(at.lon(), at.lat()), "seed " + seed);
      }
    }
  }

  @Test
  void withoutAreasThereIsNoOwner() {
    assertEquals(Optional.empty(), new Geofences(new TreeMap<>(), 0.01).find(120, 31));
  }

  private static Optional<AreaCode> owner(SortedMap<AreaCode, Geometry> areas, LonLat at) {
    var point = SHAPES.createPoint(new Coordinate(at.lon(), at.lat()));
    return areas.entrySet().stream()
        .filter(area -> area.getValue().intersects(point))
        .map(area -> area.getKey())
        .findFirst();
  }
}
