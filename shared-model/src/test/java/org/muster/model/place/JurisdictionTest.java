package org.muster.model.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.muster.model.place.AreaCode.Level;

/** Two streets; the first has two square communities side by side, the second one without shape. */
final class JurisdictionTest {
  private static final AreaCode COUNTY = AreaCode.of("330522");
  private static final AreaCode STREET = AreaCode.of("330522001");
  private static final AreaCode WEST = AreaCode.of("330522001001");
  private static final AreaCode EAST = AreaCode.of("330522001002");
  private static final AreaCode FAR = AreaCode.of("330522002201");

  private final Jurisdiction county =
      Jurisdiction.of(
          List.of(
              area(COUNTY, Optional.empty(), Optional.empty()),
              area(STREET, Optional.empty(), Optional.empty()),
              area(EAST, Optional.of(square(119.91, 31.00)), Optional.empty()),
              area(WEST, Optional.of(square(119.90, 31.00)), Optional.empty()),
              area(AreaCode.of("330522002"), Optional.empty(), Optional.empty()),
              area(FAR, Optional.empty(), Optional.of(new LonLat(119.95, 31.005)))));

  @Test
  void sharedBorderBelongsToTheLowestCode() {
    var border = new LonLat(119.91, 31.005);
    assertEquals(Optional.of(WEST), county.communityAt(border));
    assertTrue(county.contains(WEST, new Position(border.lon(), border.lat(), 10)));
    assertFalse(county.contains(EAST, new Position(border.lon(), border.lat(), 10)));
  }

  @Test
  void streetWithoutShapeContainsWhatItsCommunitiesContain() {
    assertTrue(county.contains(STREET, new Position(119.915, 31.005, 10)));
    assertTrue(county.contains(COUNTY, new Position(119.915, 31.005, 10)));
    assertFalse(county.contains(STREET, new Position(119.95, 31.005, 10)));
  }

  @Test
  void listsFollowTheTree() {
    assertEquals(List.of(WEST, EAST), county.communitiesUnder(List.of(STREET, WEST)));
    assertEquals(List.of(WEST, EAST, FAR), county.communitiesUnder(List.of(COUNTY)));
    assertEquals(2, county.list(Level.STREET, COUNTY).size());
    assertEquals(List.of(WEST, EAST), county.children(STREET).stream().map(Area::code).toList());
  }

  @Test
  void polygonMeetsOnlyThoseWithWhomItSharesGround() {
    Geometry west = square(119.90, 31.00).geometry();
    assertEquals(List.of(WEST), county.communitiesWithin(west));
    Geometry middle = west.getFactory().toGeometry(new Envelope(119.905, 119.96, 31.001, 31.006));
    assertEquals(List.of(WEST, EAST, FAR), county.communitiesWithin(middle));
  }

  @Test
  void circleReachesExactlyAsFarAsItsRadius() {
    var center = new LonLat(119.895, 31.005);
    double gapM = Distances.metres(119.895, 31.005, 119.90, 31.005);
    assertEquals(List.of(), county.communitiesWithin(center, gapM * 0.99));
    assertEquals(List.of(WEST), county.communitiesWithin(center, gapM * 1.01));
    assertEquals(List.of(WEST, EAST), county.communitiesWithin(center, gapM * 3.1));
  }

  @Test
  void selfCrossingPolygonIsRepairedNotRefused() {
    var bow =
        Geometries.FACTORY.createPolygon(
            new Coordinate[] {
              at(119.901, 31.001),
              at(119.909, 31.009),
              at(119.909, 31.001),
              at(119.901, 31.009),
              at(119.901, 31.001)
            });
    assertEquals(List.of(WEST), county.communitiesWithin(bow));
  }

  @Test
  void distanceIsBetweenCentres() {
    double metres = county.distanceM(WEST, EAST);
    assertEquals(Distances.metres(119.905, 31.005, 119.915, 31.005), metres, metres * 0.005);
    assertEquals(0, county.distanceM(WEST, WEST));
    assertEquals(Double.POSITIVE_INFINITY, county.distanceM(WEST, STREET));
  }

  private static Area area(AreaCode code, Optional<AreaShape> shape, Optional<LonLat> center) {
    Optional<LonLat> middle =
        shape
            .map(s -> s.geometry().getCentroid())
            .map(c -> new LonLat(c.getX(), c.getY()))
            .or(() -> center);
    return new Area(code, code.value(), shape, middle);
  }

  private static AreaShape square(double lon, double lat) {
    Polygon polygon =
        (Polygon) Geometries.FACTORY.toGeometry(new Envelope(lon, lon + 0.01, lat, lat + 0.01));
    return new AreaShape(polygon, true);
  }

  private static Coordinate at(double lon, double lat) {
    return new Coordinate(lon, lat);
  }
}
