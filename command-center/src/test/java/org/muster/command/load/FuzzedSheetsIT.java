package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.load.CountyWorld.Asking;
import org.muster.command.sheet.DemoCounty;
import org.muster.command.sheet.Mutations;
import org.muster.command.testing.Eventually;
import org.muster.model.access.Principal;
import org.muster.model.wire.Json;

/**
 * Sheets that went wrong in every way end in a list of problems or one sentence: nothing breaks,
 * nothing hangs, and nothing is written but by a commit, as the commit says.
 *
 * <p>{@code -Dfuzz.files=10000} makes it long, {@code -Dfuzz.seed=…} repeats a run.
 */
final class FuzzedSheetsIT {
  private static final int FILES = Integer.getInteger("fuzz.files", 60);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final List<String> SAMPLES =
      List.of(
          "messy-1-title-and-total-rows.xlsx",
          "messy-2-two-row-header-repairable.xlsx",
          "messy-3-errors.xlsx",
          "messy-4-header-synonyms.xlsx",
          "messy-5-gb18030.csv",
          "messy-6-duplicate-and-minor.xlsx");

  /** The state of the tables in one line: how many people, and how often they were changed. */
  private static final String STATE =
      """
      select (select count(*) || ' ' || sum(version) from volunteer) || ' '
             || (select count(*) || ' ' || sum(version) from unit) || ' '
             || (select count(*) || ' ' || sum(version) from area) || ' '
             || (select count(*) from plan_line) || ' ' || (select count(*) from recipient)
      """;

  @TempDir private Path folder;
  private int committed;
  private int refused;

  @Test
  void nothingBreaksNothingHangsNothingIsHalfWritten() throws IOException {
    var random = new Random(SEED);
    System.out.println("fuzz: " + FILES + " files, seed " + SEED);
    try (var world = CountyWorld.loaded()) {
      for (int i = 0; i < FILES; i++) {
        long seed = random.nextLong();
        try {
          one(world, new Random(seed), new Mutations(seed));
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError("-Dfuzz.seed=" + SEED + ", file " + i, e);
        }
      }
    }
    System.out.printf(
        "fuzz: %d committed, %d refused, %d looked at%n",
        committed, refused, FILES - committed - refused);
    assertTrue(committed > 0 && refused > 0, "both ends were reached");
  }

  private void one(CountyWorld world, Random random, Mutations mutations) throws IOException {
    String name = SAMPLES.get(random.nextInt(SAMPLES.size()));
    boolean workbook = name.endsWith("xlsx");
    byte[] content = mutations.of(Files.readAllBytes(DemoCounty.sample(name)), workbook);
    Path file = Files.write(folder.resolve(workbook ? "a.xlsx" : "a.csv"), content);
    Principal dispatcher = world.dispatcher();
    String before = state(world);
    JsonNode read = read(world, dispatcher, kind(random), file);
    assertEquals(before, state(world), "looking changes nothing");
    var id = Map.of("id", read.path("id").asText());
    byte[] sheet = (byte[]) world.answer(dispatcher, "getImportProblems", Asking.of(id)).body();
    assertTrue(sheet.length > 0 && sheet[0] == 'P', "a workbook");
    if (read.path("state").asText().equals("failed")) {
      refused++;
      assertFalse(read.at("/problems/0/reason").asText().isBlank());
    } else if (random.nextBoolean()) {
      commit(world, dispatcher, id, read);
    }
  }

  private void commit(CountyWorld world, Principal by, Map<String, String> id, JsonNode read) {
    long people = people(world);
    var asking = Asking.of(id).with(Json.parse("{\"partial\":true}"));
    JsonNode done = CountyWorld.body(world.answer(by, "commitImport", asking));
    committed++;
    assertEquals(read.path("added"), done.path("added"), "as it was announced");
    assertEquals(read.path("changed"), done.path("changed"), "as it was announced");
    boolean roster = read.path("kind").asText().equals("roster");
    assertEquals(people + (roster ? done.path("added").asInt() : 0), people(world));
  }

  private static String kind(Random random) {
    List<String> kinds =
        List.of(
            "insurance",
            "training",
            "units",
            "deployment",
            "roster",
            "roster",
            "roster",
            "roster",
            "roster",
            "roster",
            "roster",
            "roster");
    return kinds.get(random.nextInt(kinds.size()));
  }

  private static JsonNode read(CountyWorld world, Principal by, String kind, Path file) {
    var asking = Asking.of(Map.of("kind", kind)).with(file);
    JsonNode started = CountyWorld.body(world.answer(by, "startImport", asking));
    var id = Map.of("id", started.path("id").asText());
    Eventually.within(
        PATIENCE,
        () -> "reading ends: " + kind,
        () -> !world.ask(by, "getImport", id).path("state").asText().equals("reading"));
    JsonNode read = world.ask(by, "getImport", id);
    assertFalse(read.path("problems").toString().contains("读取时服务中断"), "an error of ours: " + read);
    return read;
  }

  private static String state(CountyWorld world) {
    return world.test.database().read(sql -> sql.get(STATE, row -> row.getString(0)));
  }

  private static long people(CountyWorld world) {
    return world
        .test
        .database()
        .read(sql -> sql.get("select count(*) from volunteer", row -> row.getLong(0)));
  }
}
