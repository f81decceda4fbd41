package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.LateEntryDesk.Line;
import org.muster.command.desk.LateEntryDesk.Lines;
import org.muster.command.desk.LateEntryDesk.Unasked;
import org.muster.command.testing.Folds;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.FieldViews;
import org.muster.command.view.FieldViews.RecordsAsked;
import org.muster.command.view.OrderViews;
import org.muster.command.view.UnaskedViews;
import org.muster.command.view.UnaskedViews.Shown;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;

/** After an outage the sign-in sheets are entered (补录): two communities, an order in force. */
class LateEntryIT {
  private static final Optional<String> SHEET = Optional.of("签到表第2页");

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private OrderId order;
  private LateEntryDesk desk;
  private FieldViews field;
  private Instant signed;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    var water = town.unit("水利局", 12, 4);
    town.line(town.communities.get(0), water, 1, 2, 2);
    town.line(town.communities.get(1), water, 1, 2, 2);
    folk = new Townsfolk(town);
    order = folk.signed(folk.raise(Tier.CRITICAL), Tier.CRITICAL, "{\"byPlan\":true}");
    folk.fill();
    signed = town.now();
    town.pass(Duration.ofHours(9));
    desk = new LateEntryDesk(town.counter, Duration.ofDays(14));
    field = new FieldViews(test.database(), town.vault);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aSheetBecomesServiceRecordsThatSayTheyWereEnteredLater() {
    List<AssignmentId> here = asked(0);

    JsonNode done = enter(community(0), served(here.get(0)), served(here.get(1)));

    assertEquals("confirmed", done.path("items").get(0).path("state").asText());
    JsonNode record = records().path("items").get(0);
    assertEquals(240, record.path("minutes").asInt());
    assertEquals(town.now(), Instant.parse(record.path("enteredLaterAt").asText()));
    assertEquals(
        List.of("entered-later", "entered-later"),
        happenings(SmallTown.commander()).filter("entered-later"::equals).toList());
    assertFalse(happenings(community(1)).anyMatch("entered-later"::equals), "not their people");
    assertIntact();
  }

  @Test
  void whoIsStillThereIsOnPostAndLeavesInTheOrdinaryWay() {
    AssignmentId one = asked(0).getFirst();

    enter(community(0), line(one, 1, 0));

    JsonNode person = onRoll(one);
    assertEquals("onPost", person.path("state").asText());
    assertEquals("paper", person.path("arrivedHow").asText());
    assertEquals(
        signed.plus(Duration.ofHours(1)), Instant.parse(person.path("arrivedAt").asText()));
    enter(
        SmallTown.commander(),
        new Line(Optional.of(one), Optional.empty(), none(), none(), hours(8), Optional.of(true)));
    assertEquals("confirmed", onRoll(one).path("state").asText());
    assertIntact();
  }

  @Test
  void oneFaultyLineKeepsTheWholeSheetOutAndEachIsNamed() {
    List<AssignmentId> here = asked(0);
    Line ahead = line(here.get(1), 1, 20);
    Line stranger = served(asked(1).getFirst());

    var refused =
        assertThrows(
            RefusedException.class,
            () -> enter(community(0), served(here.get(0)), ahead, stranger));

    assertEquals(Refusal.INVALID, refused.refusal());
    assertEquals(
        List.of("items[1].leftAt", "items[2]"),
        refused.problems().stream().map(problem -> problem.field()).toList());
    assertEquals(0, test.number("select count(*) as n from event where type = 'entered-later'"));
    assertEquals(0, test.number("select count(*) as n from note where text = '签到表第2页'"));
  }

  @Test
  void silenceDuringTheOutageIsNotHeldAgainstThem() {
    folk.doOthers();
    AssignmentId silent = asked(0).getFirst();
    assertEquals("expired", onRoll(silent).path("state").asText());

    enter(community(0), served(silent));

    assertEquals("confirmed", onRoll(silent).path("state").asText());
    assertIntact();
  }

  @Test
  void theSameSheetHandedInTwiceCountsOnce() {
    Line line = line(asked(0).getFirst(), 1, 5);
    enter(community(0), line);
    enter(community(0), line);
    assertEquals(1, test.number("select count(*) as n from event where type = 'entered-later'"));
  }

