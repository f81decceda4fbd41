package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.load.CountyWorld.Asking;
import org.muster.command.sheet.People;
import org.muster.command.store.UnitStore;
import org.muster.command.testing.Eventually;
import org.muster.model.access.Principal;
import org.muster.model.wire.Json;

/**
 * A long roster on its whole way. {@code -Dlong.rows=100000} makes it as long as a city's, and the
 * figures it prints worth reading.
 */
final class LongListIT {
  private static final int ROWS = Integer.getInteger("long.rows", 6_000);
  private static final int USUAL = 20_000;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @Test
  void longRosterIsStagedWithProgressAndSwappedInAtOnce() throws IOException {
    try (var world = CountyWorld.withUnits()) {
      Principal dispatcher = world.dispatcher();
      var units = List.copyOf(world.test.database().read(UnitStore::names).keySet());
      Path file = People.roster(folder.resolve("long.xlsx"), ROWS, units);
      long began = System.nanoTime();
      long cpuBegan = processor();
      var progress = new ArrayList<Integer>();
      var id = Map.of("id", start(world, dispatcher, file));
      Eventually.within(
          PATIENCE,
          () -> "reading ends",
          () -> {
            JsonNode now = world.ask(dispatcher, "getImport", id);
            progress.add(now.path("rows").asInt());
            return !now.path("state").asText().equals("reading");
          });
      long read = System.nanoTime();
      long cpuRead = processor();
      JsonNode found = world.ask(dispatcher, "getImport", id);
      assertEquals("ready", found.path("state").asText(), found.toString());
      assertEquals(ROWS, found.path("accepted").asInt());
      assertEquals(ROWS, found.path("added").asInt());
      assertTrue(progress.stream().anyMatch(rows -> rows > 0 && rows < ROWS), "rows so far");
      assertEquals(0, volunteers(world), "nothing is changed before the commit");
      long committing = System.nanoTime();
      JsonNode done = commit(world, dispatcher, id);
      long ended = System.nanoTime();
      assertEquals(ROWS, done.path("added").asInt());
      assertEquals(ROWS, volunteers(world));
      System.out.printf(
          "%d rows: read in %.1f s (%.1f s of processor), committed in %.1f s, heap at most %d MB"
              + " of %d MB%n",
          ROWS,
          (read - began) / 1e9,
          (cpuRead - cpuBegan) / 1e9,
          (ended - committing) / 1e9,
          heapPeakMb(),
          Runtime.getRuntime().maxMemory() >> 20);
      assertHandedOut(world, dispatcher);
      if (ROWS > USUAL) {
        return;
      }
      JsonNode again = world.upload(dispatcher, "roster", file);
      assertEquals(0, again.path("added").asInt() + again.path("changed").asInt());
      JsonNode nothing = commit(world, dispatcher, Map.of("id", again.path("id").asText()));
      assertEquals(0, nothing.path("added").asInt() + nothing.path("changed").asInt());
      assertEquals(ROWS, volunteers(world), "the same file twice changes nothing");
    }
  }

  private static String start(CountyWorld world, Principal dispatcher, Path file) {
    var asking = Asking.of(Map.of("kind", "roster")).with(file);
    return CountyWorld.body(world.answer(dispatcher, "startImport", asking)).path("id").asText();
  }

  private static JsonNode commit(CountyWorld world, Principal by, Map<String, String> id) {
    var asking = Asking.of(id).with(Json.parse("{\"partial\":false}"));
    return CountyWorld.body(world.answer(by, "commitImport", asking));
  }

  /** Page after page, everybody once, in the order of the list. */
  private static void assertHandedOut(CountyWorld world, Principal by) {
    long began = System.nanoTime();
    var asking = Asking.of(Map.of()).with(Json.parse("{\"format\":\"csv\"}"));
    byte[] file = (byte[]) world.answer(by, "exportVolunteers", asking).body();
    System.out.printf("%d rows: handed out in %.1f s%n", ROWS, (System.nanoTime() - began) / 1e9);
    List<String> numbers =
        new String(file, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.matches("\"\\d+\",.*"))
            .map(line -> line.substring(1, line.indexOf('"', 1)))
            .toList();
    assertEquals(IntStream.rangeClosed(1, ROWS).mapToObj(String::valueOf).toList(), numbers);
  }

  private static int volunteers(CountyWorld world) {
    return world
        .test
        .database()
        .read(sql -> sql.get("select count(*) from volunteer", r -> Math.toIntExact(r.getLong(0))));
  }

  /** Nanoseconds that this process has had of the processors; the database has its own. */
  private static long processor() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static long heapPeakMb() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }
}
