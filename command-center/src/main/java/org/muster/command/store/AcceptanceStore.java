package org.muster.command.store;

import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wave.Acceptance;
import org.muster.model.wave.Acceptance.Group;
import org.muster.model.wave.Circumstances;
import org.muster.model.wire.EnumNames;

/**
 * How people answered whom we asked, counted from the event log by unit, tier, part of the day and
 * way: a read model that follows the log and may be forgotten at any time.
 *
 * <p>Not in the transaction of each answer: thousands who answer at once would wait for one row.
 * Events are taken in the order of commit, below the oldest transaction that still runs (see {@link
 * Seals}), so that none is passed over. Whoever said yes and took it back later counts as a yes;
 * offers that were taken back count for nothing; drills do not count. The way is that between the
 * communities' centres, along the sphere: bands of kilometres need no more.
 */
public final class AcceptanceStore {
  private static final String FOLD =
      """
      with mark as materialized (
        select xid, position from acceptance_mark for update
      ), seen as materialized (
        select e.stream, e.version, e.type, e.xid, e.position from event e, mark m
        where (e.xid, e.position) > (m.xid, m.position) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.position limit $1
      ), moved as (
        update acceptance_mark m set xid = l.xid, position = l.position
        from (select xid, position from seen order by xid desc, position desc limit 1) l
      ), answer as (
        select a.unit_id, o.tier, s.type = 'offer-accepted' as yes,
          extract(hour from a.offered_at at time zone 'Asia/Shanghai')::int / $2 as part_of_day,
          2 * 6371000 * asin(sqrt(sin(radians(post.lat - home.lat) / 2) ^ 2
            + cos(radians(home.lat)) * cos(radians(post.lat)) * sin(radians(post.lon - home.lon) / 2) ^ 2)) as way_m
        from seen s
        join assignment a on a.id = s.stream and a.space = 'live'
        join orders o on o.id = a.order_id
        join volunteer v on v.id = a.volunteer_id
        left join area post on post.code = a.community
        left join area home on home.code = v.community
        where s.type in ('offer-accepted', 'offer-expired')
          or s.type = 'offer-declined' and not exists (select from event b
            where b.stream = s.stream and b.version < s.version and b.type = 'offer-accepted')
      ), counted as (
        insert into acceptance as k (unit_id, tier, part_of_day, reach, asked, accepted)
        select unit_id, tier, part_of_day,
          case when way_m < $3 then 0 when way_m < $4 then 1 else 2 end as reach,
          count(*), count(*) filter (where yes)
        from answer group by 1, 2, 3, 4
        on conflict (tier, unit_id, part_of_day, reach) do update
        set asked = k.asked + excluded.asked, accepted = k.accepted + excluded.accepted
      )
      select count(*) as n from seen
      """;

  private static final String FORGET =
      """
      with gone as (delete from acceptance)
      update acceptance_mark set xid = '0', position = 0
      """;

  /** Of other tiers only what holds for everybody counts, so that one row stands for them. */
  private static final String READ =
      """
      select unit_id, tier, part_of_day, reach, asked, accepted from acceptance where tier = $1
      union all
      select '00000000-0000-0000-0000-000000000000', tier, 0, 0, sum(asked)::bigint, sum(accepted)::bigint
      from acceptance where tier <> $1 group by tier
      """;

  private AcceptanceStore() {}

  /** Counts the next events into the read model; returns how many were looked at. */
  public static int fold(Sql tx, int limit) {
    return Math.toIntExact(
        tx.get(
            FOLD,
            row -> row.getLong("n"),
            limit,
            Circumstances.HOURS_PER_PART,
            Circumstances.NEAR_M,
            Circumstances.FAR_M));
  }

  /** Forgets everything; the log is counted anew from its beginning. */
  public static void forget(Sql tx) {
    tx.run(FORGET);
  }

  /** What is known of those who were asked in a tier. */
  public static Acceptance read(Sql sql, Tier tier) {
    var acceptance = new Acceptance();
    for (var row : sql.run(READ, EnumNames.of(tier))) {
      var group =
          new Group(
              new UnitId(row.getUUID("unit_id")),
              Words.of(Tier.class, row.getString("tier")),
              row.getInteger("part_of_day"),
              row.getInteger("reach"));
      acceptance.learn(group, row.getLong("asked"), row.getLong("accepted"));
    }
    return acceptance;
  }
}
