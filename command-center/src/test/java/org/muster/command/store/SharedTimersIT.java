package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Timers.Kind;
import org.muster.command.testing.TestDatabase;

/** Rows that say what is due when, and several transactions at the same one. */
final class SharedTimersIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Set<Kind> BOTH = Set.of(Kind.FILL, Kind.ALERT);

  private final Timers timers = new Timers();
  private final UUID order = UUID.randomUUID();
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
  void aKindIsDueByItsOwnRowsOnly() {
    set(Kind.FILL, NOW);
    set(Kind.ALERT, NOW.plusSeconds(60));

    assertEquals(Set.of(Kind.FILL), due(NOW));
    assertEquals(BOTH, due(NOW.plusSeconds(60)));
    assertEquals(Optional.of(NOW.plusSeconds(60)), next(Set.of(Kind.ALERT)));
    assertEquals(Optional.empty(), next(Set.of(Kind.AGREE)));
  }

  @Test
  void twoRoundsOfALaunchDoNotWaitForTheTimerOfTheirOrder() {
    set(Kind.ALERT, NOW);

    test.database()
        .transaction(
            first -> {
              timers.ensure(first, Kind.ALERT, List.of(order), NOW.plusSeconds(1));
              return elsewhere(() -> ensure(NOW.plusSeconds(2)));
            });

    assertEquals(Optional.of(NOW), next(BOTH));
  }

  @Test
  void whatARoundReliesOnIsNotTakenBeforeItsEnd() {
    set(Kind.ALERT, NOW);

    test.database()
        .transaction(
            round -> {
              timers.ensure(round, Kind.ALERT, List.of(order), NOW.plusSeconds(1));
              assertEquals(List.of(), elsewhere(this::take));
              return round;
            });

    assertEquals(List.of(order), take());
  }

  @Test
  void anEarlierTimeIsTakenOver() {
    set(Kind.ALERT, NOW.plusSeconds(9));

    ensure(NOW);

    assertEquals(Optional.of(NOW), next(BOTH));
  }

  private List<UUID> take() {
    return test.database().transaction(tx -> timers.take(tx, Kind.ALERT, NOW, 1));
  }

  private boolean ensure(Instant due) {
    return test.database()
        .transaction(
            tx -> {
              timers.ensure(tx, Kind.ALERT, List.of(order), due);
              return true;
            });
  }

  private void set(Kind kind, Instant due) {
    test.database()
        .transaction(
            tx -> {
              timers.set(tx, kind, List.of(order), due);
              return true;
            });
  }

  private Set<Kind> due(Instant now) {
    return test.database().read(sql -> timers.due(sql, BOTH, now));
  }

  private Optional<Instant> next(Set<Kind> kinds) {
    return test.database().read(sql -> timers.next(sql, kinds));
  }

  /** In another transaction, while the caller's is open. */
  private static <T> T elsewhere(Supplier<T> work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return CompletableFuture.supplyAsync(work, threads).join();
    }
  }
}
