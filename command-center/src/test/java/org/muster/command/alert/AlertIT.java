package org.muster.command.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.DeadLetterDesk;
import org.muster.command.desk.Envelope;
import org.muster.command.desk.SmsReplyDesk;
import org.muster.command.desk.SmsReplyDesk.Reply;
import org.muster.command.desk.SmsReplyDesk.Taken;
import org.muster.command.notify.Channel;
import org.muster.command.notify.GatewaySignature;
import org.muster.command.notify.Outcome.Failed;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.SmsGateway;
import org.muster.command.practice.PracticeGateway;
import org.muster.command.store.AlertStore;
import org.muster.command.store.DueAlerts;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.text.Messages;
import org.muster.command.view.CallSheets;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.delivery.Retries;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Offers that fall from channel to channel, on a real database and through a real gateway. */
class AlertIT {
  private static final MobileNumber PHONE = new MobileNumber("13800000001");
  private static final Retries TWICE = new Retries(Duration.ofMillis(1), Duration.ofMillis(1), 2);

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk people;
  private UnitId water;
  private PracticeGateway gateway;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    people = new Townsfolk(town);
    water = town.unit("水利局", 12, 3);
    town.line(town.communities.getFirst(), water, 1, 2, 4);
    gateway = PracticeGateway.open(0, clock());
  }

  @AfterEach
  void close() {
    gateway.close();
    test.close();
  }

  private InstantSource clock() {
    return () -> town.now();
  }

  @Test
  void offersNoPhoneHasStoredAreTextedAndThoseItHasAreRemindedOfLater() {
    var order = launched();
    stored(offered(order).getFirst());

    pass(Duration.ofMinutes(1));
    assertEquals(2, alerts("sms", "queued"));
    pass(Duration.ofMinutes(1));
    assertEquals(3, alerts("sms", "queued"));

    try (var loop = loop(sms())) {
      loop.start();
      Eventually.until("three texts", () -> gateway.texts().size() == 3);
      Eventually.until("noted as sent", () -> alerts("sms", "sent") == 3);
    }
    String text = gateway.texts().getFirst().text();
    assertTrue(text.startsWith("【集结】长兴县指挥部〔2026〕1号：请于11月22日11:00前到"), text);
    assertTrue(text.endsWith("11月22日10:05前回复 1接受/2因故不能。"), text);
  }

  @Test
  void offersThatPhonesHaveWereAllReadAtEachLookThoughTheyWantedNothing() {
    var order = launched();
    offered(order).forEach(this::stored);
    Instant made = town.now();

    assertEquals(1, open(order, made.minusSeconds(1)));
    assertEquals(3, open(order, made));
  }

  private int open(OrderId order, Instant storedMayWaitSince) {
    return test.database().read(sql -> AlertStore.open(sql, order, storedMayWaitSince)).size();
  }

  @Test
  void whoAnsweredMeanwhileIsNotTexted() {
    var order = launched();
    pass(Duration.ofMinutes(1));
    var one = offered(order).getFirst();
    assertEquals(3, alerts("sms", "queued"));
    accept(one);

    try (var loop = loop(sms())) {
      loop.start();
      Eventually.until("two texts", () -> alerts("sms", "sent") == 2);
    }
    assertEquals(1, alerts("sms", "moot"));
    assertEquals(2, gateway.texts().size());
  }

  @Test
  void whoIsOnLeaveRestsOrHasSignedOutIsOnNoFurtherChannel() {
    var order = launched();
    var asked = offered(order);
    test.run(
        """
        update volunteer set absences = jsonb_build_array(jsonb_build_object(
          'id', gen_random_uuid(), 'kind', 'leave', 'by', 'liaison', 'during',
          jsonb_build_object('from', '2026-11-22T00:00:00Z', 'until', '2026-11-23T00:00:00Z')))
        where id = $1
        """,
        asked.get(0).volunteer());
    test.run(
        """
        insert into device (token_hash, volunteer_id, created_at, revoked_at)
        values ('\\x01', $1, $2, $2)
        """,
        asked.get(1).volunteer(),
        town.now());

    pass(Duration.ofMinutes(1));
    assertEquals(1, alerts("sms", "queued"));
    assertEquals(2, alerts("sms", "barred"));
    pass(Duration.ofMinutes(3));
    assertEquals(1, alerts("call", "listed"));
    assertEquals(2, alerts("call", "barred"));
  }

  @Test
  void whoDoesNotAnswerTheTextStandsOnTheCallSheetAndTheUnitsGroupHearsHowMany() {
    test.run(
        "insert into unit_robot (unit_id, kind, token_cipher) values ($1, 'weCom', $2)",
        water,
        town.vault.encrypt("token"));
    var order = launched();
    pass(Duration.ofMinutes(4));

    assertEquals(3, alerts("call", "listed"));
    assertEquals(1, alerts("robot", "queued"));
    var sheet =
        new CallSheets(test.database(), town.vault, clock())
            .of(SmallTown.liaison(water), order, Optional.empty());
    sheet.path("people").forEach(person -> assertTrue(person.path("toCall").asBoolean()));
    var group =
        test
            .database()
            .transaction(tx -> DueAlerts.take(tx, town.now(), 10, Duration.ofMinutes(1)))
            .stream()
            .filter(due -> due.robot().isPresent())
            .findFirst()
            .orElseThrow();
    String said = new AlertTexts(new Messages(), "").toCall(group).text();
    assertEquals("长兴县指挥部〔2026〕1号：本单位尚有3人未答复，请联络员按催办电话表逐一电话通知。", said);
  }

  @Test
  void alertThatNeverGetsThroughIsDeadUntilSomebodyActs() {
    launched();
    pass(Duration.ofMinutes(1));
    try (var loop = loop(_ -> new Failed("away"))) {
      loop.start();
      Eventually.until(
          "dead letters",
          () -> {
            town.pass(Duration.ofSeconds(2));
            return alerts("sms", "dead") == 3;
          });
    }

    var desk = new DeadLetterDesk(town.counter);
    var dead = desk.list(SmallTown.liaison(water));
    assertEquals(3, dead.size());
    assertEquals("away", dead.getFirst().reason());
    assertEquals(List.of(), desk.list(SmallTown.liaison(new UnitId(UUID.randomUUID()))));
    desk.tryAgain(by("again"), dead.getFirst().id());
    desk.close(by("close"), dead.getLast().id());
    assertEquals(1, alerts("sms", "queued"));
    assertEquals(1, alerts("sms", "closed"));
    var refused =
        assertThrows(RefusedException.class, () -> desk.close(by("twice"), dead.getLast().id()));
    assertEquals(Refusal.NOT_FOUND, refused.refusal());
  }

  @Test
  void oneAcceptsAndARepeatOfTheReplyChangesNothing() {
    var one = texted();
    var replies = replies();

    Taken first = replies.take(reply("r1", PHONE, " １ "));
    Taken again = replies.take(reply("r1", PHONE, " １ "));

    assertEquals(new Taken(true, Optional.of("accepted"), Optional.empty()), first);
    assertEquals(first, again);
    assertEquals(1, test.number("select count(*) as n from event where type = 'offer-accepted'"));
    assertEquals(1, test.number("select count(*) as n from alert where answered_at is not null"));
    assertEquals("accepted", state(one));
  }

  @Test
  void twoDeclinesAndTheNextInLineIsAsked() {
    var one = texted();

    assertTrue(replies().take(reply("r2", PHONE, "2")).taken());

    assertEquals("declined", state(one));
  }

  @Test
  void replyThatIsNotTheGatewaysOrNoAnswerDoesNothing() {
    var one = texted();
    var replies = replies();
    var forged = new Reply("r3", PHONE, "1", Long.toString(town.now().toEpochMilli()), "00");

    var refused = assertThrows(RefusedException.class, () -> replies.take(forged));
    assertEquals(Refusal.FORBIDDEN, refused.refusal());
    assertEquals(Optional.of("no-keyword"), replies.take(reply("r4", PHONE, "收到")).code());
    var stranger = new MobileNumber("13900000000");
    assertEquals(Optional.of("no-offer"), replies.take(reply("r5", stranger, "1")).code());
    town.pass(Duration.ofMinutes(10));
    assertEquals(Optional.of("too-late"), replies.take(reply("r6", PHONE, "1")).code());
    assertFalse(state(one).equals("accepted"));
  }

  private record Offer(UUID id, VolunteerId volunteer) {}

  /** The order is signed and its shock team has been offered posts. */
  private OrderId launched() {
    OrderId order = people.signed(people.raise(Tier.CRITICAL), Tier.CRITICAL, "{\"byPlan\":true}");
    people.fill();
    assertEquals(3, offered(order).size());
    return order;
  }

  /** An offer whose text went to {@link #PHONE}. */
  private Offer texted() {
    var one = offered(launched()).getFirst();
    test.run(
        "update volunteer set phone_hash = $2, phone_cipher = $3 where id = $1",
        one.volunteer(),
        town.vault.hash(PHONE.value()),
        town.vault.encrypt(PHONE.value()));
    pass(Duration.ofMinutes(1));
    try (var loop = loop(sms())) {
      loop.start();
      Eventually.until("texts", () -> alerts("sms", "sent") == 3);
    }
    return one;
  }

  private Channel sms() {
    return new SmsGateway(
        new SmsGateway.Line(
            gateway.address(), PracticeGateway.ACCOUNT, PracticeGateway.SECRET, "集结"),
        clock());
  }

  private AlertLoop loop(Channel sms) {
    Channel none = _ -> new Refused("nothing is pushed here");
    var platforms = new Roads.Platforms("", "", "");
    var parts = new Roads.Parts(sms, none, _ -> {}, town.vault, platforms);
    var roads = new Roads(parts, new AlertTexts(new Messages(), "T"), clock());
    return new AlertLoop(test.database(), roads, TWICE, clock());
  }

  private SmsReplyDesk replies() {
    var signature = new GatewaySignature("s");
    return new SmsReplyDesk(
        town.counter,
        town.assignments,
        town.vault,
        r -> signature.isValid(r.time(), r.sign(), r.signed(), town.now()));
  }

  private Reply reply(String id, MobileNumber phone, String text) {
    long time = town.now().toEpochMilli();
    var unsigned = new Reply(id, phone, text, Long.toString(time), "");
    String sign = new GatewaySignature("s").of(time, unsigned.signed());
    return new Reply(id, phone, text, unsigned.time(), sign);
  }

  private void pass(Duration time) {
    town.pass(time);
    people.doOthers();
  }

  private static Envelope by(String what) {
    return Envelope.of(SmallTown.commander(), UUID.randomUUID(), what);
  }

  private void accept(Offer offer) {
    var _ =
        town.assignments.perform(
            SmallTown.phone(offer.volunteer()),
            UUID.randomUUID(),
            new AssignmentId(offer.id()),
            "accept",
            Json.tree(Map.of()));
  }

  private void stored(Offer offer) {
    test.run("update mailbox_item set on_device_at = $2 where item = $1", offer.id(), town.now());
  }

  private List<Offer> offered(OrderId order) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select * from assignment where order_id = $1 and state = 'offered' order by"
                        + " id",
                    row ->
                        new Offer(row.getUUID("id"), new VolunteerId(row.getUUID("volunteer_id"))),
                    order));
  }

  private String state(Offer offer) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select state from assignment where id = $1",
                    row -> row.getString("state"),
                    offer.id()));
  }

  private long alerts(String channel, String state) {
    return test.number(
        "select count(*) as n from alert where channel = $1 and state = $2", channel, state);
  }
}