  @Test
  void whoeverCameUnaskedIsFoundByFullNameOrNumberAndEntered() {
    var unasked = new UnaskedViews(test.database(), town.vault);
    assertEquals(List.of(), unasked.find(community(0), order, "水利局"));
    var known =
        unasked.find(community(0), order, onRoll(asked(0).getFirst()).path("name").asText());
    assertTrue(known.getFirst().asked());
    var newcomer = neverAsked(unasked);

    enter(community(0), came(newcomer, 0));

    JsonNode service = records().path("items").get(0);
    assertEquals(newcomer.volunteer().value().toString(), service.path("volunteer").asText());
    assertEquals(4 * 60, service.path("minutes").asInt());
    assertFalse(service.path("enteredLaterAt").isMissingNode());
    assertTrue(happenings(SmallTown.commander()).anyMatch("came-unasked"::equals));
    var again = assertThrows(RefusedException.class, () -> enter(community(0), came(newcomer, 0)));
    assertEquals("items[0].unasked", again.problems().getFirst().field());
    assertIntact();
  }

  @Test
  void nobodyIsEnteredUnaskedIntoACommunityThatIsNotOnesOwnOrNotOfTheOrder() {
    var newcomer = neverAsked(new UnaskedViews(test.database(), town.vault));
    assertThrows(RefusedException.class, () -> enter(community(1), came(newcomer, 0)));
    var stranger = SmallTown.community(AreaCode.of("330523001001"));
    var views = new UnaskedViews(test.database(), town.vault);
    assertThrows(RefusedException.class, () -> views.find(stranger, order, "水利局1"));
  }

  private Shown neverAsked(UnaskedViews views) {
    return IntStream.range(0, 12)
        .mapToObj(i -> views.find(community(0), order, "水利局" + i).getFirst())
        .filter(one -> !one.asked())
        .findFirst()
        .orElseThrow();
  }

  private Line came(Shown who, int community) {
    var unasked = new Unasked(who.volunteer(), town.communities.get(community));
    return new Line(
        Optional.empty(), Optional.of(unasked), none(), hours(1), hours(5), Optional.of(true));
  }

  @Test
  void afterTheSetTimeNothingIsEnteredAnyMore() {
    AssignmentId one = asked(0).getFirst();
    town.pass(Duration.ofDays(14));
    var refused = assertThrows(RefusedException.class, () -> enter(community(0), served(one)));
    assertEquals("items[0]", refused.problems().getFirst().field());
  }

  private JsonNode enter(Principal by, Line... lines) {
    return desk.enter(
        Envelope.of(by, UUID.randomUUID(), "late"), order, new Lines(List.of(lines), SHEET));
  }

  /** Came after one hour, left after five, and the community signed. */
  private Line served(AssignmentId id) {
    return new Line(
        Optional.of(id), Optional.empty(), none(), hours(1), hours(5), Optional.of(true));
  }

  private Line line(AssignmentId id, int came, int left) {
    return new Line(
        Optional.of(id),
        Optional.empty(),
        none(),
        hours(came),
        left == 0 ? none() : hours(left),
        Optional.empty());
  }

  private Optional<Instant> hours(int afterSigning) {
    return Optional.of(signed.plus(Duration.ofHours(afterSigning)));
  }

  private static Optional<Instant> none() {
    return Optional.empty();
  }

  private Principal community(int index) {
    return SmallTown.community(town.communities.get(index));
  }

  private List<AssignmentId> asked(int index) {
    return roll(town.communities.get(index))
        .map(person -> AssignmentId.of(person.path("assignment").asText()))
        .toList();
  }

  private JsonNode onRoll(AssignmentId id) {
    return roll(SmallTown.COUNTY)
        .filter(person -> person.path("assignment").asText().equals(id.value().toString()))
        .findFirst()
        .orElseThrow();
  }

  private Stream<JsonNode> roll(AreaCode place) {
    return StreamSupport.stream(field.roll(place, Optional.of(order)).spliterator(), false);
  }

  private JsonNode records() {
    return field.records(
        SmallTown.commander(),
        new RecordsAsked(Optional.of(order), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private Stream<String> happenings(Principal by) {
    var page = new OrderViews.Page(Optional.empty(), Optional.empty());
    JsonNode items = new OrderViews(test.database()).timeline(by, order, page).path("items");
    return StreamSupport.stream(items.spliterator(), false).map(one -> one.path("type").asText());
  }

  private void assertIntact() {
    assertTrue(test.assertRebuilt() > 0);
    Folds.assertTablesShowTheFacts(test.database());
  }
}
