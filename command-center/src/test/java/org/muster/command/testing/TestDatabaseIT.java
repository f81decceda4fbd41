package org.muster.command.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TestDatabaseIT {

  @Test
  void freshDatabaseIsMigratedAndEmpty() {
    try (var first = TestDatabase.fresh();
        var second = TestDatabase.fresh()) {
      first
          .database()
          .transaction(sql -> sql.change("insert into recipient (id) values (gen_random_uuid())"));

      assertEquals(1, recipients(first));
      assertEquals(0, recipients(second));
    }
  }

  @Test
  void committedIsOnDisk() {
    try (var test = TestDatabase.fresh()) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        var value =
            test.database().read(sql -> sql.get("show " + setting, row -> row.getString(0)));
        assertEquals("on", value, setting);
      }
    }
  }

  private static long recipients(TestDatabase test) {
    return test.database()
        .read(sql -> sql.get("select count(*) from recipient", row -> row.getLong(0)));
  }
}
