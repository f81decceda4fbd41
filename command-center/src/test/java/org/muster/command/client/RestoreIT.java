package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.client.Road.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.muster.command.script.Backup;
import org.muster.command.script.Restore;

/** A backup is taken while a county works, which then loses everything that came after it. */
@Timeout(300)
@Isolated
class RestoreIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void afterARestoreEveryPhoneIsToldAnewAndNobodyHoldsWhatTheDatabaseDoesNotKnow()
      throws Exception {
    try (var server = RunningServer.on(folder.resolve("data"), Map.of("MUSTER_DEMO_LOAD", "true"))) {
      Road road = Road.begun(server);
      JsonNode kept = offer(road);
      Client keeper = road.volunteer(kept);
      try (var before = Phone.of(server, keeper)) {
        run(Backup.class, "--data", folder.resolve("data"), "--to", folder.resolve("copy"));
        JsonNode lost = offer(road);
        Client loser = road.volunteer(lost);
        try (var ghost = Phone.of(server, loser)) {
          server.close();
          restore();
          assertAfter(before, keeper, kept);
          assertAfter(ghost, loser, lost);
        }
      }
    }
  }

  private void restore() throws Exception {
    run(
        Restore.class,
        "--from",
        folder.resolve("copy"),
        "--data",
        folder.resolve("restored"),
        "--key",
        folder.resolve("data/keys/personal.key"));
  }
}
