package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.RequestDesk.Asking;
import org.muster.command.desk.RequestDesk.Rating;
import org.muster.command.desk.RequestDispatch.Part;
import org.muster.command.desk.RequestDispatch.Sending;
import org.muster.command.store.ResidentStore;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.AppealViews;
import org.muster.command.view.RequestViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.request.AppealId;
import org.muster.model.request.Channel;
import org.muster.model.request.ComplaintId;
import org.muster.model.request.RequestId;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** A resident's request from the menu to the rating, through all its branches. */
final class RequestIT {
  private static final MobileNumber PHONE = new MobileNumber("13800000007");
  private static final String ADDRESS = "3 栋 2 单元 401";

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private UnitId finance;
  private AreaCode place;
  private Principal resident;
  private final Principal post = SmallTown.dispatcher("一");
  private RequestViews views;
  private AppealDesk appeals;
  private AppealViews ratings;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 2, 0);
    finance = town.unit("财政局", 2, 0);
    place = town.communities.getFirst();
    resident = resident(PHONE);
    views = new RequestViews(test.database(), town.vault, town::now);
    appeals = new AppealDesk(town.counter);
    ratings = new AppealViews(test.database(), town::now);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aRequestIsServedAndClosedByItsRating() {
    folk.raise(Tier.NORMAL);
    RequestId id = accepted();
    dispatch(id, new Part(water, 1, List.of()));
    Going going = going();
    assertRefused(Refusal.NOT_FOUND, () -> contact(going));

    say(going, "accept", Map.of());
    assertEquals(ADDRESS, contact(going).address());
    assertEquals(PHONE.value(), contact(going).phone());
    assertEquals(Optional.of("代买降压药"), contact(going).wish());
    assertEquals(1, count("event where type = 'contact-shown'"), "shown twice, noted once");
    assertEquals("水利局", mine().at("/0/coming/0/unit").asText());

    say(going, "arrive", code());
    say(going, "leave", Map.of());
    folk.doOthers();
    assertEquals("served", mine().at("/0/state").asText());
    assertRefused(Refusal.NOT_FOUND, () -> contact(going));

    town.requests.rate(by(resident), id, new Rating(5, Optional.of("很及时")));
    folk.doOthers();
    assertEquals("rated", mine().at("/0/state").asText());
    assertEquals(0, count("request_contact"), "address and phone are gone");
    assertEquals(1, count("orders where state = 'closed'"));
    assertRefused(
        Refusal.CONFLICT,
        () -> town.requests.rate(by(resident), id, new Rating(1, Optional.empty())));
    JsonNode report = views.report(post, Optional.empty());
    assertEquals(1, report.path("rated").asInt());
    assertEquals(5, report.path("stars").asInt());
    test.assertRebuilt();
  }

  @Test
  void nobodyElseSeesWhereTheResidentLives() {
    folk.raise(Tier.NORMAL);
    RequestId id = accepted();
    dispatch(id, new Part(water, 1, List.of()));
    Going going = going();
    say(going, "accept", Map.of());

    Principal stranger = SmallTown.phone(other(going.volunteer()));
    assertRefused(
        Refusal.NOT_FOUND, () -> town.requestDispatch.contact(stranger, going.assignment()));
    String queue = views.queue(post, everything()).toString();
    assertFalse(queue.contains(ADDRESS) || queue.contains(PHONE.value()), queue);
    assertTrue(queue.contains("138****0007"), queue);
    assertEquals(
        0,
        test.number(
            "select count(*) as n from event where body::text like '%' || $1 || '%'", ADDRESS));
    assertEquals(
        0,
        test.number(
            "select count(*) as n from mailbox_item where body::text like '%' || $1 || '%'",
            ADDRESS));
  }

  @Test
  void severalUnitsServeOneRequestAsOneOperation() {
    folk.raise(Tier.NORMAL);
    dispatch(accepted(), new Part(water, 1, List.of()), new Part(finance, 1, List.of()));

    assertEquals(2, count("assignment where state = 'offered'"));
    assertEquals(1, count("orders"));
  }

  @Test
  void aRequestForWhichNobodyCanGoComesBackToTheQueue() {
    folk.raise(Tier.NORMAL);
    RequestId id = accepted();
    dispatch(id, new Part(water, 1, List.of()));
    for (int i = 0; i < 2; i++) {
      say(going(), "decline", Map.of("reason", "出差"));
      folk.fill();
    }
    folk.doOthers();

    JsonNode queued = views.queue(post, everything()).at("/items/0");
    assertEquals("accepted", queued.path("state").asText());
    assertEquals(1, queued.path("returns").asInt());
    dispatch(id, new Part(finance, 1, List.of()));
    assertEquals(1, count("assignment where state = 'offered'"));
    test.assertRebuilt();
  }

  @Test
  void theSameAskedByPageAndByHotlineIsOneRequest() {
    RequestId id = raised(resident, asking(Optional.empty()));
    var heard = asking(Optional.of(PHONE));
    assertEquals(id, raised(post, heard));

    JsonNode queue = views.queue(post, everything());
    assertEquals(1, queue.path("total").asInt());
    assertEquals(1, queue.at("/items/0/repeats").asInt());
  }

  @Test
  void whatCannotBeServedIsRefusedWithItsReason() {
    RequestId id = raised(resident, asking(Optional.empty()));
    assertRefused(
        Refusal.REASON_MISSING, () -> town.requests.refuse(by(post), id, Optional.of(" ")));
    town.requests.refuse(by(post), id, Optional.of("请联系供电公司"));

    assertEquals("请联系供电公司", mine().at("/0/reason").asText());
    assertEquals(0, count("request_contact"));
  }

  @Test
  void withoutAResponseInForceNobodyIsSent() {
    RequestId id = accepted();
    assertRefused(Refusal.UNKNOWN_RESPONSE, () -> dispatch(id, new Part(water, 1, List.of())));
    assertEquals("accepted", mine().at("/0/state").asText());
  }

  @Test
  void aUnitOfWhichNobodyCanGoIsRefusedAtOnce() {
    folk.raise(Tier.NORMAL);
    test.run("update volunteer set insured_until = '2026-10-01' where unit_id = $1", water);
    RequestId id = accepted();
    assertRefused(Refusal.NOT_ELIGIBLE, () -> dispatch(id, new Part(water, 1, List.of())));
    assertEquals(0, count("orders"));
  }

  @Test
  void whoCancelsSendsTheVolunteersHome() {
    folk.raise(Tier.NORMAL);
    RequestId id = accepted();
    dispatch(id, new Part(water, 1, List.of()));
    say(going(), "accept", Map.of());

    town.requests.cancel(by(resident), id);
    folk.doOthers();

    assertEquals(1, count("assignment where state = 'withdrawn'"));
    assertEquals("cancelled", mine().at("/0/state").asText());
  }

  @Test
  void aServiceThatNobodyRatesLapsesAfterAWeek() {
    folk.raise(Tier.NORMAL);
    dispatch(accepted(), new Part(water, 1, List.of()));
    Going going = going();
    say(going, "accept", Map.of());
    say(going, "arrive", code());
    say(going, "leave", Map.of());
    folk.doOthers();
    town.pass(Duration.ofDays(7));
    folk.doOthers();

    assertEquals("lapsed", mine().at("/0/state").asText());
    assertEquals(0, count("request_contact"));
  }

  @Test
  void aComplaintIsAnsweredAndLateOnesAreCounted() {
    RequestId id = raised(resident, asking(Optional.empty()));
    JsonNode made = town.requests.complain(by(resident), id, Optional.of("没有人来"));
    assertRefused(
        Refusal.CONFLICT, () -> town.requests.complain(by(resident), id, Optional.of("再催")));
    town.pass(Duration.ofDays(4));
    assertEquals(1, views.report(post, Optional.empty()).path("complaintsLate").asInt());

    town.requests.answer(by(post), ComplaintId.of(made.path("id").asText()), Optional.of("已核实"));
    assertEquals("已核实", mine().at("/0/complaint/answer").asText());
    assertEquals(1, views.report(post, Optional.empty()).path("complaintsLate").asInt());
    test.assertRebuilt();
  }

  @Test
  void anUpheldAppealSetsTheRatingAside() {
    Going going = rated(1);
    Principal phone = SmallTown.phone(going.volunteer());
    JsonNode rating = ratings.mine(going.volunteer(), Locale.CHINESE).get(0);
    assertEquals(1, rating.path("stars").asInt());
    assertTrue(rating.path("mayAppeal").asBoolean());
    VolunteerId other = other(going.volunteer());
    assertRefused(Refusal.NOT_FOUND, () -> appeal(SmallTown.phone(other), going));

    AppealId id = appeal(phone, going);
    assertRefused(Refusal.CONFLICT, () -> appeal(phone, going));
    assertEquals("说的是上一次服务", ratings.list(post).at("/0/reason").asText());
    Principal community = SmallTown.community(place);
    assertRefused(Refusal.NOT_FOUND, () -> decide(community, id));
    decide(post, id);
    assertRefused(Refusal.CONFLICT, () -> decide(post, id));

    JsonNode after = ratings.mine(going.volunteer(), Locale.CHINESE).get(0);
    assertTrue(after.at("/appeal/upheld").asBoolean());
    assertEquals("经核实有误", after.at("/appeal/answer").asText());
    JsonNode report = views.report(post, Optional.empty());
    assertEquals(1, report.path("rated").asInt());
    assertTrue(report.path("stars").isNull(), "it counts for nothing");
    assertEquals(1, mine().at("/0/stars").asInt(), "and stays what the resident said");
    test.assertRebuilt();
  }

  @Test
  void nobodyAppealsWhenItIsTooLongAgo() {
    Going going = rated(2);
    town.pass(Duration.ofDays(15).plusSeconds(1));
    assertFalse(ratings.mine(going.volunteer(), Locale.CHINESE).at("/0/mayAppeal").asBoolean());
    assertRefused(Refusal.TOO_LATE, () -> appeal(SmallTown.phone(going.volunteer()), going));
  }

  private Going rated(int stars) {
    folk.raise(Tier.NORMAL);
    RequestId id = accepted();
    dispatch(id, new Part(water, 1, List.of()));
    Going going = going();
    say(going, "accept", Map.of());
    say(going, "arrive", code());
    say(going, "leave", Map.of());
    folk.doOthers();
    town.requests.rate(by(resident), id, new Rating(stars, Optional.of("来晚了")));
    folk.doOthers();
    return going;
  }

  private AppealId appeal(Principal phone, Going going) {
    var appealing = new AppealDesk.Appealing("说的是上一次服务");
    VolunteerId who = phone.volunteer().orElseThrow();
    return AppealId.of(
        appeals.appeal(by(phone), who, going.assignment(), appealing).path("id").asText());
  }

  private void decide(Principal by, AppealId id) {
    var _ = appeals.decide(by(by), id, new AppealDesk.Deciding(true, "经核实有误"));
  }

  @Test
  void residentsSeeAndChangeOnlyTheirOwn() {
    RequestId id = raised(resident, asking(Optional.empty()));
    Principal neighbour = resident(new MobileNumber("13800000008"));

    assertRefused(Refusal.NOT_FOUND, () -> town.requests.cancel(by(neighbour), id));
    assertEquals(0, views.mine(neighbour.id(), Locale.CHINESE).size());
    Principal elsewhere = SmallTown.community(town.communities.getLast());
    assertEquals(0, views.queue(elsewhere, everything()).path("total").asInt());
    assertRefused(Refusal.NOT_FOUND, () -> town.requests.accept(by(elsewhere), id));
  }

  @Test
  void aResidentAsksForTenThingsADay() {
    for (int i = 0; i < 10; i++) {
      RequestId id = raised(resident, asking(Optional.empty()));
      town.requests.cancel(by(resident), id);
    }
    var refused =
        assertThrows(RefusedException.class, () -> raised(resident, asking(Optional.empty())));
    assertEquals(Refusal.TOO_FAST, refused.refusal());
  }

  private Principal resident(MobileNumber phone) {
    return test.database()
        .transaction(
            tx -> ResidentStore.principal(ResidentDesk.know(tx, town.vault, phone, town.now())));
  }

  private Asking asking(Optional<MobileNumber> phone) {
    return new Asking(
        "errand",
        place,
        "李某",
        ADDRESS,
        Optional.of("代买降压药"),
        Optional.empty(),
        phone,
        Optional.of(Channel.HOTLINE));
  }

  private RequestId raised(Principal by, Asking asking) {
    return RequestId.of(town.requests.raise(by(by), asking).path("id").asText());
  }

  private RequestId accepted() {
    RequestId id = raised(resident, asking(Optional.empty()));
    town.requests.accept(by(SmallTown.community(place)), id);
    return id;
  }

  private void dispatch(RequestId id, Part... parts) {
    town.requestDispatch.send(by(post), id, new Sending(List.of(parts), "服务台 0572-6020000"));
    folk.fill();
  }

  /** Somebody who is asked. */
  private record Going(AssignmentId assignment, VolunteerId volunteer) {}

  private Going going() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select id, volunteer_id from assignment where state = 'offered'",
                    row ->
                        new Going(
                            new AssignmentId(row.getUUID("id")),
                            new VolunteerId(row.getUUID("volunteer_id")))));
  }

  private VolunteerId other(VolunteerId than) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select id from volunteer where id <> $1 limit 1",
                    row -> new VolunteerId(row.getUUID("id")),
                    than));
  }

  private void say(Going going, String deed, Map<String, Object> details) {
    town.assignments.perform(
        SmallTown.phone(going.volunteer()),
        UUID.randomUUID(),
        going.assignment(),
        deed,
        Json.tree(details));
  }

  private RequestDispatch.Shown contact(Going going) {
    return town.requestDispatch.contact(SmallTown.phone(going.volunteer()), going.assignment());
  }

  private Map<String, Object> code() {
    return Map.of("code", town.codes.show(place, town.now()).code());
  }

  private JsonNode mine() {
    return views.mine(resident.id(), Locale.CHINESE);
  }

  private static RequestViews.Wanted everything() {
    return new RequestViews.Wanted(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private long count(String what) {
    return test.number("select count(*) as n from " + what);
  }

  private static Envelope by(Principal principal) {
    return Envelope.of(principal, UUID.randomUUID(), "");
  }
}
