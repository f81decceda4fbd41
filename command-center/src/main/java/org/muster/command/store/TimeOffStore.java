package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.registry.TimeOff;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/** The ledger of compensatory leave (调休): what duty earned, and what was granted of it. */
public final class TimeOffStore {
  /** Duty counts once both sides agreed; services of merged records count for the person. */
  private static final String LEDGER =
      """
      select
        (select coalesce(sum(r.minutes), 0) from service_record r
         where r.nature = 'duty' and r.space = 'live' and r.agreed_by is not null
           and r.volunteer_id = any(records_of($1))) as credited,
        (select coalesce(sum(t.minutes), 0) from time_off t
         where t.returned_at is null and t.volunteer_id = any(records_of($1))) as granted
      """;

  private static final String ENTRIES =
      """
      select * from time_off where volunteer_id = any(records_of($1))
      order by from_at desc, id limit 500
      """;

  private static final String FIND =
      "select * from time_off where id = $1 and volunteer_id = any(records_of($2))";

  private TimeOffStore() {}

  /** Time off that was granted. */
  public record Entry(
      UUID id,
      int minutes,
      TimeSpan during,
      Instant grantedAt,
      Optional<Instant> returnedAt,
      int version) {}

  public static TimeOff ledger(Sql sql, VolunteerId volunteer) {
    return sql.get(
        LEDGER, row -> new TimeOff(row.getLong("credited"), row.getLong("granted")), volunteer);
  }

  /** The newest first. */
  public static List<Entry> entries(Sql sql, VolunteerId volunteer) {
    return sql.list(ENTRIES, TimeOffStore::entry, volunteer);
  }

  public static Optional<Entry> find(Sql sql, VolunteerId volunteer, UUID entry) {
    return sql.find(FIND, TimeOffStore::entry, entry, volunteer);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getUUID("id"),
        row.getInteger("minutes"),
        new TimeSpan(
            row.getOffsetDateTime("from_at").toInstant(),
            row.getOffsetDateTime("until_at").toInstant()),
        row.getOffsetDateTime("granted_at").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("returned_at")).map(OffsetDateTime::toInstant),
        row.getInteger("version"));
  }
}
