package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.Pools;
import org.muster.command.store.Rebuilding;
import org.muster.command.store.Seals;
import org.muster.command.testing.Eventually;
import org.muster.field.simulate.Acknowledged;

/** What the server has written down, read behind its back and checked against what must hold. */
public final class Ledger implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final Duration SEALED_WITHIN = Duration.ofSeconds(60);

  /** Why somebody must not go, judged over the whole of a service. */
  private static final String BARS =
      """
      (v.birth + interval '18 years' > (%1$s at time zone 'Asia/Shanghai')::date
       or v.health = 'unfit'
       or coalesce(v.insured_from > (%1$s at time zone 'Asia/Shanghai')::date, true)
       or coalesce(v.insured_until < ((%2$s - interval '1 ms') at time zone 'Asia/Shanghai')::date, true)
       or coalesce(v.trained_on > (%1$s at time zone 'Asia/Shanghai')::date, true)
       or coalesce(v.trained_until < (%1$s at time zone 'Asia/Shanghai')::date, true)
       or exists (select from jsonb_array_elements(v.absences) away
                  where (away->'during'->>'from')::timestamptz < %2$s
                    and (away->'during'->>'until')::timestamptz > %1$s))
      """;

  private static final String BARRED_NOW =
      "select count(*) as n from volunteer v where "
          + BARS.formatted("now()", "(now() + interval '8 hours')");

  private static final String BARRED_BUT_ASKED =
      "select count(*) as n from assignment a join volunteer v on v.id = a.volunteer_id where "
          + BARS.formatted("a.offered_at", "upper(a.during)");

  private static final String ASKED_TWICE =
      """
      select count(*) as n from (
        select from assignment where not (source = 'reserve' and state = 'withdrawn')
        group by order_id, volunteer_id having count(*) > 1) twice
      """;

  private static final String ACTIVE_TWICE =
      """
      select count(*) as n from (
        select from assignment where state in ('offered', 'accepted', 'departed', 'onPost')
        group by volunteer_id having count(*) > 1) twice
      """;

  /** Each change of state has one event, and each event one change. */
  private static final String UNCOUNTED =
      """
      select count(*) as n from assignment a
      where a.version <> (select count(*) from event e where e.stream = a.id)
      """;

  private static final String GAPS =
      """
      select count(*) as n from (
        select from event group by stream having min(version) <> 1 or max(version) <> count(*)) gaps
      """;

  private static final String UNRECORDED =
      """
      select count(*) as n from assignment a full join service_record r on r.assignment_id = a.id
      where (a.state = 'confirmed') is distinct from (r.id is not null)
      """;

  private static final String UNSEALED =
      "select (select count(*) from event) - (select count(*) from seal) as n";

  private static final String FORGOTTEN =
      """
      select count(*) as n from unnest($1::uuid[]) as c (id)
      where not exists (select from command_reply r where r.command = c.id)
      """;

  private static final String TAKEN_BACK =
      """
      select count(*) as n from unnest($1::uuid[], $2::integer[]) as c (id, version)
      join (select command, max(version) as version from event group by command) e
        on e.command = c.id
      where c.version <> e.version
      """;

  private final Supplier<DatabaseAddress> address;
  private final Vertx vertx = Vertx.vertx();
  private @Nullable DatabaseAddress known;
  private @Nullable Pool pool;

  Ledger(ServerProcess server) {
    this(server::database);
  }

  /**
   * @param address where the database stands now
   */
  public Ledger(Supplier<DatabaseAddress> address) {
    this.address = address;
  }

  /** The database where it stands now; another place after a restart. */
  public Database database() {
    var now = address.get();
    Pool open = pool;
    if (open == null || !now.equals(known)) {
      close(open);
      open = Pools.open(vertx, now, CONNECTIONS);
      known = now;
      pool = open;
    }
    return new Database(open, CONNECTIONS);
  }

  /** What a statement counts as {@code n}. */
  public long count(String statement, Object... parameters) {
    return database().read(sql -> sql.get(statement, row -> row.getLong("n"), parameters));
  }

  /** Everything that must hold whatever has happened. */
  public void assertIntact() {
    assertTrue(count(BARRED_NOW) > 0, "a roster without people who must not go proves nothing");
    assertNone(BARRED_BUT_ASKED, "people who must not go were asked");
    assertNone(ASKED_TWICE, "people were asked twice under one order");
    assertNone(ACTIVE_TWICE, "people have two posts at a time");
    assertNone(UNCOUNTED, "assignments do not have one event for each change");
    assertNone(GAPS, "streams of events have gaps");
    assertNone(UNRECORDED, "confirmed services and service records do not match");
    assertRebuilt();
    assertSealed();
  }

  private void assertRebuilt() {
    var rebuilt = database().transaction(tx -> new Rebuilding().run(tx, false));
    assertTrue(rebuilt.isEqual(), () -> "rebuild differs: " + rebuilt.differences());
  }

  private void assertSealed() {
    Eventually.within(SEALED_WITHIN, () -> "everything sealed", () -> count(UNSEALED) == 0);
    var finding = database().read(new Seals("SHA-256")::verify);
    assertEquals(Optional.empty(), finding.fault());
    assertEquals(count("select count(*) as n from event"), finding.checked());
  }

  /** What people were told to be recorded is recorded, with the version they were told. */
  public void assertKept(Collection<Acknowledged> acknowledged) {
    UUID[] commands = acknowledged.stream().map(Acknowledged::command).toArray(UUID[]::new);
    assertTrue(commands.length > 0, "nothing was acknowledged");
    assertEquals(0, count(FORGOTTEN, (Object) commands), "acknowledged commands were forgotten");
    var deeds = acknowledged.stream().filter(a -> a.version().isPresent()).toList();
    UUID[] ids = deeds.stream().map(Acknowledged::command).toArray(UUID[]::new);
    Integer[] versions = deeds.stream().map(a -> a.version().get()).toArray(Integer[]::new);
    assertEquals(0, count(TAKEN_BACK, ids, versions), "acknowledged deeds were taken back");
  }

  private void assertNone(String statement, String otherwise) {
    assertEquals(0, count(statement), otherwise);
  }

  private static void close(@Nullable Pool open) {
    if (open != null) {
      open.close().await();
    }
  }

  @Override
  public void close() {
    close(pool);
    vertx.close().await();
  }
}
