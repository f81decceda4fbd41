package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;

/** Requests for more people (增援请求), as those see them who ask and who answer. */
public final class ReinforcementViews {
  /** The newest are what people act on; older ones stand in the log. */
  private static final int SHOWN_MAX = 200;

  private static final String REQUEST =
      """
      select json_strip_nulls(json_build_object('id', r.id, 'order', r.order_id, 'number', o.number,
        'area', r.community, 'name', area.name, 'people', r.people, 'reason', reason.text, 'askedAt', r.asked_at,
        'state', case when r.taken_back_at is not null then 'takenBack' when r.answered_at is null then 'open'
                      when r.granted then 'granted' else 'refused' end,
        'reply', reply.text, 'answeredAt', r.answered_at, 'version', r.version))::text as json
      from reinforcement r
      join orders o on o.id = r.order_id
      left join area on area.code = r.community
      left join note reason on reason.id = r.reason_id
      left join note reply on reply.id = r.reply_id
      """;

  private static final String OPEN_OF_ORDER =
      REQUEST
          + """
          where r.order_id = $1 and r.community like $2 and r.answered_at is null and r.taken_back_at is null
            and o.state = 'signed'
          order by r.asked_at, r.id
          """;

  private static final String LIST =
      REQUEST + " where r.community like $1 order by r.asked_at desc, r.id limit $2";

  private final Database database;

  public ReinforcementViews(Database database) {
    this.database = database;
  }

  /** Those from the reader's own area, the newest first. */
  public ObjectNode list(Principal by) {
    String beneath = by.area().map(AreaCode::prefix).orElse("") + "%";
    return Rows.whole(database.read(sql -> Rows.array(sql, LIST, beneath, SHOWN_MAX)));
  }

  /** What communities wait for under an order. */
  static ArrayNode open(Sql sql, OrderId order, String communities) {
    return Rows.array(sql, OPEN_OF_ORDER, order, communities);
  }
}
