package org.muster.command.geo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Limits;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.model.place.Geometries;
import org.muster.model.place.LonLat;
import org.muster.model.wire.Json;

/**
 * One layer of divisions, in degrees: GeoJSON, or a GeoPackage.
 *
 * <p>GeoJSON is read feature by feature, so that only one of them is in memory as text.
 */
public final class LayerFile {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Layer layer = new Layer();
  private final GeoJsonReader reader = new GeoJsonReader(Geometries.FACTORY);

  private LayerFile() {}

  public static Reading<AreaRow> read(Path file) throws IOException {
    if (Files.size(file) > Limits.LAYER_BYTES_MAX) {
      throw new UnreadableFileException(Fault.FILE_BOMB);
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Arrays.equals(in.readNBytes(SQLITE.length), SQLITE)) {
        return GeoPackageFile.read(file);
      }
    }
    return new LayerFile().features(file);
  }

  private Reading<AreaRow> features(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = Json.parser(in)) {
      boolean isCollection = false;
      boolean hasFeatures = false;
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw noLayer("FeatureCollection");
      }
      for (String name; (name = json.nextFieldName()) != null; ) {
        JsonToken value = json.nextToken();
        if (name.equals("type")) {
          isCollection = json.getValueAsString("").equals("FeatureCollection");
        } else if (name.equals("features") && value == JsonToken.START_ARRAY && !hasFeatures) {
          hasFeatures = true;
          readFeatures(json);
          continue;
        }
        json.skipChildren();
      }
      if (!isCollection || !hasFeatures) {
        throw noLayer("FeatureCollection");
      }
      return layer.reading();
    } catch (JsonProcessingException | java.io.CharConversionException e) {
      throw noLayer("JSON (UTF-8)");
    }
  }

  private void readFeatures(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw noLayer("JSON (UTF-8)");
      }
      JsonNode feature = json.readValueAsTree();
      JsonNode properties = feature.path("properties");
      var said =
          new Layer.Said(
              properties.path("code").asText("").strip(),
              properties.path("name").asText("").strip(),
              center(properties.path("center")),
              properties.path("schematic").asBoolean(false));
      layer.add(said, () -> reader.read(feature.path("geometry").toString()));
    }
  }

  private static Optional<LonLat> center(JsonNode given) {
    return given.size() == 2 && given.get(0).isNumber() && given.get(1).isNumber()
        ? Layer.point(given.get(0).asDouble(), given.get(1).asDouble())
        : Optional.empty();
  }

  private static UnreadableFileException noLayer(String wanted) {
    return new UnreadableFileException(Fault.FILE_NO_LAYER, wanted);
  }
}
