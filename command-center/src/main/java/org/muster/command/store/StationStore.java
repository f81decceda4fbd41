package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;
import org.muster.model.place.Station;
import org.muster.model.place.StationId;

/** The register of stations (服务站点): a plain table. */
public final class StationStore {
  private static final String LIST =
      "select * from station where community like $1 order by community, name";

  private static final String FIND = "select * from station where id = $1";

  private static final String ADD =
      """
      insert into station (id, name, community, lon, lat, created_by)
      values ($1, $2, $3, $4, $5, $6) on conflict (community, name) do nothing
      """;

  private static final String REMOVE = "delete from station where id = $1";

  private StationStore() {}

  /** Those in an area, by community and name. */
  public static List<Station> list(Sql sql, AreaCode area) {
    return sql.list(LIST, StationStore::station, area.prefix() + "%");
  }

  public static Optional<Station> find(Sql sql, StationId id) {
    return sql.find(FIND, StationStore::station, id);
  }

  /** False when the community has a station of that name already. */
  public static boolean add(Sql tx, Station station, AccountId by) {
    return tx.change(
            ADD,
            station.id(),
            station.name(),
            station.community(),
            station.at().lon(),
            station.at().lat(),
            by)
        > 0;
  }

  public static void remove(Sql tx, StationId id) {
    tx.run(REMOVE, id);
  }

  private static Station station(Row row) {
    return new Station(
        new StationId(row.getUUID("id")),
        row.getString("name"),
        new AreaCode(row.getString("community")),
        new LonLat(row.getDouble("lon"), row.getDouble("lat")));
  }
}
