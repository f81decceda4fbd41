package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.ExportDesk.Exporting;
import org.muster.command.desk.ExportDesk.Format;
import org.muster.command.geo.Ecql;
import org.muster.command.store.RosterQuestions;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.DuplicateViews;
import org.muster.command.view.Places;
import org.muster.command.view.RosterViews;
import org.muster.command.view.UnitViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.RosterFilter.Attribute;
import org.muster.model.roster.RosterFilter.Compares;
import org.muster.model.roster.RosterFilter.Comparison;
import org.muster.model.roster.RosterQuestion;
import org.muster.model.roster.Strength;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Searching, changing, merging and exporting people of two units on a real database. */
final class RosterIT {
  private TestDatabase test;
  private SmallTown town;
  private UnitId water;
  private UnitId finance;
  private RosterQuestions questions;
  private RosterViews views;
  private ExportDesk exports;
  private MergeDesk merges;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 3);
    water = town.unit("水利局", 6, 1);
    finance = town.unit("财政局", 4, 1);
    var places = new Places(test.database());
    places.reload();
    questions =
        new RosterQuestions(town.vault, text -> Ecql.read(text, places.current()), town::now);
    views = new RosterViews(test.database(), town.vault, questions);
    exports = new ExportDesk(town.counter, town.vault, questions, places::current);
    merges = new MergeDesk(town.counter);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void everyAttributeCanBeSearchedFor() {
    test.run("update volunteer set skills = '{急救,驾驶}', department = '办公室' where name = '水利局1'");
    test.run("update volunteer set paired = community, limits = '{noNights}', political = '中共党员'");
    test.run(
        """
        update volunteer set certificates =
          '[{"skill":"急救","valid":{"from":"2023-01-01","until":"2026-11-30"}}]' where name = '水利局1'
        """);
    test.run(
        """
        update volunteer set windows = '[{"day":"sunday","from":"18:00:00","until":"00:00:00"}]'
        where name = '财政局2'
        """);
    for (Attribute attribute : Attribute.values()) {
      if (attribute != Attribute.HOME) {
        assertTrue(found(attribute.word() + " IS NULL") <= 10, attribute.word());
      }
    }
    assertEquals(1, found("skill = '急救' AND age BETWEEN 30 AND 40"));
    assertEquals(9, found("NOT skill = '急救'"));
    assertEquals(9, found("skill <> '急救'"));
    assertEquals(6, found("unit = '水利局'"));
    assertEquals(1, found("department LIKE '办%'"));
    assertEquals(1, found("certificateUntil < '2026-12-01'"));
    assertEquals(1, found("certificate ILIKE '急%'"));
    assertEquals(10, found("healthLimit = 'noNights' AND political = '中共党员'"));
    assertEquals(2, found("shock = true"));
    assertEquals(0, found("insuredUntil < '2026-12-31'"));
    assertEquals(10, found("trainedUntil AFTER 2026-12-31T00:00:00Z"));
    assertEquals(4, found("community = '330522001001'"));
    assertEquals(4, found("DWITHIN(home, POINT(119.91 31.0), 500, meters)"));
    assertEquals(7, found("DWITHIN(home, POINT(119.91 31.0), 1, kilometers)"));
    assertEquals(1, found("水利局3"));
    assertEquals(0, found("%"), "a wildcard is a letter in a name");
    var sunday = new RosterFilter.Offers(java.time.DayOfWeek.SUNDAY, java.time.LocalTime.of(22, 0));
    assertEquals(1, count(List.of(sunday), Optional.empty()));
    assertEquals(0, count(List.of(new RosterFilter.Away(town.now())), Optional.empty()));
  }

  @Test
  void aFilterNeverReachesBeyondWhatItsReaderSees() {
    var wanted =
        new RosterQuestion(Optional.empty(), List.of(), Optional.of("shock = true OR 1 < age"));
    var search = new RosterQuestion(Optional.empty(), List.of(), Optional.of("age > 1 OR age < 1"));
    assertEquals(4, list(SmallTown.liaison(finance), search));
    assertThrows(RefusedException.class, () -> list(SmallTown.liaison(finance), withUnit(water)));
    assertEquals(10, list(dispatcher(), wanted));
    var auditor = principal(Role.AUDITOR);
    var health = new Compares(Attribute.HEALTH, Comparison.EQUAL, "unfit");
    var refused =
        assertThrows(
            RefusedException.class,
            () ->
                list(
                    auditor,
                    new RosterQuestion(Optional.empty(), List.of(health), Optional.empty())));
    assertEquals(Refusal.FORBIDDEN, refused.refusal());
  }

  @Test
  void detailsOfARecordAreChangedAndShown() {
    VolunteerId id = person("水利局2");
    var change =
        """
        {"paired":"330522001002","healthLimits":["noNights"],"policy":"PICC-7",
         "insured":{"from":"2026-01-01","until":"2026-12-31"},
         "certificates":[{"skill":"急救","number":"A1","valid":{"from":"2026-01-01","until":"2027-01-01"}}],
         "windows":[{"day":"saturday","from":"08:00","until":"12:00"}]}
        """;
    var volunteers = new VolunteerDesk(town.counter, town.vault);
    var liaison = SmallTown.liaison(water);
    volunteers.change(
        Envelope.of(liaison, UUID.randomUUID(), "change"),
        id,
        1,
        new VolunteerChange(Json.parse(change)));
    var shown = views.get(liaison, id);
    assertEquals("330522001002", shown.paired().orElseThrow().value());
    assertEquals("急救", shown.certificates().getFirst().skill());
    assertEquals("2026-12-31", shown.insured().orElseThrow().until().toString());
    assertEquals("PICC-7", shown.policy().orElseThrow());
    assertEquals(1, shown.windows().size());
    assertEquals(1, shown.healthLimits().orElseThrow().size());
    assertEquals(Optional.empty(), views.get(principal(Role.AUDITOR), id).healthLimits());
    assertEquals(2, shown.version());
  }

  @Test
  void twoRecordsBecomeOneAndTwoAgain() {
    VolunteerId kept = person("水利局1");
    VolunteerId other = person("财政局1");
    test.run(
        "update volunteer set skills = '{急救}', phone_hash = (select phone_hash from volunteer"
            + " where id = $2) where id = $1",
        other,
        kept);
    test.run("update volunteer set skills = '{驾驶}' where id = $1", kept);
    var groups = new DuplicateViews(test.database()).list(dispatcher());
    assertEquals(List.of("samePhone"), groups.stream().map(g -> g.reason()).toList());

    Envelope command = command("merge");
    JsonNode merged = merges.merge(command, kept, other);
    assertEquals(merged, merges.merge(command, kept, other));
    assertEquals(1, test.number("select count(*) as n from event where stream = $1", other));
    assertEquals(9, found("age > 0"));
    assertEquals(List.of("急救", "驾驶"), views.get(dispatcher(), kept).skills());
    assertEquals(Optional.of(kept), views.get(dispatcher(), other).mergedInto());
    assertEquals(List.of(), new DuplicateViews(test.database()).list(dispatcher()));
    assertEquals(
        Refusal.NOT_FOUND,
        assertThrows(RefusedException.class, () -> merges.merge(command("again"), kept, other))
            .refusal());
    test.assertRebuilt();

    JsonNode undone = merges.undo(command("undo"), other);
    assertTrue(undone.path("restored").asBoolean());
    assertEquals(List.of("驾驶"), views.get(dispatcher(), kept).skills());
    assertEquals(10, found("age > 0"));
    assertEquals(2, test.number("select count(*) as n from event where stream = $1", other));
    test.assertRebuilt();
  }

  @Test
  void aRecordThatStandsInATeamIsNotMergedAway() {
    VolunteerId member = person("水利局2");
    UUID team = UUID.randomUUID();
    test.run(
        "insert into team (id, kind, area, name_id, formed_at, version)"
            + " values ($1, 'firstAid', '330522000000', $1, now(), 1)",
        team);
    test.run(
        "insert into team_member (team_id, volunteer_id, since) values ($1, $2, now())",
        team,
        member);
    var refused =
        assertThrows(
            RefusedException.class, () -> merges.merge(command("merge"), person("水利局1"), member));
    assertEquals(Refusal.CONFLICT, refused.refusal());
    test.run("update team set dissolved_at = now() where id = $1", team);
    var _ = merges.merge(command("again"), person("水利局1"), member);
  }

  @Test
  void aMergedRecordThatWasChangedSinceKeepsItsChange() {
    VolunteerId kept = person("水利局1");
    VolunteerId other = person("水利局2");
    test.run("update volunteer set skills = '{急救}' where id = $1", other);
    var _ = merges.merge(command("merge"), kept, other);
    new VolunteerDesk(town.counter, town.vault)
        .change(command("change"), kept, 2, new VolunteerChange(Json.parse("{\"remark\":\"夜班\"}")));
    JsonNode undone = merges.undo(command("undo"), other);
    assertFalse(undone.path("restored").asBoolean());
    assertEquals(List.of("急救"), views.get(dispatcher(), kept).skills());
  }

  @Test
  void theExportIsMaskedHarmlessAndSaysWhoTookIt() throws IOException {
    test.run(
        "update volunteer set remark = '=HYPERLINK(\"http://x\")', department = '@SUM(1)' where"
            + " name = '水利局1'");
    var wanted = wanted("unit = '水利局'");
    var file = exports.export(command("export"), masked(Format.XLSX), wanted);
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(file.bytes()))) {
      var rows = book.getFirstSheet().read();
      assertEquals(7, rows.size());
      var first =
          rows.stream().filter(r -> r.getCellText(2).startsWith("'@")).findFirst().orElseThrow();
      assertTrue(first.getCellText(24).startsWith("'=HYPERLINK"));
      assertTrue(first.getCellText(3).contains("*"));
      assertTrue(rows.stream().noneMatch(r -> r.getCellText(3).equals("水利局1")));
      var about = book.getSheets().toList().get(1).read();
      assertTrue(about.stream().anyMatch(r -> r.getCellText(1).equals("一")), "who");
      assertTrue(about.stream().anyMatch(r -> r.getCellText(1).contains("unit = '水利局'")), "filter");
    }
    assertEquals(1, test.number("select count(*) as n from event where type = 'roster-exported'"));
    assertEquals(0, test.number("select count(*) as n from disclosure"));
    test.assertRebuilt();
  }

  @Test
  void unmaskedListsNeedRightAndReasonAndAreOnRecord() {
    assertThrows(
        RefusedException.class,
        () -> new Exporting(Format.CSV, Optional.of(true), Optional.empty()));
    var unmasked = new Exporting(Format.CSV, Optional.of(true), Optional.of("购买保险"));
    var auditor = Envelope.of(principal(Role.AUDITOR), UUID.randomUUID(), "export");
    assertEquals(
        Refusal.FORBIDDEN,
        assertThrows(
                RefusedException.class, () -> exports.export(auditor, unmasked, wanted("age > 0")))
            .refusal());
    var liaison = Envelope.of(SmallTown.liaison(finance), UUID.randomUUID(), "export");
    String text =
        new String(
            exports.export(liaison, unmasked, wanted("age > 0")).bytes(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("\uFEFF"));
    assertTrue(text.contains("财政局1") && !text.contains("水利局1"), "the own unit only");
    assertTrue(text.contains("购买保险"));
    assertEquals(4, test.number("select count(*) as n from disclosure where reason = '购买保险'"));
    assertEquals(
        1,
        test.number(
            "select count(*) as n from event where type = 'roster-exported'"
                + " and (body->>'unmasked')::boolean and not body::text like '%保险%'"));
  }

  @Test
  void liaisonsChangeAndTheirPredecessorsStayInTheHistory() {
    var units = new UnitDesk(town.counter, town.vault);
    var liaison = SmallTown.liaison(water);
    var first = new UnitDesk.Naming(UnitDesk.Rank.PRIMARY, "王小明", "13800000001");
    var _ = units.name(Envelope.of(liaison, UUID.randomUUID(), "a"), water, 1, first);
    var second = new UnitDesk.Naming(UnitDesk.Rank.PRIMARY, "李四", "13800000002");
    var _ = units.name(Envelope.of(liaison, UUID.randomUUID(), "b"), water, 2, second);
    assertThrows(
        RefusedException.class,
        () -> units.name(Envelope.of(liaison, UUID.randomUUID(), "c"), water, 2, second));
    var tenures =
        new UnitViews(test.database(), town.vault, town::now, Strength.STAFF)
            .liaisons(liaison, water);
    assertEquals(List.of("李四", "王小明"), tenures.items().stream().map(t -> t.name()).toList());
    assertTrue(tenures.items().getFirst().until().isEmpty());
    assertTrue(tenures.items().get(1).until().isPresent());
    assertEquals("138****0002", tenures.items().getFirst().phoneMasked().orElseThrow());
  }

  private long found(String text) {
    return count(List.of(), Optional.of(text));
  }

  private long count(List<RosterFilter> conditions, Optional<String> text) {
    return list(dispatcher(), new RosterQuestion(Optional.empty(), conditions, text));
  }

  private long list(Principal reader, RosterQuestion question) {
    var page =
        views.list(reader, new RosterViews.Wanted(question, Optional.empty(), Optional.of("500")));
    assertEquals(page.total(), page.items().size());
    return page.total();
  }

  private static RosterQuestion withUnit(UnitId unit) {
    return new RosterQuestion(Optional.of(unit), List.of(), Optional.empty());
  }

  private static Exporting masked(Format format) {
    return new Exporting(format, Optional.empty(), Optional.empty());
  }

  private static ExportDesk.Wanted wanted(String filter) {
    var question = new RosterQuestion(Optional.empty(), List.of(), Optional.of(filter));
    return new ExportDesk.Wanted(question, "q=" + filter, Locale.SIMPLIFIED_CHINESE);
  }

  private static Principal dispatcher() {
    return SmallTown.dispatcher("一");
  }

  private static Principal principal(Role role) {
    return new Principal(
        new AccountId(new UUID(0, 5)),
        "audit",
        java.util.Set.of(role),
        Optional.empty(),
        Optional.of(SmallTown.COUNTY),
        Optional.empty());
  }

  private static Envelope command(String what) {
    return Envelope.of(dispatcher(), UUID.randomUUID(), what);
  }

  private VolunteerId person(String name) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select id from volunteer where name = $1",
                    row -> new VolunteerId(row.getUUID("id")),
                    name));
  }
}
