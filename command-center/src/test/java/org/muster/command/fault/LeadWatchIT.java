package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Leases;
import org.muster.command.testing.TestDatabase;

final class LeadWatchIT {
  private static final String WRITE =
      """
      insert into event (stream, version, type, body, at, space)
      values (gen_random_uuid(), 1, $1, '{}', now(), 'live')
      """;

  private static final String ELSEWHERE = "update fault_lead set host = '10.0.0.9'";

  private static final UUID HOLDER = UUID.randomUUID();

  @Test
  void whoWritesWithoutTheLeadWasNotSeenAmongSeveralNodes() {
    try (var test = TestDatabase.fresh()) {
      var watch = new LeadWatch(test.database());
      take(test);
      String own = watch.host();
      write(test, "offer-made");
      assertEquals(0, watch.staleWrites(), own);

      test.database().transaction(sql -> sql.change(ELSEWHERE));
      write(test, "offer-accepted");
      assertEquals(0, watch.staleWrites(), "what anybody may write");
      write(test, "offer-made");
      assertEquals(1, watch.staleWrites());

      take(test);
      assertEquals(own, watch.host());
      write(test, "offer-expired");
      assertEquals(1, watch.staleWrites());
    }
  }

  private static void take(TestDatabase test) {
    var lease =
        test.database()
            .transaction(tx -> new Leases().take(tx, "timers", HOLDER, Duration.ofMinutes(1)));
    assertEquals(HOLDER, lease.orElseThrow().holder());
  }

  private static void write(TestDatabase test, String type) {
    test.database().transaction(sql -> sql.change(WRITE, type));
  }
}
