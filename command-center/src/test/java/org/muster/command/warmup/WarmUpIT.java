package org.muster.command.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Database;
import org.muster.command.store.MadeUpTown;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.TestDatabase;

final class WarmUpIT {
  private static final int PHONES = 60;

  /** All but the epoch of the mailboxes and the list of migrations. */
  private static final String TABLES =
      """
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname not in ('mailbox_epoch', 'flyway_schema_history')
      """;

  @Test
  void aWarmUpReachesPhonesAndLeavesNoRowBehind() {
    try (var test = TestDatabase.fresh()) {
      Database database = test.database();
      var before = rows(database);
      var parts = new WarmUp.Parts(test.vertx(), database, InstantSource.system());
      var town = new MadeUpTown(new Random(7));
      try (var phones = Phones.connect(parts, town.people())) {
        var play = new Play(town, parts.clock(), phones::post);
        database.onEach(2, play::perform);
        Eventually.until("all phones have acknowledged", () -> phones.acknowledged() == 2 * PHONES);
      }
      assertEquals(before, rows(database));
    }
  }

  @Test
  void aStageThatBreaksDownIsClearedToo() {
    try (var test = TestDatabase.fresh()) {
      Database database = test.database();
      var before = rows(database);
      var town = new MadeUpTown(new Random(8));
      assertThrows(
          IllegalStateException.class,
          () ->
              database.onEach(
                  1,
                  stage -> {
                    new Play(town, InstantSource.system(), _ -> {}).perform(stage);
                    throw new IllegalStateException("in the middle");
                  }));
      assertEquals(before, rows(database));
    }
  }

  /** How many rows each table has. */
  private static Map<String, Long> rows(Database database) {
    var rows = new TreeMap<String, Long>();
    for (String table : database.read(sql -> sql.list(TABLES, row -> row.getString("name")))) {
      String count = "select count(*) as n from " + table;
      rows.put(table, database.read(sql -> sql.get(count, row -> row.getLong("n"))));
    }
    return rows;
  }
}
