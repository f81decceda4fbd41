package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Timers.Kind;
import org.muster.command.testing.TestDatabase;

final class TimersIT {
  private static final Instant DUE = Instant.parse("2026-11-22T02:00:00Z");

  /** Leaves the planner nothing but comparing each row with each. */
  private static final String WORST_PLAN =
      """
      select set_config(name, 'off', true) from unnest(
        array['enable_hashjoin', 'enable_mergejoin', 'enable_hashagg', 'enable_material',
              'enable_sort', 'enable_memoize']) as name
      """;

  private final Timers timers = new Timers();

  @Test
  void aRoundThatAskedForFourRowsTookThemAll() {
    List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(300).toList();
    try (var test = TestDatabase.fresh()) {
      Database database = test.database();
      database.transaction(
          tx -> {
            timers.set(tx, Kind.FILL, subjects, DUE);
            return true;
          });
      assertEquals(4, take(database, 4).size());
      assertEquals(4, take(database, 4).size());
      assertEquals(292, take(database, 500).size());
      assertEquals(List.of(), take(database, 500));
    }
  }

  private List<UUID> take(Database database, int limit) {
    return database.transaction(
        tx -> {
          tx.run(WORST_PLAN);
          return timers.take(tx, Kind.FILL, DUE, limit);
        });
  }
}
