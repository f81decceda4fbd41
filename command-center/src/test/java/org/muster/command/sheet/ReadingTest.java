package org.muster.command.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.command.sheet.Problem.Severity;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Masking;
import org.muster.model.wire.Json;

/** The county's sheets and the messy ones, against what is expected of them. */
final class ReadingTest {
  @TempDir private Path folder;

  @Test
  void unitsAreReadWithTheirLiaisons() throws IOException {
    var reading = Reading.units(DemoCounty.file("rosters/units.xlsx"), DemoCounty.directory());
    assertEquals(List.of(), reading.problems().list());
    assertEquals(65, reading.accepted().size());
    UnitRow first = reading.accepted().getFirst();
    assertEquals("县委办公室", first.name());
    assertEquals(43, first.headcount());
    assertEquals(2, first.liaisons().size());
  }

  @Test
  void rosterIsReadWithoutAProblem() throws IOException {
    var reading =
        Collected.roster(DemoCounty.file("rosters/roster-all.xlsx"), DemoCounty.directory());
    assertEquals(List.of(), reading.problems());
    assertEquals(3063, reading.rows());
    assertEquals(378, reading.accepted().stream().filter(p -> p.shock().orElse(false)).count());
    assertTrue(reading.accepted().stream().allMatch(p -> p.community().isPresent()));
  }

  @Test
  void insuranceAndTrainingAreReadBelowTheirTitles() throws IOException {
    var insurance =
        Collected.insurance(DemoCounty.file("rosters/insurance.xlsx"), DemoCounty.directory());
    assertEquals(List.of(), insurance.problems());
    assertEquals(2978, insurance.accepted().size());
    assertEquals(Optional.of("PICC3305222026000"), insurance.accepted().getFirst().policy());
    var training =
        Collected.training(DemoCounty.file("rosters/training.xlsx"), DemoCounty.directory());
    assertEquals(List.of(), training.problems());
    assertEquals(2899, training.accepted().size());
  }

  @Test
  void deploymentSumsAreThoseOfItsTotalRow() throws IOException {
    var reading =
        Reading.deployment(DemoCounty.file("rosters/deployment.xlsx"), DemoCounty.directory());
    assertEquals(List.of(), reading.problems().list());
    assertEquals(278, reading.accepted().size());
    assertEquals(
        Optional.of("长兴县机关志愿者下沉社区（村）人员分配表".replace("（", "(").replace("）", ")")), reading.title());
    JsonNode sums = expected().path("deployment");
    for (Tier tier : Tier.values()) {
      int sum =
          reading.accepted().stream()
              .map(DeploymentRow::line)
              .mapToInt((PlanLine line) -> line.need(tier))
              .sum();
      assertEquals(sums.path(tier.name().toLowerCase(Locale.ROOT)).asInt(), sum, tier.name());
    }
  }

  @Test
  void divisionListsAreRead() throws IOException {
    var streets = Reading.divisions(DemoCounty.file("streets.csv"), DemoCounty.directory());
    assertEquals(15, streets.accepted().size());
    assertEquals("330522001000", streets.accepted().getFirst().code().value());
    var communities = Reading.divisions(DemoCounty.file("communities.csv"), DemoCounty.directory());
    assertEquals(List.of(), communities.problems().list());
    assertEquals(278, communities.accepted().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messy-1-title-and-total-rows.xlsx",
        "messy-2-two-row-header-repairable.xlsx",
        "messy-3-errors.xlsx",
        "messy-4-header-synonyms.xlsx",
        "messy-5-gb18030.csv",
        "messy-6-duplicate-and-minor.xlsx"
      })
  void messySheetGivesExactlyTheExpectedProblems(String name) throws IOException {
    var reading = Collected.roster(DemoCounty.sample(name), DemoCounty.directory());
    JsonNode expected = expected().path("files").path(name.replaceFirst("\\.[a-z]+$", ""));
    assertEquals(expected.path("rows").asInt(), reading.rows());
    var wanted = new ArrayList<String>();
    for (JsonNode problem : expected.path("problems")) {
      String severity = problem.path("level").asText("error");
      wanted.add(
          problem.path("row").asInt() + " " + problem.path("field").asText() + " " + severity);
    }
    var found =
        reading.problems().stream()
            .map(
                p ->
                    p.row() + " " + p.column() + " " + p.severity().name().toLowerCase(Locale.ROOT))
            .toList();
    assertEquals(wanted, found);
    long errors = reading.problems().stream().filter(p -> p.severity() == Severity.ERROR).count();
    assertEquals(reading.rows() - errors, reading.accepted().size());
  }

