package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.access.AccountId;
import org.muster.model.order.Charge;
import org.muster.model.order.CommitmentId;
import org.muster.model.order.Escalation.Climb;
import org.muster.model.order.Escalation.Silence;
import org.muster.model.order.Escalation.Step;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/**
 * What units owe under orders. Whoever locks several does so in the order of their ids, or takes
 * only those that nobody else has: launches and deadlines go on side by side.
 */
public final class CommitmentStore {
  private static final String SELECT =
      """
      select c.*, o.state as order_state, o.space from commitment c join orders o on o.id = c.order_id
      """;

  private static final String LOCK =
      SELECT + " where c.order_id = $1 and c.unit_id = $2 for update of c";

  private static final String LOCK_ID = SELECT + " where c.id = $1 for update of c";

  private static final String LOCK_ALL =
      SELECT
          + """
           where c.order_id = $1
             and (case when $2::uuid[] is null then c.signed_at is null else c.unit_id = any($2) end)
           order by c.id for update of c
          """;

  private static final String LOCK_FREE =
      "select id from commitment where id = any($1) order by id for update skip locked";

  private CommitmentStore() {}

  /**
   * What a unit owes under an order.
   *
   * @param ableShort places for which the unit has nobody it could name
   * @param toldShort places for which the unit said that it has nobody
   * @param climb how far its silence has climbed up the sender's line
   * @param charge which of its liaisons has the order in hand
   */
  public record Commitment(
      CommitmentId id,
      OrderId order,
      UnitId unit,
      Optional<Instant> signedAt,
      Optional<Instant> remindedAt,
      int ableShort,
      int toldShort,
      Optional<Climb> climb,
      Charge charge,
      String space,
      int version) {}

  public static Optional<Commitment> lock(Sql tx, OrderId order, UnitId unit) {
    return tx.find(LOCK, CommitmentStore::commitment, order, unit);
  }

  /** The commitment, when its order is still in force. */
  public static Optional<Commitment> lockInForce(Sql tx, UUID id) {
    var found = new ArrayList<Commitment>();
    for (Row row : tx.run(LOCK_ID, id)) {
      if (row.getString("order_state").equals("signed")) {
        found.add(commitment(row));
      }
    }
    return found.stream().findFirst();
  }

  /** What some units owe under an order; without any, those that have not signed for it. */
  public static List<Commitment> lockAll(Sql tx, OrderId order, Optional<List<UnitId>> units) {
    Optional<UUID[]> ids = units.map(all -> all.stream().map(UnitId::value).toArray(UUID[]::new));
    return tx.list(LOCK_ALL, CommitmentStore::commitment, order, ids);
  }

  /** Locks those of them that nobody else holds, without waiting; returns them. */
  public static Set<CommitmentId> lockFree(Sql tx, Collection<CommitmentId> ids) {
    Object values = ids.stream().map(CommitmentId::value).toArray(UUID[]::new);
    return Set.copyOf(tx.list(LOCK_FREE, row -> new CommitmentId(row.getUUID("id")), values));
  }

  private static Commitment commitment(Row row) {
    return new Commitment(
        new CommitmentId(row.getUUID("id")),
        new OrderId(row.getUUID("order_id")),
        new UnitId(row.getUUID("unit_id")),
        instant(row, "signed_at"),
        instant(row, "reminded_at"),
        row.getInteger("able_short"),
        row.getInteger("told_short"),
        Optional.ofNullable(row.getString("escalated_to")).map(step -> climb(step, row)),
        charge(row),
        row.getString("space"),
        row.getInteger("version"));
  }

  private static Charge charge(Row row) {
    Optional<AccountId> taken = account(row, "taken_by");
    return new Charge(taken.isPresent() ? Optional.empty() : account(row, "handed_by"), taken);
  }

  private static Optional<AccountId> account(Row row, String column) {
    return Optional.ofNullable(row.getUUID(column)).map(AccountId::new);
  }

  private static Climb climb(String step, Row row) {
    return new Climb(
        Words.of(Step.class, step),
        Words.of(Silence.class, row.getString("escalated_about")),
        instant(row, "acknowledged_at").isPresent());
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
