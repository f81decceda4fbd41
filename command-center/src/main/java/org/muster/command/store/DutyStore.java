package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.access.AccountId;
import org.muster.model.duty.Handover;
import org.muster.model.duty.HandoverId;
import org.muster.model.duty.Sheet;
import org.muster.model.duty.Sheet.OpenOrder;
import org.muster.model.duty.Sheet.ShortPost;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** Hand-overs as events left them, and what stands open for the next one. */
public final class DutyStore {
  private static final String LOCK = "select * from handover where id = $1 for update";

  /** Held until the end of the transaction: two pages of an area are not drawn at once. */
  private static final String LOCK_AREA = "select pg_advisory_xact_lock(hashtext('duty ' || $1))";

  private static final String WAITING =
      "select id from handover where area = $1 and taken_at is null and taken_back_at is null";

  private static final String OPEN =
      """
      select o.id, o.number,
        array(select c.unit_id from commitment c where c.order_id = o.id and c.signed_at is null order by c.unit_id)
          as silent
      from orders o join response r on r.id = o.response_id
      where o.state = 'signed' and o.space = 'live' and r.area like $1
      order by o.signed_at, o.id
      """;

  private static final String POSTS =
      """
      select q.order_id, q.community, q.need, coalesce(a.confirmed, 0) as confirmed, coalesce(a.on_post, 0) as on_post
      from (
        select order_id, community, sum(need) as need from quota
        where order_id = any($1) and not withdrawn group by order_id, community
      ) q
      left join (
        select order_id, community,
          count(*) filter (where state in ('accepted', 'departed', 'onPost', 'relieved', 'confirmed')) as confirmed,
          count(*) filter (where state = 'onPost') as on_post
        from assignment where order_id = any($1) group by order_id, community
      ) a using (order_id, community)
      order by q.order_id, q.community
      """;

  private DutyStore() {}

  /** A hand-over with what is needed to decide about it. */
  public record Recorded(Handover state, AreaCode area, int version) {}

  /** The hand-over as nobody else can change it before this transaction ends. */
  public static Optional<Recorded> lock(Sql tx, HandoverId id) {
    return tx.find(LOCK, DutyStore::recorded, id);
  }

  /** Whether a page of the area waits for its second signature; nobody else draws one meanwhile. */
  public static boolean lockWaiting(Sql tx, AreaCode area) {
    tx.run(LOCK_AREA, area);
    return tx.run(WAITING, area).rowCount() > 0;
  }

  /** What stands open beneath an area. */
  public static Sheet sheet(Sql sql, AreaCode area) {
    var orders = sql.list(OPEN, Open::of, area.prefix() + "%");
    Map<OrderId, Counted> posts = posts(sql, orders);
    return new Sheet(orders.stream().map(order -> order.counted(posts)).toList());
  }

  private static Map<OrderId, Counted> posts(Sql sql, List<Open> orders) {
    var posts = new LinkedHashMap<OrderId, Counted>();
    UUID[] ids = orders.stream().map(order -> order.id().value()).toArray(UUID[]::new);
    for (Row row : sql.run(POSTS, (Object) ids)) {
      posts.computeIfAbsent(new OrderId(row.getUUID("order_id")), _ -> new Counted()).add(row);
    }
    return posts;
  }

  private record Open(OrderId id, String number, List<UnitId> silent) {
    static Open of(Row row) {
      var silent = new ArrayList<UnitId>();
      for (UUID unit : row.getArrayOfUUIDs("silent")) {
        silent.add(new UnitId(unit));
      }
      return new Open(new OrderId(row.getUUID("id")), row.getString("number"), silent);
    }

    OpenOrder counted(Map<OrderId, Counted> posts) {
      Counted sum = posts.getOrDefault(id, new Counted());
      return new OpenOrder(id, number, sum.need, sum.confirmed, sum.onPost, silent, sum.lacking);
    }
  }

  /** The posts of one order, added up. */
  private static final class Counted {
    final List<ShortPost> lacking = new ArrayList<>();
    int need;
    int confirmed;
    int onPost;

    void add(Row row) {
      int wanted = row.getInteger("need");
      int there = row.getInteger("confirmed");
      need += wanted;
      confirmed += there;
      onPost += row.getInteger("on_post");
      if (there < wanted) {
        lacking.add(new ShortPost(new AreaCode(row.getString("community")), wanted - there));
      }
    }
  }

  private static Recorded recorded(Row row) {
    var id = new HandoverId(row.getUUID("id"));
    Handover state;
    if (row.getOffsetDateTime("taken_back_at") != null) {
      state = new Handover.TakenBack(id);
    } else if (row.getOffsetDateTime("taken_at") != null) {
      state = new Handover.Taken(id, new AccountId(row.getUUID("taken_by")));
    } else {
      state = new Handover.Drawn(id, new AccountId(row.getUUID("drawn_by")));
    }
    return new Recorded(state, new AreaCode(row.getString("area")), row.getInteger("version"));
  }
}
