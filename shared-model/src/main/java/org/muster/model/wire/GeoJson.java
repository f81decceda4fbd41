package org.muster.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.muster.model.place.Geometries;

/** Drawn shapes as GeoJSON (RFC 7946): polygons and multipolygons, longitude first. */
final class GeoJson {
  private static final GeometryFactory FACTORY = Geometries.FACTORY;

  /** More corners than any hand draws; keeps a request small. */
  private static final int CORNERS_MAX = 100_000;

  private GeoJson() {}

  static final class Writer extends JsonSerializer<Geometry> {
    @Override
    public void serialize(Geometry shape, JsonGenerator json, SerializerProvider p)
        throws IOException {
      json.writeStartObject();
      if (shape instanceof Polygon polygon) {
        json.writeStringField("type", "Polygon");
        json.writeFieldName("coordinates");
        write(polygon, json);
      } else {
        json.writeStringField("type", "MultiPolygon");
        json.writeArrayFieldStart("coordinates");
        for (int i = 0; i < shape.getNumGeometries(); i++) {
          write((Polygon) shape.getGeometryN(i), json);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }

    private static void write(Polygon polygon, JsonGenerator json) throws IOException {
      json.writeStartArray();
      write(polygon.getExteriorRing(), json);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        write(polygon.getInteriorRingN(i), json);
      }
      json.writeEndArray();
    }

    private static void write(LinearRing ring, JsonGenerator json) throws IOException {
      json.writeStartArray();
      for (Coordinate corner : ring.getCoordinates()) {
        json.writeArray(new double[] {corner.x, corner.y}, 0, 2);
      }
      json.writeEndArray();
    }
  }

  static final class Reader extends StdDeserializer<Geometry> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Geometry.class);
    }

    @Override
    public Geometry deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode node = context.readTree(json);
      try {
        return read(node);
      } catch (IllegalArgumentException e) {
        return context.reportInputMismatch(Geometry.class, "%s", e.getMessage());
      }
    }

    private static Geometry read(JsonNode node) {
      return switch (node.path("type").asText()) {
        case "Polygon" -> polygon(node.path("coordinates"));
        case "MultiPolygon" -> multiPolygon(node.path("coordinates"));
        default -> throw new IllegalArgumentException("Polygon or MultiPolygon");
      };
    }

    private static MultiPolygon multiPolygon(JsonNode nodes) {
      var polygons = new ArrayList<Polygon>();
      nodes.forEach(node -> polygons.add(polygon(node)));
      return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private static Polygon polygon(JsonNode node) {
      List<LinearRing> rings = new ArrayList<>();
      node.forEach(ring -> rings.add(ring(ring)));
      if (rings.isEmpty()) {
        throw new IllegalArgumentException("a polygon needs a ring");
      }
      return FACTORY.createPolygon(
          rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(JsonNode node) {
      if (node.size() < 4 || node.size() > CORNERS_MAX) {
        throw new IllegalArgumentException("a ring has 4 to " + CORNERS_MAX + " corners");
      }
      var corners = new Coordinate[node.size()];
      for (int i = 0; i < corners.length; i++) {
        corners[i] = corner(node.get(i));
      }
      return FACTORY.createLinearRing(corners);
    }

    private static Coordinate corner(JsonNode node) {
      double lon = node.path(0).asDouble(Double.NaN);
      double lat = node.path(1).asDouble(Double.NaN);
      if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
        throw new IllegalArgumentException("a corner is [longitude, latitude]");
      }
      return new Coordinate(lon, lat);
    }
  }
}
