package org.muster.command.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.DemoCounty;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.UnreadableFileException;

/** The county's layers say the same as a GeoPackage as they do as GeoJSON. */
final class GeoPackageFileTest {
  @TempDir private Path folder;

  @Test
  void layerSaysTheSameInBothForms() throws Exception {
    List<AreaRow> known = LayerFile.read(DemoCounty.file("streets.geojson")).accepted();
    Path file = geoPackage(known);
    var reading = LayerFile.read(file);
    assertEquals(List.of(), reading.problems().list());
    assertEquals(known.size(), reading.accepted().size());
    for (int i = 0; i < known.size(); i++) {
      AreaRow wanted = known.get(i);
      AreaRow found = reading.accepted().get(i);
      assertEquals(wanted.code(), found.code());
      assertEquals(wanted.name(), found.name());
      assertTrue(shape(wanted).equalsTopo(shape(found)), wanted.name());
    }
  }

  @Test
  void damagedFileIsRefusedOrItsRowsAre() throws Exception {
    byte[] honest =
        Files.readAllBytes(
            geoPackage(LayerFile.read(DemoCounty.file("streets.geojson")).accepted()));
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = honest.clone();
      for (int hits = random.nextInt(1, 40); hits > 0; hits--) {
        damaged[random.nextInt(16, damaged.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged.gpkg"), damaged);
      try {
        LayerFile.read(file);
      } catch (UnreadableFileException e) {
        assertTrue(e.problem().fault().name().startsWith("FILE"), "seed " + seed);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + i, e);
      }
    }
  }

  @Test
  void viewInPlaceOfATableIsNotAsked() throws Exception {
    Path file = folder.resolve("view.gpkg");
    try (Connection connection = open(file)) {
      run(connection, "create table gpkg_geometry_columns (table_name text, column_name text)");
      run(connection, "insert into gpkg_geometry_columns values ('areas', 'geom')");
      run(
          connection,
          "create view areas as with recursive n(code) as (select 1 union all select code + 1 from"
              + " n) select code, code as name, null as geom from n");
    }
    assertEquals(Fault.FILE_NO_LAYER, fault(file));
    Path whole = folder.resolve("whole.gpkg");
    try (Connection connection = open(whole)) {
      run(
          connection,
          "create view gpkg_geometry_columns as select 'areas' as table_name, 'geom' as"
              + " column_name");
    }
    assertEquals(Fault.FILE_NO_LAYER, fault(whole));
  }

  @Test
  void otherDatabaseIsNoLayer() throws Exception {
    Path file = folder.resolve("other.gpkg");
    try (Connection connection = open(file)) {
      run(connection, "create table t (a text)");
    }
    assertEquals(Fault.FILE_NO_LAYER, fault(file));
  }

  private static Fault fault(Path file) {
    return assertThrows(UnreadableFileException.class, () -> LayerFile.read(file))
        .problem()
        .fault();
  }

  private static Geometry shape(AreaRow row) {
    return row.ground().orElseThrow().shape();
  }

  private Path geoPackage(List<AreaRow> rows) throws SQLException, IOException {
    Path file = folder.resolve("layer.gpkg");
    Files.deleteIfExists(file);
    try (Connection connection = open(file)) {
      run(
          connection,
          "create table gpkg_geometry_columns (table_name text primary key, column_name text,"
              + " geometry_type_name text, srs_id integer, z integer, m integer)");
      run(
          connection,
          "insert into gpkg_geometry_columns values ('streets', 'geom', 'POLYGON', 4490, 0, 0)");
      run(connection, "create table streets (fid integer primary key, geom blob, code, name)");
      try (var insert = connection.prepareStatement("insert into streets values (?, ?, ?, ?)")) {
        for (AreaRow row : rows) {
          insert.setInt(1, row.number());
          insert.setBytes(2, packed(shape(row), row.number() % 2));
          insert.setString(3, row.code().value());
          insert.setString(4, row.name());
          insert.executeUpdate();
        }
      }
    }
    return file;
  }

  /** With the bounds in front of the shape, or without. */
  private static byte[] packed(Geometry shape, int bounds) {
    byte[] wkb = new WKBWriter().write(shape);
    ByteBuffer packed =
        ByteBuffer.allocate(8 + bounds * 32 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
    packed.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) (bounds << 1 | 1)).putInt(4490);
    if (bounds == 1) {
      var box = shape.getEnvelopeInternal();
      packed.putDouble(box.getMinX()).putDouble(box.getMaxX());
      packed.putDouble(box.getMinY()).putDouble(box.getMaxY());
    }
    return packed.put(wkb).array();
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