  @Test
  void messyCellsAreRepaired() throws IOException {
    var reading =
        Collected.roster(
            DemoCounty.sample("messy-2-two-row-header-repairable.xlsx"), DemoCounty.directory());
    assertTrue(
        reading.accepted().stream().allMatch(p -> p.mobile().value().matches("1[3-9][0-9]{9}")));
    var gbk = Collected.roster(DemoCounty.sample("messy-5-gb18030.csv"), DemoCounty.directory());
    assertEquals("张𬀩", gbk.accepted().getFirst().name().value());
  }

  @Test
  void problemsShowNoWholeNumber() throws IOException {
    var reading =
        Collected.roster(DemoCounty.sample("messy-3-errors.xlsx"), DemoCounty.directory());
    assertTrue(
        reading.problems().stream().noneMatch(p -> p.value().matches(".*[0-9]{9}.*")),
        reading.problems().toString());
    assertEquals(Masking.idNumber("330599198310150000"), reading.problems().getFirst().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE"})
  void textTablesAreReadInEveryUsualEncoding(String charset) throws IOException {
    String bom = charset.startsWith("UTF") ? "\uFEFF" : "";
    String text = bom + "区划代码,名称\r\n330522001001,\"钮店湾, \"\"居委会\"\"\"\r\n\r\n合计,1\r\n";
    Path file = write(text.getBytes(Charset.forName(charset)));
    var reading = Reading.divisions(file, DemoCounty.directory());
    assertEquals(1, reading.rows());
    assertEquals("钮店湾, \"居委会\"", reading.accepted().getFirst().name());
  }

  @Test
  void mergedStreetAndCommunityAreFilledFromAbove() throws IOException {
    String text =
        """
        下沉社区人员分配表
        街道(乡镇),社区(村),包联单位,人数,,
        ,,,常态,应急,紧急
        雉城街道,钮店湾社区,县委办公室,1,2,3
        ,,县图书馆,0,1,1
        ,金莲桥,县图书馆,2,1,1
        合计,,,3,4,5
        """;
    var reading =
        Reading.deployment(write(text.getBytes(StandardCharsets.UTF_8)), DemoCounty.directory());
    assertEquals(3, reading.rows());
    assertEquals(
        List.of("330522001001", "330522001001"),
        reading.accepted().stream().map(row -> row.line().community().value()).toList());
    assertEquals(
        List.of(Fault.TIERS_ORDER),
        reading.problems().list().stream().map(Problem::fault).toList());
  }

  @Test
  void mergedCellsOfAWorkbookAreFilledWhereverTheyAre() throws IOException {
    Path file = folder.resolve("merged.xlsx");
    try (var out = Files.newOutputStream(file);
        var book = new Workbook(out, "x", "1.0")) {
      var sheet = book.newWorksheet("a");
      String[][] rows = {
        {"处室", "姓名", "身份证号", "手机号码", "单位"},
        {"办公室", "张三", People.id(1), "13812345671", "县图书馆"},
        {"", "李四", People.id(3), "13812345672", ""},
        {"", "王五", People.id(5), "13812345673", ""},
        {"", "", "", "", ""},
        {"合计", "3", "", "", ""}
      };
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < rows[r].length; c++) {
          sheet.value(r, c, rows[r][c]);
        }
      }
      sheet.range(1, 0, 2, 0).merge();
    }
    var reading = Collected.roster(file, DemoCounty.directory());
    assertEquals(List.of(), reading.problems());
    assertEquals(
        List.of("办公室", "办公室", ""),
        reading.accepted().stream().map(p -> p.details().department().orElse("?")).toList());
    assertEquals(1, reading.accepted().stream().map(PersonRow::unit).distinct().count());
  }

