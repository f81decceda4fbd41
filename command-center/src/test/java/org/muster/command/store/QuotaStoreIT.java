package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.TestDatabase;

final class QuotaStoreIT {
  private static final String ASSIGN =
      """
      insert into assignment (id, order_id, quota_id, unit_id, community, volunteer_id, state,
        source, offered_at, answer_by, during, space, version)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'c',
        gen_random_uuid(), $1, 'shock', now(), now(), tstzrange(now(), now() + interval '1 hour'),
        'live', 1
      from generate_series(1, 3000)
      """;

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
  void countingAQuotaReadAllOfALaunchWhenNobodyWasOutBeforeIt() {
    var database = test.database();
    database.read(sql -> sql.run(ASSIGN, "confirmed"));
    database.read(sql -> sql.run("vacuum analyze assignment"));
    database.read(sql -> sql.run(ASSIGN, "offered"));

    UUID[] ids = {UUID.randomUUID(), UUID.randomUUID()};
    var plan =
        database.read(
            sql -> sql.list("explain " + QuotaStore.OF_IDS, row -> row.getString(0), (Object) ids));

    assertFalse(plan.stream().anyMatch(line -> line.contains("during_excl")), plan::toString);
  }
}
