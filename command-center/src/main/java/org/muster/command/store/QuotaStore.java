package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.model.assignment.Source;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Bar;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Quotas with their candidates. */
public final class QuotaStore {
  /**
   * Called: how many places the system was asked to fill by itself, at signing and by names. Who
   * was named takes a place when asked; of reserves more are asked than there are places, so that
   * they take one when they accept.
   */
  private static final String SELECT =
      """
      select q.*, o.state as order_state, o.tier, o.until, o.answer_within, o.space,
        d.body->'need'->'skills' as skills,
        people.active + greatest(0, people.served - q.reduced) as filled, people.hoped,
        line.called, line.last_ordinal
      from quota q
      cross join lateral (
        select count(*) filter (where a.state in ('accepted', 'departed', 'onPost')
            or a.state = 'offered' and a.source <> 'reserve') as active,
          count(*) filter (where a.state in ('relieved', 'confirmed')) as served,
          count(*) filter (where a.state = 'offered' and a.source = 'reserve') as hoped
        from assignment a where a.quota_id = q.id) people
      cross join lateral (
        select count(*) filter (where c.source <> 'reserve') as called,
          coalesce(max(c.ordinal), 0) as last_ordinal
        from candidate c where c.quota_id = q.id) line
      join orders o on o.id = q.order_id
      join order_document d on d.order_id = o.id and d.revision = o.revision
      """;

  private static final String LOCK_ROWS =
      "select id from quota where id = any($1) order by id for update";

  static final String OF_IDS = SELECT + " where q.id = any($1) order by q.id";

  private static final String OF_UNIT =
      SELECT + " where q.order_id = $1 and q.unit_id = $2 order by q.community";

  private static final String IDS_OF_UNIT =
      "select id from quota where order_id = $1 and unit_id = $2 order by id for update";

  /** Who stands in line for two quotas and was asked for the other is known when looked up. */
  private static final String WAITING =
      """
      with asked as materialized (
        select quota_id, volunteer_id from assignment
        where quota_id = any($1) and not (source = 'reserve' and state = 'withdrawn')
      )
      select c.quota_id, c.ordinal, c.volunteer_id, c.source, c.overridden
      from candidate c left join asked a using (quota_id, volunteer_id)
      where c.quota_id = any($1) and c.source <> 'reserve' and a.quota_id is null
      order by c.quota_id, c.ordinal
      """;

  private static final String HOPED =
      """
      select a.quota_id, v.community from assignment a join volunteer v on v.id = a.volunteer_id
      where a.quota_id = any($1) and a.state = 'offered' and a.source = 'reserve'
      order by a.quota_id, a.offered_at, a.id
      """;

  private static final String LOCK_PEOPLE =
      "select id from recipient where id = any($1) order by id for no key update";

  private static final String LOCK_PEOPLE_NOW = LOCK_PEOPLE + " skip locked";

  /**
   * A quota with what stands against it.
   *
   * @param filled places that somebody has, or was named and asked for
   * @param hoped reserves who were asked and have not answered
   */
  public record Open(
      QuotaId id,
      OrderId order,
      UnitId unit,
      AreaCode community,
      int need,
      int filled,
      int hoped,
      int called,
      int lastOrdinal,
      int shortage,
      boolean inForce,
      Tier tier,
      Instant until,
      int answerWithinS,
      List<String> skills,
      String space) {

    /** Places that are to be filled now without anybody being asked to name people. */
    public int toFill() {
      return inForce ? Math.max(0, Math.min(need, called) - filled) : 0;
    }

    /** Places for which the unit may still name people. */
    public int toName() {
      return Math.max(0, need - called);
    }
  }

  /** Where a reserve lives who was asked and has not answered. */
  public record Hoped(QuotaId quota, Optional<AreaCode> home) {}

  /**
   * Somebody who is to be asked next.
   *
   * @param overridden bars in spite of which they go, by a decision that was recorded
   */
  public record Waiting(
      QuotaId quota, int ordinal, VolunteerId volunteer, Source source, Set<Bar> overridden) {
    public Waiting {
      overridden = Set.copyOf(overridden);
    }

    /** As nobody decided anything about them. */
    public static Waiting of(QuotaId quota, int ordinal, VolunteerId volunteer, Source source) {
      return new Waiting(quota, ordinal, volunteer, source, Set.of());
    }

    /** Whether these bars leave them free to go. */
    public boolean mayGo(Set<Bar> bars) {
      return overridden.containsAll(bars);
    }
  }

