package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.order.ResponseId;
import org.muster.model.order.StepDown.Standing;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** What the orders of a response ask of whom now. */
public final class StandingQuotas {
  private static final String LIST =
      """
      select q.id, q.order_id, q.unit_id, q.community, q.need
      from quota q join orders o on o.id = q.order_id
      join order_document d on d.order_id = o.id and d.revision = o.revision
      where o.response_id = $1 and o.state = 'signed' and not q.withdrawn and q.need > 0
        and ($2 or (d.body->'need'->>'byPlan')::boolean)
      order by o.signed_at desc, o.id, q.id
      """;

  private static final String LOCK =
      "select id from orders where response_id = $1 and state = 'signed' order by id for update";

  private StandingQuotas() {}

  /** Of the orders that go by the plan, newest first. */
  public static List<Standing> list(Sql sql, ResponseId response) {
    return list(sql, response, false);
  }

  /** The same, while no order of the response can change before the transaction ends. */
  public static List<Standing> lock(Sql tx, ResponseId response) {
    tx.run(LOCK, response);
    return list(tx, response);
  }

  /** Of all orders, while none of the response can change before the transaction ends. */
  public static List<Standing> lockAll(Sql tx, ResponseId response) {
    tx.run(LOCK, response);
    return list(tx, response, true);
  }

  private static List<Standing> list(Sql sql, ResponseId response, boolean all) {
    return sql.list(LIST, StandingQuotas::standing, response, all);
  }

  private static Standing standing(Row row) {
    return new Standing(
        new QuotaId(row.getUUID("id")),
        new OrderId(row.getUUID("order_id")),
        new UnitId(row.getUUID("unit_id")),
        new AreaCode(row.getString("community")),
        row.getInteger("need"));
  }
}
