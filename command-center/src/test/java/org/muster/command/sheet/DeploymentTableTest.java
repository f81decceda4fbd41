package org.muster.command.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Frame;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Shift;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/** A plan that goes out as a table comes back as the same plan. */
final class DeploymentTableTest {
  private static final int ROUNDS = Integer.getInteger("muster.rounds", 12);
  private static final List<AreaCode> COMMUNITIES =
      DemoCounty.jurisdiction().communitiesUnder(List.of(AreaCode.of("330522")));
  private static final List<String> UNITS = DemoCounty.units().keySet().stream().sorted().toList();
  private static final List<Hazard> HAZARDS = List.of(Hazard.values());
  private static final List<String> ITEMS = List.of("急救", "驾驶", "沙袋", "冲锋舟", "对讲机");
  private static final List<String> TEXTS =
      List.of("党群服务中心", "=1+1", "-北门", "@东 2号楼", "+水库", "'x", "'=1", "''-2", "小学(东门)", "A:B");

  private final long seed = Long.getLong("muster.seed", System.nanoTime());
  private final Random random = new Random(seed);
  @TempDir private Path folder;

  @Test
  void anyPlanComesBackAsItWas() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      DeploymentTable.Content content = content();
      Path file = folder.resolve("plan-" + round + ".xlsx");
      Files.write(file, DeploymentTable.write(content));
      Reading<DeploymentRow> reading = Reading.deployment(file, DemoCounty.directory());
      String told = "seed " + seed + " round " + round;
      assertEquals(List.of(), reading.problems().list(), told);
      assertEquals(
          content.rows().stream().map(DeploymentTable.Row::line).sorted(byPlace()).toList(),
          reading.accepted().stream().map(DeploymentRow::line).sorted(byPlace()).toList(),
          told);
      assertEquals(contacts(content), contactsOf(reading), told);
      var arranged = new ArrayList<Arrangement>();
      reading.accepted().forEach(row -> arranged.addAll(row.arranged()));
      assertEquals(content.arrangements(), arranged.stream().distinct().toList(), told);
      var said = DeploymentTable.Said.of(reading);
      Frame frame = content.frame();
      assertEquals(Optional.of(frame.name()), said.title(), told);
      assertEquals(Optional.of(frame.hazard()), said.hazard(), told);
      assertEquals(frame.trigger(), said.trigger(), told);
      assertEquals(frame.teams(), said.teams().orElse(List.of()), told);
      assertEquals(frame.channels(), said.channels().orElse(List.of()), told);
    }
  }

  @Test
  void streetsAndCommunitiesAreMergedCells() throws IOException {
    var line = new PlanLine(COMMUNITIES.getFirst(), unit(0), 1, 2, 3, Optional.empty());
    var other = new PlanLine(COMMUNITIES.getFirst(), unit(1), 0, 0, 3, Optional.empty());
    byte[] table = DeploymentTable.write(content(List.of(row(line), row(other)), List.of()));
    try (var workbook = new ReadableWorkbook(new java.io.ByteArrayInputStream(table))) {
      var rows = workbook.getFirstSheet().read();
      assertEquals(
          2,
          rows.stream()
              .filter(row -> row.getCellText(3).equals(COMMUNITIES.getFirst().value()))
              .count());
      assertEquals(1, rows.stream().filter(row -> row.getCellText(2).contains("居委会")).count());
    }
    String sheet = unzipped(table, "xl/worksheets/sheet1.xml");
    assertTrue(sheet.matches("(?s).*<mergeCell ref=\"C\\d+:C\\d+\"/>.*"), sheet);
  }

  private String unzipped(byte[] workbook, String part) throws IOException {
    Path file = Files.write(folder.resolve("merged.xlsx"), workbook);
    try (var zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(Objects.requireNonNull(zip.getEntry(part))).readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  private DeploymentTable.Content content() {
    var rows = new ArrayList<DeploymentTable.Row>();
    var arranged = new ArrayList<Arrangement>();
    var communities = new ArrayList<>(COMMUNITIES);
    java.util.Collections.shuffle(communities, random);
    for (AreaCode community :
        communities.subList(0, 1 + random.nextInt(30)).stream().sorted().toList()) {
      var units = new HashSet<Integer>();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        units.add(random.nextInt(UNITS.size()));
      }
      units.forEach(unit -> rows.add(row(line(community, unit(unit)))));
      for (Tier tier : Tier.values()) {
        Arrangement one = arrangement(community, tier, unit(units.iterator().next()));
        if (!one.isOpen()) {
          arranged.add(one);
        }
      }
    }
    return content(rows, arranged);
  }

  private DeploymentTable.Content content(
      List<DeploymentTable.Row> rows, List<Arrangement> arranged) {
    Map<UnitId, String> names = new HashMap<>();
    DemoCounty.units().forEach((name, id) -> names.put(id, name));
    var frame =
        new Frame(
            random.nextBoolean() ? "防汛 预案" : "=预案",
            HAZARDS.get(random.nextInt(HAZARDS.size())),
            random.nextBoolean() ? Optional.of("水位 超过 4.66 米") : Optional.empty(),
            random.nextBoolean() ? List.of("抢险队", "医疗队") : List.of(),
            random.nextBoolean() ? List.of("短信") : List.of());
    return new DeploymentTable.Content(
        frame,
        "长兴县",
        random.nextInt(9),
        rows,
        arranged,
        id -> Objects.requireNonNull(names.get(id)));
  }

  private static UnitId unit(int n) {
    return Objects.requireNonNull(DemoCounty.units().get(UNITS.get(n)));
  }

  private PlanLine line(AreaCode community, UnitId unit) {
    int[] people = IntStream.generate(() -> random.nextInt(30)).limit(3).sorted().toArray();
    return new PlanLine(community, unit, people[0], people[1], people[2], text());
  }

  private DeploymentTable.Row row(PlanLine line) {
    var contact =
        text()
            .map(
                name ->
                    new DeploymentRow.Contact(
                        name,
                        random.nextBoolean()
                            ? Optional.of("138%08d".formatted(random.nextInt(100_000_000)))
                            : Optional.empty()));
    return new DeploymentTable.Row(
        line, name(line.community().parent()), name(line.community()), contact, contact);
  }

  private static String name(AreaCode code) {
    return DemoCounty.jurisdiction().find(code).map(Area::name).orElseThrow();
  }

  private Arrangement arrangement(AreaCode community, Tier tier, UnitId lead) {
    if (random.nextInt(3) == 0) {
      return new Arrangement(
          community,
          tier,
          List.of(),
          new TreeMap<>(),
          Optional.empty(),
          Optional.empty(),
          new TreeMap<>());
    }
    return new Arrangement(
        community,
        tier,
        random
            .ints(random.nextInt(3), 0, 24)
            .mapToObj(h -> Shift.of("%02d:30-%02d:15".formatted(h, (h + 8) % 24)))
            .toList(),
        items(),
        random.nextBoolean() ? Optional.of(lead) : Optional.empty(),
        text(),
        items());
  }

  private SortedMap<String, Integer> items() {
    var items = new TreeMap<String, Integer>();
    for (int n = random.nextInt(3); n > 0; n--) {
      items.put(ITEMS.get(random.nextInt(ITEMS.size())), 1 + random.nextInt(300));
    }
    return items;
  }

  private Optional<String> text() {
    return random.nextInt(3) == 0
        ? Optional.empty()
        : Optional.of(TEXTS.get(random.nextInt(TEXTS.size())));
  }

  private static List<String> contacts(DeploymentTable.Content content) {
    return content.rows().stream()
        .map(row -> row.line().community() + " " + row.line().unit() + " " + row.contact())
        .sorted()
        .toList();
  }

  private static List<String> contactsOf(Reading<DeploymentRow> reading) {
    return reading.accepted().stream()
        .map(row -> row.line().community() + " " + row.line().unit() + " " + row.contact())
        .sorted()
        .toList();
  }

  private static Comparator<PlanLine> byPlace() {
    return Comparator.comparing(PlanLine::community).thenComparing(l -> l.unit().value());
  }
}
