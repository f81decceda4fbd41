package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.muster.command.client.Road.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private static final Map<String, String> DEMO = Map.of("MUSTER_DEMO_LOAD", "true");
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void afterARestoreEveryPhoneIsToldAnewAndNobodyHoldsWhatTheDatabaseDoesNotKnow()
      throws Exception {
    try (var server = RunningServer.on(folder.resolve("data"), DEMO)) {
      Road road = Road.begun(server);
      JsonNode kept = offer(road);
      Client keeper = road.volunteer(kept);
      try (var keeping = Phone.of(server, keeper)) {
        run(Backup.class, "--data", folder.resolve("data"), "--to", folder.resolve("copy"));
        JsonNode lost = offer(road);
        Client loser = road.volunteer(lost);
        try (var losing = Phone.of(server, loser)) {
          server.stop();
          restore();
          try (var restored = RunningServer.on(folder.resolve("restored"), DEMO)) {
            assertEquals(List.of(id(kept)), toldAnew(keeping, restored, keeper));
            assertEquals(List.of(), toldAnew(losing, restored, loser));
            assertEquals(List.of(id(kept)), mine(keeper.at(restored)));
            assertEquals(List.of(), mine(loser.at(restored)));
            accept(keeper.at(restored), kept);
          }
        }
      }
    }
  }

  /** The assignments that a phone is sent which comes back with what it held before. */
  private static List<String> toldAnew(Phone before, RunningServer restored, Client owner) {
    try (var after = before.movedTo(restored, owner.at(restored))) {
      List<JsonNode> frames = after.upTo("caughtUp");
      assertNotEquals(before.epoch(), after.epoch());
      assertEquals("resync", frames.get(1).path("type").asText(), frames::toString);
      return frames.stream()
          .map(frame -> frame.path("item"))
          .filter(item -> item.path("kind").asText().equals("assignment"))
          .map(RestoreIT::id)
          .toList();
    }
  }

  private static List<String> mine(Client owner) {
    return Road.items(owner.get("/me/assignments")).stream().map(RestoreIT::id).toList();
  }

  private static void accept(Client owner, JsonNode offer) {
    expect(owner.post("/assignments/" + id(offer) + "/accept", Map.of()), 200);
  }

  private static JsonNode offer(Road road) {
    return road.offers(road.signedElsewhere()).getFirst();
  }

  private static String id(JsonNode item) {
    return item.path("id").asText();
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

  private static void run(Class<?> script, Object... options) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmuster.home=" + HOME,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                script.getName()));
    Stream.of(options).map(String::valueOf).forEach(command::add);
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), script::getName);
  }
}
