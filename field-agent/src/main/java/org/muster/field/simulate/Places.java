package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.muster.model.wire.Json;

/** Where the communities are, so that people can stand in them. */
final class Places {
  private static final int THROWS_MAX = 20;

  /** What a phone says of itself under a free sky. */
  private static final double ACCURACY_M = 15;

  private final Map<AreaCode, Geometry> shapes = new HashMap<>();

  Places(JsonNode layer) {
    for (JsonNode feature : layer.path("features")) {
      JsonNode code = feature.path("properties").path("code");
      if (code.isTextual() && feature.path("geometry").isObject()) {
        AreaCode area = AreaCode.of(code.asText());
        shapes.put(area, Json.decode(feature.path("geometry"), Geometry.class));
      }
    }
  }

  /** A fix of somebody inside the community; empty where its shape is not known. */
  Optional<PositionFix> inside(AreaCode community, RandomGenerator random) {
    return Optional.ofNullable(shapes.get(community)).map(shape -> fix(inside(shape, random)));
  }

  private static Coordinate inside(Geometry shape, RandomGenerator random) {
    Envelope box = shape.getEnvelopeInternal();
    for (int i = 0; i < THROWS_MAX; i++) {
      var at =
          new Coordinate(
              box.getMinX() + random.nextDouble() * box.getWidth(),
              box.getMinY() + random.nextDouble() * box.getHeight());
      if (shape.contains(shape.getFactory().createPoint(at))) {
        return at;
      }
    }
    return shape.getInteriorPoint().getCoordinate();
  }

  private static PositionFix fix(Coordinate at) {
    return new PositionFix(
        at.x, at.y, "cgcs2000", Optional.of(ACCURACY_M), Optional.of(Instant.now()));
  }
}
