package org.muster.command.geo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Limits;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Problem.Severity;
import org.muster.command.sheet.Problems;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.model.RefusedException;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Geometries;
import org.muster.model.place.LonLat;
import org.muster.model.wire.Json;

/** One GeoJSON layer of divisions: each feature has a code, a name and polygons in degrees. */
public final class LayerFile {
  private static final Envelope DEGREES = new Envelope(-180, 180, -90, 90);
  private static final int NAME_MAX = 60;

  private final Problems problems = new Problems();
  private final Map<AreaCode, Integer> seen = new HashMap<>();
  private final GeoJsonReader reader = new GeoJsonReader(Geometries.FACTORY);

  private LayerFile() {}

  public static Reading<AreaRow> read(Path file) throws IOException {
    return new LayerFile().areas(features(file));
  }

  private static JsonNode features(Path file) throws IOException {
    if (Files.size(file) > Limits.LAYER_BYTES_MAX) {
      throw new UnreadableFileException(Fault.FILE_BOMB);
    }
    try {
      JsonNode root =
          Json.parse(Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", ""));
      JsonNode features = root.path("features");
      if (!root.path("type").asText().equals("FeatureCollection") || !features.isArray()) {
        throw new UnreadableFileException(Fault.FILE_NO_LAYER, "FeatureCollection");
      }
      if (features.isEmpty()) {
        throw new UnreadableFileException(Fault.FILE_NO_ROWS);
      }
      return features;
    } catch (RefusedException | java.nio.charset.CharacterCodingException e) {
      throw new UnreadableFileException(Fault.FILE_NO_LAYER, "JSON (UTF-8)");
    }
  }

  private Reading<AreaRow> areas(JsonNode features) {
    var accepted = new ArrayList<AreaRow>();
    int row = 0;
    for (JsonNode feature : features) {
      area(++row, feature).ifPresent(accepted::add);
    }
    return new Reading<>(row, accepted, problems, "code", Optional.empty(), List.of());
  }

  private Optional<AreaRow> area(int row, JsonNode feature) {
    JsonNode properties = feature.path("properties");
    String code = properties.path("code").asText("").strip();
    String name = properties.path("name").asText("").strip();
    if (!code.matches("[1-9][0-9]{1,11}")) {
      return refused(row, "code", Fault.AREA_CODE);
    }
    if (name.isEmpty() || name.length() > NAME_MAX) {
      return refused(row, "name", name.isEmpty() ? Fault.MISSING : Fault.TOO_LONG);
    }
    AreaCode area = AreaCode.of(code);
    Integer before = seen.putIfAbsent(area, row);
    if (before != null) {
      return refused(row, "code", Fault.AREA_DUPLICATE, before.toString());
    }
    return shape(row, feature.path("geometry"))
        .map(shape -> ground(shape, properties))
        .map(ground -> new AreaRow(row, area, name, Optional.of(ground)));
  }

  private Optional<Geometry> shape(int row, JsonNode geometry) {
    Geometry shape;
    try {
      shape = reader.read(geometry.toString());
    } catch (ParseException | RuntimeException e) {
      // The reader trusts the structure of its input and fails in many ways on other things.
      return refused(row, "geometry", Fault.SHAPE);
    }
    if (!(shape instanceof Polygonal) || shape.isEmpty()) {
      return refused(row, "geometry", Fault.SHAPE);
    }
    if (!DEGREES.contains(shape.getEnvelopeInternal())) {
      return refused(row, "geometry", Fault.SHAPE_NOT_DEGREES);
    }
    if (shape.isValid()) {
      return Optional.of(shape);
    }
    Geometry repaired = GeometryFixer.fix(shape);
    if (!(repaired instanceof Polygonal) || repaired.isEmpty()) {
      return refused(row, "geometry", Fault.SHAPE);
    }
    problems.add(problem(row, "geometry", Fault.SHAPE_REPAIRED, Severity.WARNING));
    return Optional.of(repaired);
  }

  private static AreaRow.Ground ground(Geometry shape, JsonNode properties) {
    JsonNode given = properties.path("center");
    boolean schematic = properties.path("schematic").asBoolean(false);
    if (given.size() == 2 && given.get(0).isNumber() && given.get(1).isNumber()) {
      double lon = given.get(0).asDouble();
      double lat = given.get(1).asDouble();
      if (DEGREES.contains(lon, lat)) {
        return new AreaRow.Ground(shape, new LonLat(lon, lat), schematic);
      }
    }
    var inside = shape.getInteriorPoint();
    return new AreaRow.Ground(shape, new LonLat(inside.getX(), inside.getY()), schematic);
  }

  private <T> Optional<T> refused(int row, String column, Fault fault, String... details) {
    problems.add(problem(row, column, fault, Severity.ERROR, details));
    return Optional.empty();
  }

  private static Problem problem(
      int row, String column, Fault fault, Severity severity, String... details) {
    List<String> named = details.length == 0 ? List.of(column) : List.of(details);
    return new Problem(row, column, "", fault, named, severity);
  }
}
