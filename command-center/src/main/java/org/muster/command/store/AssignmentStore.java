package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.Nature;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Assignments as they stand. */
public final class AssignmentStore {
  private static final String COLUMNS =
      """
      select a.*, o.nature from assignment a join orders o on o.id = a.order_id
      """;

  private static final String LOCK =
      COLUMNS + " where a.id = any($1) order by a.id for update of a";

  private static final String FIND = COLUMNS + " where a.id = $1";

  private static final String LIVE_OF =
      COLUMNS
          + """
           where a.volunteer_id = $1 and a.state in ('accepted', 'departed', 'onPost')
           order by a.space <> 'live', a.offered_at desc
          """;

  /** Reserves are in excess only once their quota has no place left for any of them. */
  private static final String TO_RELEASE =
      """
      with active as (
        select a.id, q.id as quota_id, q.need, q.withdrawn or o.state <> 'signed' as over,
          a.state = 'offered' and a.source = 'reserve' as hoped,
          row_number() over (partition by a.quota_id, a.state = 'offered' and a.source = 'reserve'
            order by array_position(array['onPost', 'departed', 'accepted', 'offered'], a.state),
                     a.offered_at, a.id) as place
        from assignment a
        join quota q on q.id = a.quota_id
        join orders o on o.id = a.order_id
        where a.order_id = $1 and a.state in ('offered', 'accepted', 'departed', 'onPost')
      ), taken as (
        select quota_id, count(*) as places from active where not hoped group by quota_id
      )
      select a.id from active a left join taken t on t.quota_id = a.quota_id
      where a.over or case when a.hoped
        then coalesce(t.places, 0) >= least(a.need, (select count(*) from candidate c
          where c.quota_id = a.quota_id and c.source <> 'reserve'))
        else a.place > a.need end
      order by a.id limit $2
      """;

  /** Keeps others from deciding about places that reserves of one wave compete for. */
  private static final String LOCK_CONTESTED =
      """
      select q.id from quota q
      where q.id = (select quota_id from assignment where id = $1 and source = 'reserve' and state = 'offered')
      for update
      """;

  private static final String LOCK_RIVALS =
      COLUMNS
          + """
           where a.quota_id = $1 and a.source = 'reserve' and a.state = 'offered'
           order by a.id for update of a
          """;

  /** An assignment with the state the rules know and what stands around it. */
  public record Recorded(
      AssignmentId id,
      Assignment state,
      OrderId order,
      QuotaId quota,
      UnitId unit,
      AreaCode community,
      VolunteerId volunteer,
      Nature nature,
      String space,
      int version) {

    /** The same assignment at a later version. */
    public Recorded with(Assignment newState, int newVersion) {
      return new Recorded(
          id, newState, order, quota, unit, community, volunteer, nature, space, newVersion);
    }
  }

  /** Loads assignments and keeps others from changing them, in the order of ids. */
  public List<Recorded> lock(Sql tx, Collection<AssignmentId> ids) {
    return tx.list(LOCK, AssignmentStore::recorded, (Object) values(ids));
  }

  public Optional<Recorded> lock(Sql tx, AssignmentId id) {
    return lock(tx, List.of(id)).stream().findFirst();
  }

  /** The quota for which somebody was asked as a reserve, while they have not answered; locked. */
  public Optional<QuotaId> lockContested(Sql tx, AssignmentId id) {
    return tx.find(LOCK_CONTESTED, row -> new QuotaId(row.getUUID("id")), id);
  }

  /** All reserves of a quota who have not answered, locked in the order of ids. */
  public List<Recorded> lockRivals(Sql tx, QuotaId quota) {
    return tx.list(LOCK_RIVALS, AssignmentStore::recorded, quota);
  }

  public Optional<Recorded> find(Sql sql, AssignmentId id) {
    return sql.find(FIND, AssignmentStore::recorded, id);
  }

  /**
   * What a volunteer has promised and not finished, in earnest before any drill, the newest first.
   */
  public List<Recorded> liveOf(Sql sql, VolunteerId volunteer) {
    return sql.list(LIVE_OF, AssignmentStore::recorded, volunteer);
  }

  /**
   * Active assignments whose order, or whose community's part of it, is over; and those beyond what
   * is left of their quota: who is on post stays longest, who has not answered goes first.
   */
  public List<AssignmentId> toRelease(Sql tx, OrderId order, int limit) {
    return tx.list(TO_RELEASE, row -> new AssignmentId(row.getUUID("id")), order, limit);
  }

  private static UUID[] values(Collection<AssignmentId> ids) {
    return ids.stream().map(AssignmentId::value).toArray(UUID[]::new);
  }

  private static Recorded recorded(Row row) {
    var id = new AssignmentId(row.getUUID("id"));
    return new Recorded(
        id,
        state(id, row),
        new OrderId(row.getUUID("order_id")),
        new QuotaId(row.getUUID("quota_id")),
        new UnitId(row.getUUID("unit_id")),
        new AreaCode(row.getString("community")),
        new VolunteerId(row.getUUID("volunteer_id")),
        Words.of(Nature.class, row.getString("nature")),
        row.getString("space"),
        row.getInteger("version"));
  }

  private static Assignment state(AssignmentId id, Row row) {
    Instant offered = instant(row, "offered_at");
    var state = Words.of(Assignment.State.class, row.getString("state"));
    return switch (state) {
      case NONE -> new Assignment.None();
      case OFFERED -> new Assignment.Offered(id, offered, instant(row, "answer_by"));
      case ACCEPTED -> new Assignment.Accepted(id, offered);
      case DEPARTED -> new Assignment.OnTheWay(id, offered);
      case ON_POST -> new Assignment.OnPost(id, instant(row, "arrived_at"));
      case RELIEVED ->
          new Assignment.Done(id, instant(row, "arrived_at"), instant(row, "relieved_at"));
      case CONFIRMED -> new Assignment.Confirmed(id);
      case DECLINED, EXPIRED, WITHDRAWN, ABSENT -> new Assignment.Ended(id, state);
    };
  }

  private static Instant instant(Row row, String column) {
    @Nullable OffsetDateTime at = row.getOffsetDateTime(column);
    if (at == null) {
      throw new IllegalStateException("no " + column + " in state " + row.getString("state"));
    }
    return at.toInstant();
  }
}
