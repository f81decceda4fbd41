package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.muster.model.order.AreaVoid;
import org.muster.model.order.OrderId;
import org.muster.model.order.VoidId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * Communities that have a need and nobody: where nobody came in time, where the last one left while
 * the order is in force, and where nobody on post has a skill that the plan asks for.
 */
public final class AreaVoidStore {
  private static final String STANDING =
      """
      with post as (
        select q.community, o.tier, o.arrive_by, r.plan_id,
          count(a.id) filter (where a.state = 'onPost') as on_post,
          max(a.arrived_at) as came, max(a.relieved_at) as left_at
        from orders o
        join response r on r.id = o.response_id
        join quota q on q.order_id = o.id and not q.withdrawn and q.need > 0
        left join assignment a on a.quota_id = q.id
        where o.id = $1 and ($2::uuid is null or q.unit_id = $2) and q.community like $3
          and o.state = 'signed' and o.until > $4
        group by q.community, o.tier, o.arrive_by, r.plan_id
      ), void as (
        select community, case when came is null then 'nobodyCame' else 'nobodyLeft' end as kind,
          null as skill, coalesce(left_at, came, arrive_by) as since
        from post where on_post = 0 and (came is not null or arrive_by <= $4)
        union
        select p.community, 'skillMissing', s.skill, greatest(p.arrive_by, p.came)
        from post p
        join plan_arrangement pa on pa.plan_id = p.plan_id and pa.community = p.community
          and array_position(array['normal', 'emergency', 'critical'], pa.tier)
            <= array_position(array['normal', 'emergency', 'critical'], p.tier)
        cross join lateral jsonb_object_keys(pa.skills) as s(skill)
        where p.on_post > 0 and p.arrive_by <= $4
          and not exists (
            select from assignment a join volunteer v on v.id = a.volunteer_id
            where a.order_id = $1 and a.community = p.community and a.state = 'onPost'
              and s.skill = any(v.skills))
      )
      select v.*, area.name, t.raised_at
      from void v left join area on area.code = v.community
      left join area_void t on t.order_id = $1 and t.community = v.community and t.kind = v.kind
        and t.skill is not distinct from v.skill and t.ended_at is null
      order by v.kind, v.since, v.community, v.skill
      """;

  private static final String RECORDED =
      """
      select id, community, version, ended_at is null as open from area_void where order_id = $1 order by id
      """;

  private AreaVoidStore() {}

  /**
   * A void as it stands.
   *
   * @param raisedAt when the command post was told of it
   */
  public record Standing(
      AreaCode area,
      Optional<String> name,
      AreaVoid.Kind kind,
      Optional<String> skill,
      Instant since,
      Optional<Instant> raisedAt) {
    /** Under an order, as the rules know it. */
    public AreaVoid of(OrderId order) {
      return new AreaVoid(order, area, kind, skill, since);
    }
  }

  /** A void that the command post was told of at some time. */
  public record Recorded(VoidId id, AreaCode community, int version, boolean isOpen) {
    public AreaVoid.Raised raised() {
      return new AreaVoid.Raised(id, community);
    }
  }

  /**
   * The voids under an order, as far as somebody sees them.
   *
   * @param communities what their codes are like
   */
  public static List<Standing> list(
      Sql sql, OrderId order, Optional<UnitId> unit, String communities, Instant now) {
    return sql.list(STANDING, AreaVoidStore::standing, order, unit, communities, now);
  }

  public static List<Recorded> recorded(Sql sql, OrderId order) {
    return sql.list(
        RECORDED,
        row ->
            new Recorded(
                new VoidId(row.getUUID("id")),
                new AreaCode(row.getString("community")),
                row.getInteger("version"),
                row.getBoolean("open")),
        order);
  }

  private static Standing standing(Row row) {
    return new Standing(
        new AreaCode(row.getString("community")),
        Optional.ofNullable(row.getString("name")),
        Words.of(AreaVoid.Kind.class, row.getString("kind")),
        Optional.ofNullable(row.getString("skill")),
        row.getOffsetDateTime("since").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("raised_at")).map(OffsetDateTime::toInstant));
  }
}
