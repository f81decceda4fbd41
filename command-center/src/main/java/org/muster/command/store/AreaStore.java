package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Geometries;
import org.muster.model.place.LonLat;
import org.muster.model.wire.EnumNames;

/** The table of divisions. */
public final class AreaStore {
  private static final String LIST =
      "select code, name, shape, lon, lat, schematic from area order by code";

  /** What the table shall say: a code list knows no shapes and leaves them as they are. */
  private static final String WANTED =
      """
      with wanted as (
        select s.code, s.name, s.level, s.parent,
               coalesce(decode(s.shape, 'base64'), a.shape) as shape,
               coalesce(s.lon, a.lon) as lon, coalesce(s.lat, a.lat) as lat,
               coalesce(s.schematic, a.schematic, false) as schematic,
               a.code is null as fresh,
               (a.name, a.shape, a.lon, a.lat, a.schematic) is distinct from
                 (s.name, coalesce(decode(s.shape, 'base64'), a.shape), coalesce(s.lon, a.lon),
                  coalesce(s.lat, a.lat), coalesce(s.schematic, a.schematic)) as differs
        from jsonb_to_recordset($1::text::jsonb) as s
               (code text, name text, level text, parent text, shape text,
                lon float8, lat float8, schematic boolean)
        left join area a on a.code = s.code)
      """;

  private static final String COMPARE =
      WANTED
          + """
          select count(*) filter (where fresh) as added,
                 count(*) filter (where not fresh and differs) as changed
          from wanted
          """;

  private static final String PUT =
      WANTED
          + """
          , put as (
            insert into area (code, name, level, parent, shape, lon, lat, schematic)
            select code, name, level, parent, shape, lon, lat, schematic
            from wanted where fresh or differs order by code
            on conflict (code) do update
            set name = excluded.name, shape = excluded.shape, lon = excluded.lon,
                lat = excluded.lat, schematic = excluded.schematic, version = area.version + 1)
          select count(*) filter (where fresh) as added,
                 count(*) filter (where not fresh and differs) as changed
          from wanted
          """;

  private static final String CHANGES =
      WANTED
          + """
          select null::integer as line, code || ' ' || name as subject, null::text as unit,
                 '{}'::text[] as columns, code as key
          from wanted
          where case $2 when 'added' then fresh when 'changed' then not fresh and differs
                        else false end
          """;

  private AreaStore() {}

  public static List<Area> list(Sql sql) {
    return sql.list(LIST, AreaStore::area);
  }

  /** What {@link #put} would do. */
  public static Counts compare(Sql sql, String divisions) {
    return sql.get(COMPARE, Counts::of, divisions);
  }

  /** The divisions that {@link #put} would add or change. */
  public static List<Change> changes(Sql sql, Change.Kind kind, String divisions) {
    return sql.list(CHANGES, RosterIntake::change, divisions, EnumNames.of(kind));
  }

  public static Counts put(Sql tx, String divisions) {
    return tx.get(PUT, Counts::of, divisions);
  }

  /** A shape as it is staged. */
  public static String staged(Geometry shape) {
    return Base64.getEncoder().encodeToString(new WKBWriter().write(shape));
  }

  private static Area area(Row row) {
    @Nullable Double lon = row.getDouble("lon");
    @Nullable Double lat = row.getDouble("lat");
    return new Area(
        new AreaCode(row.getString("code")),
        row.getString("name"),
        Optional.ofNullable(row.getBuffer("shape"))
            .map(wkb -> new AreaShape(geometry(wkb.getBytes()), row.getBoolean("schematic"))),
        lon == null || lat == null ? Optional.empty() : Optional.of(new LonLat(lon, lat)));
  }

  private static Geometry geometry(byte[] wkb) {
    try {
      return new WKBReader(Geometries.FACTORY).read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("a stored shape is unreadable", e);
    }
  }
}