  /** Locks quotas in the order of ids and returns them as they stand. */
  public List<Open> lock(Sql tx, Collection<UUID> quotas) {
    UUID[] ids = quotas.toArray(UUID[]::new);
    tx.run(LOCK_ROWS, (Object) ids);
    return tx.list(OF_IDS, QuotaStore::open, (Object) ids);
  }

  /** Locks all quotas of a unit under an order. */
  public List<Open> lockOfUnit(Sql tx, OrderId order, UnitId unit) {
    var ids = tx.list(IDS_OF_UNIT, row -> row.getUUID("id"), order, unit);
    return ids.isEmpty() ? List.of() : ofUnit(tx, order, unit);
  }

  public List<Open> ofUnit(Sql sql, OrderId order, UnitId unit) {
    return sql.list(OF_UNIT, QuotaStore::open, order, unit);
  }

  /** The candidates whom these quotas have not asked yet, in the order of their asking. */
  public List<Waiting> waiting(Sql tx, Collection<QuotaId> quotas) {
    UUID[] ids = quotas.stream().map(QuotaId::value).toArray(UUID[]::new);
    return tx.list(WAITING, QuotaStore::waiting, (Object) ids);
  }

  /** The reserves of quotas who were asked and have not answered. */
  public List<Hoped> hoped(Sql tx, Collection<QuotaId> quotas) {
    UUID[] ids = quotas.stream().map(QuotaId::value).toArray(UUID[]::new);
    return tx.list(
        HOPED,
        row ->
            new Hoped(
                new QuotaId(row.getUUID("quota_id")),
                Optional.ofNullable(row.getString("community")).map(AreaCode::new)),
        (Object) ids);
  }

  /**
   * Holds the people's rows, in the order of ids, so that of two launches that want the same person
   * one sees what the other did. Who never had a mailbox gets one, out of that order: the one case
   * in which two launches may meet in a circle, and one of them begins again.
   */
  public void lockPeople(Sql tx, Collection<VolunteerId> people) {
    UUID[] ids = ids(people);
    if (tx.run(LOCK_PEOPLE, (Object) ids).size() < ids.length) {
      Mailboxes.make(tx, ids);
      tx.run(LOCK_PEOPLE, (Object) ids);
    }
  }

  /** The same without waiting; false when somebody else holds one of them. */
  public boolean lockPeopleNow(Sql tx, Collection<VolunteerId> people) {
    UUID[] ids = ids(people);
    Mailboxes.make(tx, ids);
    return tx.run(LOCK_PEOPLE_NOW, (Object) ids).size() == ids.length;
  }

  private static UUID[] ids(Collection<VolunteerId> people) {
    return people.stream().map(VolunteerId::value).distinct().toArray(UUID[]::new);
  }

  private static Open open(Row row) {
    Instant until = row.getOffsetDateTime("until").toInstant();
    return new Open(
        new QuotaId(row.getUUID("id")),
        new OrderId(row.getUUID("order_id")),
        new UnitId(row.getUUID("unit_id")),
        new AreaCode(row.getString("community")),
        row.getInteger("need"),
        Math.toIntExact(row.getLong("filled")),
        Math.toIntExact(row.getLong("hoped")),
        Math.toIntExact(row.getLong("called")),
        row.getInteger("last_ordinal"),
        row.getInteger("short"),
        row.getString("order_state").equals("signed") && !row.getBoolean("withdrawn"),
        Words.of(Tier.class, row.getString("tier")),
        until,
        row.getInteger("answer_within"),
        texts(row),
        row.getString("space"));
  }

  private static List<String> texts(Row row) {
    @Nullable Object skills = row.getValue("skills");
    var texts = new ArrayList<String>();
    if (skills instanceof io.vertx.core.json.JsonArray array) {
      array.forEach(skill -> texts.add(String.valueOf(skill)));
    }
    return texts;
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        new QuotaId(row.getUUID("quota_id")),
        row.getInteger("ordinal"),
        new VolunteerId(row.getUUID("volunteer_id")),
        Words.of(Source.class, row.getString("source")),
        Arrays.stream(row.getArrayOfStrings("overridden"))
            .map(bar -> Words.of(Bar.class, bar))
            .collect(Collectors.toSet()));
  }
}
