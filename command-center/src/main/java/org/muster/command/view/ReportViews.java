package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;

/** What volunteers report from the field, for those who receive them and the command post. */
public final class ReportViews {
  private static final String WHERE =
      """
      where a.community like $1 and ($2::uuid is null or a.order_id = $2)
      """;

  private static final String LIST =
      """
      select json_strip_nulls(json_build_object('cursor', r.id, 'id', r.id, 'assignment', a.id, 'order', a.order_id,
        'number', o.number, 'community', a.community, 'communityName', area.name, 'spot', a.spot,
        'name', v.name, 'unit', u.name, 'text', n.text, 'at', r.at,
        'photo', (select p.id from report_photo p where p.id = r.photo_id)))::text as json
      from report r
      join assignment a on a.id = r.assignment_id
      join orders o on o.id = a.order_id
      join volunteer v on v.id = a.volunteer_id
      join unit u on u.id = a.unit_id
      left join area on area.code = a.community
      left join note n on n.id = r.id
      """
          + WHERE
          + """
          and ($3::uuid is null or (r.at, r.id) < (select x.at, x.id from report x where x.id = $3))
          order by r.at desc, r.id desc limit $4
          """;

  private static final String COUNT =
      "select count(*) as n from report r join assignment a on a.id = r.assignment_id " + WHERE;

  private final Database database;

  public ReportViews(Database database) {
    this.database = database;
  }

  /** Which reports are wanted. */
  public record Wanted(Optional<OrderId> order, Optional<String> limit, Optional<String> after) {}

  /** Those from the reader's own area, the newest first. */
  public ObjectNode list(Principal reader, Wanted wanted) {
    int limit = Rows.limit(wanted.limit());
    Optional<UUID> after = Rows.after(wanted.after());
    String place = reader.area().map(AreaCode::prefix).orElse("") + "%";
    return database.read(
        sql ->
            Rows.page(
                Rows.list(sql, LIST, place, wanted.order(), after, limit + 1),
                limit,
                sql.get(COUNT, row -> row.getLong("n"), place, wanted.order())));
  }
}
