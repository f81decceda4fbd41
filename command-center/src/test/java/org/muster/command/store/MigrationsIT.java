package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.muster.command.settings.NotStartedException;
import org.muster.command.testing.TestDatabase;

final class MigrationsIT {
  private static final String NEWER =
      """
      insert into flyway_schema_history (installed_rank, version, description, type, script,
        installed_by, execution_time, success)
      select max(installed_rank) + 1, '999', 'of a later server', 'SQL', 'V999__later.sql',
        current_user, 1, true from flyway_schema_history
      """;

  private static final String TABLES =
      "select count(*) as n from pg_tables where schemaname = 'public'";

  @Test
  void tablesOfALaterServerAreRefusedAndLeftAsTheyAre() {
    try (var test = TestDatabase.fresh()) {
      var migrations =
          Migrations.of(
              new DatabaseAddress(test.uri().replace("postgres@", ""), "postgres", "postgres"));
      migrations.run();
      assertEquals(1, test.run(NEWER));
      long tables = test.number(TABLES);

      var refused = assertThrows(NotStartedException.class, migrations::run);

      assertTrue(
          String.valueOf(refused.getMessage()).contains("(999) are newer than this program"));
      assertEquals(tables, test.number(TABLES));
    }
  }
}
