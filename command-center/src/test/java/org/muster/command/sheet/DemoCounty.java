package org.muster.command.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.geo.LayerFile;
import org.muster.model.place.Area;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Jurisdiction;
import org.muster.model.roster.UnitId;

/** The demo county read from its files, without a database. */
public final class DemoCounty {
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Map<String, UnitId> UNITS = new HashMap<>();
  private static final Jurisdiction PLACES = places();

  private DemoCounty() {}

  public static Path file(String name) {
    return resource("/demo/changxing/" + name);
  }

  /** One of the messy sheets, or what is expected of all. */
  public static Path sample(String name) {
    return resource("/rosters/" + name);
  }

  public static Jurisdiction jurisdiction() {
    return PLACES;
  }

  static Map<String, UnitId> units() {
    return Map.copyOf(UNITS);
  }

  static Directory directory() {
    return new Directory(
        name -> Optional.ofNullable(UNITS.get(name)),
        new Communities(PLACES),
        TODAY,
        Optional.empty());
  }

  private static Jurisdiction places() {
    try {
      var areas = new ArrayList<Area>();
      for (String layer : new String[] {"county", "streets", "communities"}) {
        for (AreaRow row : LayerFile.read(file(layer + ".geojson")).accepted()) {
          areas.add(
              new Area(
                  row.code(),
                  row.name(),
                  row.ground().map(g -> new AreaShape(g.shape(), g.schematic())),
                  row.ground().map(AreaRow.Ground::center)));
        }
      }
      var nobody =
          new Directory(
              _ -> Optional.empty(), new Communities(Jurisdiction.EMPTY), TODAY, Optional.empty());
      for (UnitRow unit : Reading.units(file("rosters/units.xlsx"), nobody).accepted()) {
        UNITS.put(
            unit.name(),
            new UnitId(
                UUID.nameUUIDFromBytes(
                    unit.name().getBytes(java.nio.charset.StandardCharsets.UTF_8))));
      }
      return Jurisdiction.of(areas);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    try {
      var found = Objects.requireNonNull(DemoCounty.class.getResource(name), name);
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
