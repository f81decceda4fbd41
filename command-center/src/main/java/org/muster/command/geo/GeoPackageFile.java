package org.muster.command.geo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.model.place.Geometries;
import org.sqlite.SQLiteConfig;

/**
 * One layer of divisions in a GeoPackage (OGC 12-128r19): a SQLite file whose geometries are WKB
 * behind a short header.
 *
 * <p>The file is opened read-only and never trusted: only plain tables are asked, no views or
 * virtual tables, which could compute for ever.
 */
final class GeoPackageFile {
  private static final List<String> CODE = List.of("code", "代码", "区划代码", "统计用区划代码");
  private static final List<String> NAME = List.of("name", "名称", "区划名称");

  private static final String LAYERS =
      """
      select g.table_name, g.column_name
      from gpkg_geometry_columns g
      join sqlite_master m on m.type = 'table' and lower(m.name) = lower(g.table_name)
      where m.sql not like 'create virtual%' limit 20
      """;

  private static final String PLAIN =
      """
      select count(*) from sqlite_master
      where type = 'table' and name = 'gpkg_geometry_columns' and sql not like 'create virtual%'
      """;

  private static final int VALUE_BYTES_MAX = 32 << 20;

  /** By what the flags say: none, two, three (with height or measure) or four pairs of bounds. */
  private static final int[] BOUNDS_BYTES = {0, 32, 48, 48, 64};

  private static final int HEADER_BYTES = 8;

  private final Layer layer = new Layer();
  private final WKBReader reader = new WKBReader(Geometries.FACTORY);

  private GeoPackageFile() {}

  static Reading<AreaRow> read(Path file) {
    var settings = new SQLiteConfig();
    settings.setReadOnly(true);
    settings.enableLoadExtension(false);
    settings.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, String.valueOf(VALUE_BYTES_MAX));
    try (Connection connection =
        settings.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
      return new GeoPackageFile().layer(connection);
    } catch (SQLException e) {
      throw new UnreadableFileException(Fault.FILE_BROKEN);
    }
  }

  private Reading<AreaRow> layer(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("pragma trusted_schema = off");
      statement.execute("pragma cell_size_check = on");
    }
    try (PreparedStatement plain = connection.prepareStatement(PLAIN);
        ResultSet count = plain.executeQuery()) {
      if (count.getInt(1) != 1) {
        throw noLayer();
      }
    }
    try (PreparedStatement layers = connection.prepareStatement(LAYERS);
        ResultSet found = layers.executeQuery()) {
      while (found.next()) {
        Optional<Reading<AreaRow>> reading =
            features(connection, found.getString(1), found.getString(2));
        if (reading.isPresent()) {
          return reading.get();
        }
      }
    }
    throw noLayer();
  }

  /** The features of a table; none when it has no codes and names. */
  private Optional<Reading<AreaRow>> features(Connection connection, String table, String shape)
      throws SQLException {
    String all = "select * from " + quoted(table);
    try (PreparedStatement statement = connection.prepareStatement(all);
        ResultSet rows = statement.executeQuery()) {
      Optional<String> code = column(rows, CODE);
      Optional<String> name = column(rows, NAME);
      if (code.isEmpty() || name.isEmpty()) {
        return Optional.empty();
      }
      while (rows.next()) {
        var said =
            new Layer.Said(text(rows, code.get()), text(rows, name.get()), Optional.empty(), false);
        byte[] bytes = rows.getBytes(shape);
        layer.add(said, () -> geometry(bytes));
      }
      return Optional.of(layer.reading());
    }
  }

  private static Optional<String> column(ResultSet rows, List<String> names) throws SQLException {
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      String name = rows.getMetaData().getColumnName(i);
      if (names.stream().anyMatch(name::equalsIgnoreCase)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String text(ResultSet rows, String column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text.strip();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** "GP", version, flags, reference system, bounds; then WKB. */
  private Geometry geometry(byte[] bytes) throws ParseException {
    if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != 'G' || bytes[1] != 'P') {
      throw new ParseException("no geometry of a GeoPackage");
    }
    int bounds = bytes[3] >> 1 & 0b111;
    if (bounds >= BOUNDS_BYTES.length) {
      throw new ParseException("unknown bounds");
    }
    int start = HEADER_BYTES + BOUNDS_BYTES[bounds];
    return reader.read(Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length));
  }

  private static UnreadableFileException noLayer() {
    return new UnreadableFileException(Fault.FILE_NO_LAYER, "GeoPackage");
  }
}
