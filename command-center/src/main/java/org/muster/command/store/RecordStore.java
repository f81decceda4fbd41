package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.muster.model.order.Nature;
import org.muster.model.place.AreaCode;
import org.muster.model.record.RecordId;
import org.muster.model.record.ServiceRecord;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Service records as they stand. */
public final class RecordStore {
  private static final String LOCK =
      """
      select r.*, v.unit_id from service_record r join volunteer v on v.id = r.volunteer_id
      where r.id = $1 for update of r
      """;

  /** A record with those who may speak about it. */
  public record Recorded(
      ServiceRecord state,
      VolunteerId volunteer,
      UnitId unit,
      AreaCode community,
      Nature nature,
      String space,
      int version) {}

  public Optional<Recorded> lock(Sql tx, RecordId id) {
    return tx.find(LOCK, RecordStore::recorded, id);
  }

  private static Recorded recorded(Row row) {
    return new Recorded(
        new ServiceRecord(
            new RecordId(row.getUUID("id")),
            row.getInteger("minutes"),
            row.getString("agreed_by") != null),
        new VolunteerId(row.getUUID("volunteer_id")),
        new UnitId(row.getUUID("unit_id")),
        new AreaCode(row.getString("community")),
        Words.of(Nature.class, row.getString("nature")),
        row.getString("space"),
        row.getInteger("version"));
  }
}
