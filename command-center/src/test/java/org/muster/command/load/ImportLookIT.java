package org.muster.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.load.CountyWorld.Asking;
import org.muster.command.sheet.DemoCounty;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.wire.Json;

/** What a look at an import tells before anybody commits it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImportLookIT {
  /** Somebody of the county's roster: 县委办公室, 龙然晓. */
  private static final String KNOWN = "330599198507280710";

  @TempDir private Path folder;
  private CountyWorld world;
  private Principal dispatcher;

  @BeforeAll
  void load() {
    world = CountyWorld.loaded();
    dispatcher = world.dispatcher();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void rosterIsComparedPersonByPerson() throws IOException {
    JsonNode read =
        roster(
            """
            单位,姓名,身份证号,手机号码,职务
            县委办公室,龙然晓,%s,15800006882,主任
            县委办公室,新来的,11010519491231002X,13899990001,科员
            """
                .formatted(KNOWN));
    assertEquals(1, read.path("added").asInt());
    assertEquals(1, read.path("changed").asInt());
    assertEquals(32, read.path("absent").asInt(), "33 people, of whom one is in the file");
    JsonNode added = changes(read, "added", Map.of()).path("items");
    assertEquals("新*的", added.at("/0/subject").asText());
    assertEquals(2, added.at("/0/line").asInt());
    JsonNode changed = changes(read, "changed", Map.of()).path("items");
    assertEquals("[\"dutyTitle\"]", changed.at("/0/columns").toString());
    assertEquals("县委办公室", changed.at("/0/unit").asText());
    JsonNode first = changes(read, "absent", Map.of("limit", "30"));
    assertEquals(30, first.path("items").size());
    var after = Map.of("limit", "30", "after", first.path("next").asText());
    assertEquals(2, changes(read, "absent", after).path("items").size());
    assertFalse(first.toString().contains("毛文思"), "names are masked");
  }

  @Test
  void somebodyKnownByPhoneOrNameIsDoubted() throws IOException {
    JsonNode read =
        roster(
            """
            单位,姓名,身份证号,手机号码
            县委办公室,龙然晓,110105194912310038,15800006882
            县委办公室,龙然晓,330599198507280032,13899990003
            """);
    List<String> reasons = new ArrayList<>();
    read.path("problems").forEach(p -> reasons.add(p.path("severity").asText() + p.path("row")));
    if (read.path("accepted").asInt() == 2) {
      assertEquals(List.of("warning1", "warning2"), reasons);
    }
    JsonNode problem = read.at("/problems/0");
    assertTrue(problem.path("reason").asText().contains("龙*晓"), problem.toString());
    assertEquals("D2", problem.path("cell").asText());
  }

  @Test
  void peopleOfATrainingListAreFoundWithoutIdNumbers() throws IOException {
    JsonNode read =
        upload(
            "training",
            """
            单位,姓名,手机,培训日期,有效期至
            县委办公室,龙然晓,,2026.3.15,2029年12月31日
            ,毛文思,130-0000-6694,20260315,2029-12-31
            县委办公室,没有此人,,20260315,2029-12-31
            """);
    assertEquals(2, read.path("accepted").asInt(), read.toString());
    assertEquals(2, read.path("changed").asInt());
    assertEquals(1, read.path("problems").size());
    assertEquals("龙*晓", changes(read, "changed", Map.of()).at("/items/0/subject").asText());
  }

  @Test
  void linesThatAPlanLosesAreListed() throws IOException {
    JsonNode read = upload("deployment", "社区,包联单位,常态,应急,紧急\n钮店湾居委会,县图书馆,500,501,502\n");
    assertEquals(1, read.path("added").asInt() + read.path("changed").asInt());
    int removed = read.path("removed").asInt();
    assertTrue(removed >= 277, read.toString());
    JsonNode first = changes(read, "removed", Map.of("limit", "200"));
    var after = Map.of("limit", "200", "after", first.path("next").asText());
    assertEquals(removed - 200, changes(read, "removed", after).path("items").size());
  }

  @Test
  void oddQuestionsForChangesAreRefused() throws IOException {
    JsonNode read = roster("姓名,身份证号,手机,单位\n张三,11010519491231002X,13899990005,县图书馆\n");
    var odd = List.of(Map.of("change", "x"), Map.of("change", "added", "after", "x"));
    for (Map<String, String> values : odd) {
      var asked = new java.util.HashMap<>(values);
      asked.put("id", read.path("id").asText());
      var refused =
          assertThrows(
              RefusedException.class,
              () -> world.answer(dispatcher, "listImportChanges", Asking.of(asked)));
      assertEquals(Refusal.INVALID, refused.refusal());
    }
  }

  @Test
  void formsAreHandedOut() throws IOException {
    for (String kind :
        List.of("divisions", "units", "roster", "deployment", "insurance", "training")) {
      var asking = Asking.of(Map.of("file", kind + ".xlsx"));
      byte[] form = (byte[]) world.answer(dispatcher, "getImportTemplate", asking).body();
      try (var book = new ReadableWorkbook(new ByteArrayInputStream(form))) {
        assertEquals(3, book.getFirstSheet().read().size(), kind);
      }
    }
    for (String none : List.of("areas.xlsx", "roster.csv", "x.xlsx")) {
      assertThrows(
          RefusedException.class,
          () -> world.answer(dispatcher, "getImportTemplate", Asking.of(Map.of("file", none))));
    }
  }

  @Test
  void fileIsKeptSealedAndRemovedAfterItsTime() throws IOException {
    Path file = DemoCounty.sample("messy-4-header-synonyms.xlsx");
    JsonNode read = world.upload(dispatcher, "roster", file);
    String id = read.path("id").asText();
    var asking = Asking.of(Map.of("id", id)).with(Json.parse("{\"partial\":true}"));
    world.answer(dispatcher, "commitImport", asking);
    byte[] sealed =
        world
            .test
            .database()
            .read(
                sql ->
                    sql.get(
                        "select sealed from import_file where import_id = $1 and ordinal = 0",
                        row -> row.getBuffer(0).getBytes(),
                        java.util.UUID.fromString(id)));
    assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).startsWith("PK"));
    assertEquals(0, waiting(id), "nothing waits after the commit");
    world.imports.forget(Duration.ofDays(-36_500));
    byte[] list =
        (byte[]) world.answer(dispatcher, "getImportProblems", Asking.of(Map.of("id", id))).body();
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(list))) {
      assertEquals(1, book.getFirstSheet().read().size(), "only the list is left");
    }
  }

  private int waiting(String id) {
    return world
        .test
        .database()
        .read(
            sql ->
                sql.get(
                    "select count(*) from staged_person where import_id = $1",
                    row -> Math.toIntExact(row.getLong(0)),
                    java.util.UUID.fromString(id)));
  }

  private JsonNode changes(JsonNode read, String change, Map<String, String> more) {
    var values = new java.util.HashMap<>(more);
    values.put("id", read.path("id").asText());
    values.put("change", change);
    return CountyWorld.body(world.answer(dispatcher, "listImportChanges", Asking.of(values)));
  }

  private JsonNode roster(String csv) throws IOException {
    return upload("roster", csv);
  }

  private JsonNode upload(String kind, String csv) throws IOException {
    JsonNode read =
        world.upload(dispatcher, kind, Files.writeString(folder.resolve(kind + ".csv"), csv));
    assertEquals("ready", read.path("state").asText(), read.toString());
    return read;
  }
}