  @Test
  void emptyCommunityBelowAnotherStreetIsMissing() throws IOException {
    String text = "街道,社区,包联单位,常态,应急,紧急\n雉城街道,钮店湾社区,县图书馆,1,2,3\n太湖街道,,县图书馆,1,2,3\n";
    var reading =
        Reading.deployment(write(text.getBytes(StandardCharsets.UTF_8)), DemoCounty.directory());
    assertEquals(
        List.of(Fault.MISSING), reading.problems().list().stream().map(Problem::fault).toList());
  }

  @Test
  void secondTableOfAWorkbookIsNamedAndNotSilentlyLeft() throws IOException {
    Path file = folder.resolve("two.xlsx");
    try (var out = Files.newOutputStream(file);
        var book = new Workbook(out, "x", "1.0")) {
      for (String name : List.of("一", "二")) {
        var sheet = book.newWorksheet(name);
        String[] header = {"代码", "名称"};
        for (int i = 0; i < header.length; i++) {
          sheet.value(0, i, header[i]);
          sheet.value(1, i, i == 0 ? "330522001001" : "钮店湾");
        }
      }
    }
    var reading = Reading.divisions(file, DemoCounty.directory());
    assertEquals(1, reading.accepted().size());
    Problem problem = reading.problems().list().getFirst();
    assertEquals(Fault.SHEET_LEFT, problem.fault());
    assertTrue(problem.reason(Locale.SIMPLIFIED_CHINESE).contains("“二”"));
  }

  @Test
  void unknownCommunityIsAnsweredByTheNearestName() throws IOException {
    for (String written : List.of("钮店弯社区", "扭店湾", "钮店湾湾村委会")) {
      String text = "姓名,身份证号,手机,居住社区,单位\n张三,11010519491231002X,13812345678," + written + ",县图书馆\n";
      var reading =
          Collected.roster(write(text.getBytes(StandardCharsets.UTF_8)), DemoCounty.directory());
      String suggestion = reading.problems().getFirst().suggestion(Locale.SIMPLIFIED_CHINESE);
      assertTrue(suggestion.contains("钮店湾居委会"), written + ": " + suggestion);
    }
  }

  @Test
  void repeatedPeopleAreFoundByNumberThenPhoneThenNameAndUnit() throws IOException {
    String text =
        """
        姓名,身份证号,手机,单位
        张三,%1$s,13812345671,县图书馆
        张三,%1$s,13812345672,县图书馆
        李四,%2$s,13812345671,县图书馆
        张三,%3$s,13812345673,县图书馆
        张三,%4$s,13812345674,县图书馆
        """
            .formatted(People.id(1), People.id(3), People.id(5), People.id(7, 1991));
    var reading =
        Collected.roster(write(text.getBytes(StandardCharsets.UTF_8)), DemoCounty.directory());
    assertEquals(
        List.of("2 ID_DUPLICATE", "3 MOBILE_DUPLICATE", "4 NAME_DUPLICATE"),
        reading.problems().stream().map(p -> p.row() + " " + p.fault()).toList());
    assertEquals(4, reading.accepted().size(), "two people may share a name");
  }

  @Test
  void trainingIsReadWithoutIdNumbers() throws IOException {
    String text =
        """
        单位,姓名,手机,培训日期,有效期至
        县图书馆,张三,,2026.3.15,2028年12月31日
        ,李四,138 1234 5678,20260315,2028-12-31
        """;
    var reading =
        Collected.training(write(text.getBytes(StandardCharsets.UTF_8)), DemoCounty.directory());
    assertEquals(List.of(), reading.problems());
    assertTrue(reading.accepted().get(0).person().unit().isPresent());
    assertTrue(reading.accepted().get(1).person().mobile().isPresent());
  }

  @Test
  void everyFaultHasItsSentencesInBothLanguages() {
    for (Fault fault : Fault.values()) {
      for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
        String reason = fault.reason(language, List.of("3"));
        String suggestion = fault.suggestion(language, List.of("3"));
        assertTrue(!reason.isBlank() && !suggestion.isBlank(), fault.name());
        assertTrue(Stream.of(reason, suggestion).noneMatch(t -> t.contains("{0}")), fault.name());
        boolean chinese =
            reason
                .codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        assertEquals(language.equals(Locale.SIMPLIFIED_CHINESE), chinese, fault + ": " + reason);
      }
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("sheet.csv"), bytes);
  }

  private static JsonNode expected() throws IOException {
    return Json.parse(Files.readString(DemoCounty.sample("expected.json")));
  }
}
