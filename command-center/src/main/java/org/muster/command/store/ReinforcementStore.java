package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.muster.model.order.OrderId;
import org.muster.model.order.Reinforcement;
import org.muster.model.order.ReinforcementEvent;
import org.muster.model.order.ReinforcementEvent.ReinforcementAnswered;
import org.muster.model.order.ReinforcementEvent.ReinforcementAsked;
import org.muster.model.order.ReinforcementEvent.ReinforcementTakenBack;
import org.muster.model.order.ReinforcementId;
import org.muster.model.place.AreaCode;

/** Requests for more people (增援请求) as events leave them. */
public final class ReinforcementStore {
  private static final String LOCK = "select * from reinforcement where id = $1 for update";

  /** The order is kept as it is meanwhile: two requests of a community do not pass each other. */
  private static final String SPACE =
      """
      select o.space from orders o
      where o.id = $1 and o.state = 'signed'
        and exists (select from quota q where q.order_id = o.id and q.community = $2 and not q.withdrawn)
      for update of o
      """;

  private static final String WAITING =
      """
      select id from reinforcement
      where order_id = $1 and community = $2 and answered_at is null and taken_back_at is null
      """;

  private static final String ASKED =
      """
      insert into reinforcement (id, order_id, community, people, reason_id, asked_by, asked_at, space, version)
      select e.reinforcement, e."order", e.community, e.people, e.reason, e.by, e.at, e.space, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(reinforcement uuid, "order" uuid, community text, people int,
           reason uuid, by uuid, at timestamptz, space text, version int)
      """;

  private static final String ANSWERED =
      """
      update reinforcement r set granted = e.granted, reply_id = e.reply, answered_by = e.by, answered_at = e.at,
        version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(reinforcement uuid, granted boolean, reply uuid, by uuid,
           at timestamptz, version int)
      where r.id = e.reinforcement
      """;

  private static final String TAKEN_BACK =
      """
      update reinforcement r set taken_back_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(reinforcement uuid, at timestamptz, version int)
      where r.id = e.reinforcement
      """;

  private ReinforcementStore() {}

  /** A request with what is needed to decide about it. */
  public record Recorded(Reinforcement state, AreaCode community, String space, int version) {}

  public static Optional<Recorded> lock(Sql tx, ReinforcementId id) {
    return tx.find(LOCK, ReinforcementStore::recorded, id);
  }

  /** The space of an order in force that gives the community people; of another, nothing. */
  public static Optional<String> lockOrder(Sql tx, OrderId order, AreaCode community) {
    return tx.find(SPACE, row -> row.getString("space"), order, community);
  }

  /** Whether the community waits for an answer already. */
  public static boolean isWaiting(Sql tx, OrderId order, AreaCode community) {
    return tx.run(WAITING, order, community).rowCount() > 0;
  }

  static List<String> statements(ReinforcementEvent event) {
    return switch (event) {
      case ReinforcementAsked _ -> List.of(ASKED);
      case ReinforcementAnswered _ -> List.of(ANSWERED);
      case ReinforcementTakenBack _ -> List.of(TAKEN_BACK);
    };
  }

  private static Recorded recorded(Row row) {
    var id = new ReinforcementId(row.getUUID("id"));
    Reinforcement state;
    if (row.getOffsetDateTime("taken_back_at") != null) {
      state = new Reinforcement.TakenBack(id);
    } else if (row.getOffsetDateTime("answered_at") != null) {
      state = new Reinforcement.Answered(id, row.getBoolean("granted"));
    } else {
      state = new Reinforcement.Asked(id, new OrderId(row.getUUID("order_id")));
    }
    return new Recorded(
        state,
        new AreaCode(row.getString("community")),
        row.getString("space"),
        row.getInteger("version"));
  }
}
