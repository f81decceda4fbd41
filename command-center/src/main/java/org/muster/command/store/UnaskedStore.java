package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** People of the roster as those who receive them find them: by full name or telephone only. */
public final class UnaskedStore {
  /** So many of one name are told apart by their units; more have to be named by telephone. */
  private static final int FOUND_MAX = 20;

  private static final String SELECT =
      """
      select v.id, v.name, v.unit_id, u.name as unit_name, v.phone_cipher,
        exists (select from assignment a where a.order_id = $1 and a.volunteer_id = v.id) as asked
      from volunteer v join unit u on u.id = v.unit_id
      where v.merged_into is null
      """;

  private static final String BY_PHONE = SELECT + " and v.phone_hash = $2 order by v.id limit $3";

  private static final String BY_NAME = SELECT + " and v.name = $2 order by u.name, v.id limit $3";

  private static final String BY_ID = SELECT + " and v.id = $2 limit $3";

  private UnaskedStore() {}

  /**
   * Somebody of the roster.
   *
   * @param asked whether the order asked them, whatever came of it
   */
  public record Found(
      VolunteerId volunteer,
      String name,
      UnitId unit,
      String unitName,
      Buffer phoneCipher,
      boolean asked) {}

  public static List<Found> ofPhone(Sql sql, OrderId order, byte[] hash) {
    return sql.list(BY_PHONE, UnaskedStore::found, order, hash, FOUND_MAX);
  }

  public static List<Found> ofName(Sql sql, OrderId order, String name) {
    return sql.list(BY_NAME, UnaskedStore::found, order, name, FOUND_MAX);
  }

  public static Optional<Found> find(Sql sql, OrderId order, VolunteerId volunteer) {
    return sql.find(BY_ID, UnaskedStore::found, order, volunteer, FOUND_MAX);
  }

  private static Found found(Row row) {
    return new Found(
        new VolunteerId(row.getUUID("id")),
        row.getString("name"),
        new UnitId(row.getUUID("unit_id")),
        row.getString("unit_name"),
        row.getBuffer("phone_cipher"),
        row.getBoolean("asked"));
  }
}
