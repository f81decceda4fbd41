package org.muster.command.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Database;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.store.Leases.LeaseLostException;
import org.muster.command.store.Sql;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;

/** Of two nodes one leads, and the other one's token is worth nothing. */
final class LeasesIT {
  private static final Duration BRIEF = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Set<Kind> DUE = Set.of(Kind.FILL, Kind.ANSWER, Kind.VOIDS);

  private final Leases leases = new Leases();
  private final UUID here = UUID.randomUUID();
  private final UUID there = UUID.randomUUID();
  private TestDatabase test;

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whileOneHoldsItNobodyElseGetsItAndItsTokenStays() {
    Lease held = take(here, LONG).orElseThrow();

    assertEquals(Optional.empty(), take(there, LONG));
    assertEquals(held, take(here, LONG).orElseThrow());
  }

  @Test
  void aHolderThatSleptWritesNothing() {
    var town = new SmallTown(test.database(), 1);
    Lease slept = take(here, BRIEF).orElseThrow();
    Eventually.until("the lease has passed on", () -> take(there, LONG).isPresent());
    test.database()
        .transaction(
            tx -> {
              for (Kind kind : DUE) {
                new Timers().set(tx, kind, List.of(UUID.randomUUID()), town.now());
              }
              return tx;
            });

    assertThrows(LeaseLostException.class, () -> town.due.fillAll(slept));
    assertThrows(LeaseLostException.class, () -> town.due.doDeadlines(slept));
    assertThrows(LeaseLostException.class, () -> town.due.lookAround(slept));

    assertEquals(DUE, test.database().read(tx -> new Timers().due(tx, DUE, town.now())));
  }

  @Test
  void aLeaseGivenBackIsTakenAtOnceUnderAHigherToken() {
    Lease held = take(here, LONG).orElseThrow();
    test.database()
        .transaction(
            tx -> {
              leases.release(tx, held);
              return tx;
            });

    assertEquals(held.token() + 1, take(there, LONG).orElseThrow().token());
  }

  @Test
  void nobodyWaitedForALeaseWhoseHolderWasDead() {
    Pool life = PgBuilder.pool().connectingTo(test.uri()).using(test.vertx()).build();
    Lease held = new Database(life).transaction(tx -> take(tx, here)).orElseThrow();
    assertEquals(Optional.empty(), take(there, LONG), "its holder is alive");

    var _ = life.close().await();

    Eventually.until("the lease is free", () -> take(there, LONG).isPresent());
    assertThrows(
        LeaseLostException.class,
        () ->
            test.database()
                .transaction(
                    tx -> {
                      leases.hold(tx, held);
                      return tx;
                    }));
  }

  private Optional<Lease> take(Sql tx, UUID holder) {
    return leases.take(tx, "timers", holder, LONG);
  }

  private Optional<Lease> take(UUID holder, Duration length) {
    return test.database().transaction(tx -> leases.take(tx, "timers", holder, length));
  }
}
