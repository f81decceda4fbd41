package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.wire.EnumNames;

/**
 * Deadlines and due work as rows. A row is set in the transaction that creates the reason for it
 * and taken in the transaction that does what is due, so that it happens once, whatever dies
 * between.
 */
public final class Timers {
  private static final String SET =
      """
      insert into timer (kind, subject, due_at)
      select $1, s.subject, s.due_at from unnest($2::uuid[], $3::timestamptz[]) as s(subject, due_at)
      order by s.subject
      on conflict (kind, subject) do update set due_at = least(timer.due_at, excluded.due_at)
      """;

  /**
   * Who finds a row that is due soon enough holds it against its taking, and against nothing else.
   */
  private static final String HOLD =
      """
      select subject from timer where kind = $1 and subject = any($2) and due_at <= $3
      order by subject for key share
      """;

  private static final String CLEAR = "delete from timer where kind = $1 and subject = any($2)";

  /** Materialized, or a plan may run the limited query once for each row it is compared with. */
  private static final String TAKE =
      """
      with due as materialized (
        select kind, subject from timer where kind = $1 and due_at <= $2
        order by due_at, subject limit $3 for update skip locked
      )
      delete from timer t using due where t.kind = due.kind and t.subject = due.subject
      returning t.subject
      """;

  private static final String NEXT =
      """
      select min(first.due_at) as due from unnest($1::text[]) as wanted(kind)
      cross join lateral (
        select t.due_at from timer t where t.kind = wanted.kind order by t.due_at limit 1) first
      """;

  private static final String DUE =
      """
      select kind from unnest($1::text[]) as wanted(kind)
      where exists (select from timer t where t.kind = wanted.kind and t.due_at <= $2)
      """;

  /** What is to be done when the time has come. */
  public enum Kind {
    /** Offer the open places of a quota to the next candidates. */
    FILL,
    /** The volunteer has not answered. */
    ANSWER,
    /** The unit has not signed for the order. */
    RECEIPT,
    /** The unit has not named as many as it owes. */
    NAMES,
    /** Communities of an order are to be looked at for voids. */
    VOIDS,
    /** A silent unit's order climbs the next step up the sender's line. */
    ESCALATION,
    /** People of an order that was withdrawn or closed are to be told and freed. */
    RELEASE,
    /** Nobody has objected to a service record. */
    AGREE,
    /** An offer of an order may want another channel. */
    ALERT,
    /** A unit's shock team is to be counted: something changed, or a midnight does it. */
    SHOCK_TEAM,
    /** New answers are to be counted into the read model of acceptance. */
    ACCEPTANCE,
    /** Something became of the people sent on a resident's request, or no rating came. */
    REQUEST
  }

  public void set(Sql tx, Kind kind, Collection<UUID> subjects, Instant due) {
    if (subjects.isEmpty()) {
      return;
    }
    var dues = new OffsetDateTime[subjects.size()];
    java.util.Arrays.fill(dues, due.atOffset(ZoneOffset.UTC));
    tx.run(SET, EnumNames.of(kind), subjects.toArray(UUID[]::new), dues);
  }

  /**
   * The same for subjects that many transactions have in common: where a row is due soon enough
   * already, they do not wait for each other.
   */
  public void ensure(Sql tx, Kind kind, Collection<UUID> subjects, Instant due) {
    var missing = new LinkedHashSet<>(subjects);
    UUID[] all = missing.toArray(UUID[]::new);
    tx.list(HOLD, row -> row.getUUID("subject"), EnumNames.of(kind), all, due)
        .forEach(missing::remove);
    set(tx, kind, missing, due);
  }

  public void clear(Sql tx, Kind kind, Collection<UUID> subjects) {
    if (!subjects.isEmpty()) {
      tx.run(CLEAR, EnumNames.of(kind), subjects.toArray(UUID[]::new));
    }
  }

  /** Takes up to {@code limit} due rows, the longest due first; others skip what this one took. */
  public List<UUID> take(Sql tx, Kind kind, Instant now, int limit) {
    return tx.list(TAKE, row -> row.getUUID("subject"), EnumNames.of(kind), now, limit);
  }

  /** When the next row of one of these kinds is due. */
  public Optional<Instant> next(Sql sql, Set<Kind> kinds) {
    return sql.get(NEXT, Timers::due, (Object) names(kinds));
  }

  /** Of these kinds the ones of which a row is due. */
  public Set<Kind> due(Sql sql, Set<Kind> kinds, Instant now) {
    return Set.copyOf(
        sql.list(DUE, row -> Words.of(Kind.class, row.getString("kind")), names(kinds), now));
  }

  private static String[] names(Set<Kind> kinds) {
    return kinds.stream().map(EnumNames::of).toArray(String[]::new);
  }

  private static Optional<Instant> due(Row row) {
    return Optional.ofNullable(row.getOffsetDateTime("due")).map(OffsetDateTime::toInstant);
  }
}
