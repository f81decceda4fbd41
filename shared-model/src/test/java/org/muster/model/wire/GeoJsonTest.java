package org.muster.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.muster.model.RefusedException;

/** Drawn shapes on the wire: longitude first, polygons only. */
final class GeoJsonTest {
  private static final String SQUARE =
      "[[120.0,30.0],[121.0,30.0],[121.0,31.0],[120.0,31.0],[120.0,30.0]]";
  private static final String HOLE =
      "[[120.4,30.4],[120.6,30.4],[120.6,30.6],[120.4,30.6],[120.4,30.4]]";

  @Test
  void aPolygonKeepsItsHole() {
    String text = polygon(SQUARE + "," + HOLE);
    Geometry shape = Json.read(text, Geometry.class);
    assertInstanceOf(Polygon.class, shape);
    assertEquals(1 - 0.04, shape.getArea(), 1e-9);
    assertEquals(text, Json.write(shape));
  }

  record Drawing(Geometry shape, String title) {}

  @Test
  void shapeWithinALargerTextWasNotReadable() {
    var drawing = new Drawing(Json.read(polygon(SQUARE), Geometry.class), "水淹区");
    assertEquals(drawing, Json.read(Json.write(drawing), Drawing.class));
  }

  @Test
  void longitudeComesFirst() {
    Geometry shape = Json.read(polygon(SQUARE), Geometry.class);
    assertEquals(120.0, shape.getEnvelopeInternal().getMinX());
    assertEquals(31.0, shape.getEnvelopeInternal().getMaxY());
    assertEquals(4490, shape.getSRID());
  }

  @Test
  void severalPolygonsAreOneShape() {
    String text =
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[%s],[%s]]}"
            .formatted(SQUARE, SQUARE.replace("120.0", "122.0").replace("121.0", "123.0"));
    Geometry shape = Json.read(text, Geometry.class);
    assertInstanceOf(MultiPolygon.class, shape);
    assertEquals(2, shape.getNumGeometries());
    assertEquals(text, Json.write(shape));
  }

  @Test
  void heightsAreIgnored() {
    String withHeight = polygon("[[120,30,5],[121,30,5],[121,31,5],[120,30,5]]");
    assertEquals(
        polygon("[[120.0,30.0],[121.0,30.0],[121.0,31.0],[120.0,30.0]]"),
        Json.write(Json.read(withHeight, Geometry.class)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"Point\",\"coordinates\":[120,30]}",
        "{\"type\":\"Polygon\"}",
        "{\"type\":\"Polygon\",\"coordinates\":[]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[120,30],[121,30],[120,30]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[120,30],[121,30],[121,31],[120,31]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[30,120],[30,121],[31,121],[30,120]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[120,30],[\"x\",30],[121,31],[120,30]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[120,30],[null,30],[121,31],[120,30]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[120,30],[120],[121,31],[120,30]]]}",
        "\"POLYGON((120 30,121 30,121 31,120 30))\"",
        "[120,30]"
      })
  void whatIsNoPolygonIsRefused(String text) {
    assertThrows(RefusedException.class, () -> Json.read(text, Geometry.class));
  }

  @Test
  void aShapeOfTooManyCornersIsRefused() {
    String corners =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "[120.0,30.0]")
            .collect(Collectors.joining(",", "[", ",[120.0,30.0]]"));
    assertThrows(RefusedException.class, () -> Json.read(polygon(corners), Geometry.class));
  }

  private static String polygon(String rings) {
    return "{\"type\":\"Polygon\",\"coordinates\":[" + rings + "]}";
  }
}
