package org.muster.command.geo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.geojson.GeoJsonWriter;
import org.muster.model.place.Area;
import org.muster.model.place.AreaShape;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** Areas as a GeoJSON layer for maps. */
public final class GeoJson {
  /** Six digits are a decimetre. */
  private static final int DECIMALS = 6;

  private GeoJson() {}

  /** The areas that have a shape. */
  public static Map<String, Object> layer(List<Area> areas) {
    var features = areas.stream().filter(a -> a.shape().isPresent()).map(GeoJson::feature).toList();
    return Map.of("type", "FeatureCollection", "features", features);
  }

  public static JsonNode geometry(Geometry geometry) {
    var writer = new GeoJsonWriter(DECIMALS);
    writer.setEncodeCRS(false);
    return Json.parse(writer.write(geometry));
  }

  private static Map<String, Object> feature(Area area) {
    AreaShape shape = area.shape().orElseThrow();
    var properties = new LinkedHashMap<String, Object>();
    properties.put("code", area.code());
    properties.put("name", area.name());
    properties.put("level", EnumNames.of(area.level()));
    properties.put("parent", area.code().parent());
    properties.put("schematic", shape.schematic());
    area.center().ifPresent(c -> properties.put("center", List.of(c.lon(), c.lat())));
    return Map.of(
        "type", "Feature", "properties", properties, "geometry", geometry(shape.geometry()));
  }
}
