package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.Optional;
import org.muster.command.store.Sql;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;

/**
 * Communities that have a need and nobody: where nobody came in time, where the last one left while
 * the order is in force, and where nobody on post has a skill that the plan asks for.
 */
final class Voids {
  private static final String LIST =
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
        select p.community, 'skillMissing', s.skill, null
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
      select json_strip_nulls(json_build_object('area', v.community, 'name', area.name,
        'kind', v.kind, 'skill', v.skill, 'since', v.since))::text as json
      from void v left join area on area.code = v.community
      order by v.kind, v.since, v.community, v.skill
      """;

  private Voids() {}

  static ArrayNode list(
      Sql sql, OrderId order, Optional<UnitId> unit, String communities, Instant now) {
    return Rows.array(sql, LIST, order, unit, communities, now);
  }
}
