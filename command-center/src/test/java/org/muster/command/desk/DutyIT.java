package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Rebuilding;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.DutyViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.duty.HandoverId;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** The watch with an order in force: silent units are reminded, and the shift changes. */
class DutyIT {
  private TestDatabase test;
  private SmallTown town;
  private UnitId water;
  private UnitId finance;
  private UUID liaison;
  private OrderId order;
  private ReminderDesk reminders;
  private DutyDesk duty;
  private DutyViews views;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    water = town.unit("水利局", 12, 3);
    finance = town.unit("财政局", 5, 1);
    town.line(town.communities.get(0), water, 1, 2, 4);
    town.line(town.communities.get(1), finance, 1, 2, 4);
    liaison = UUID.randomUUID();
    account(liaison, "liaison", Optional.of(water));
    account(SmallTown.dispatcher("甲").id().value(), "dispatcher", Optional.empty());
    var folk = new Townsfolk(town);
    order = folk.signed(folk.raise(Tier.CRITICAL), Tier.CRITICAL, "{\"byPlan\":true}");
    reminders = new ReminderDesk(town.counter, town.orders);
    duty = new DutyDesk(town.counter);
    views = new DutyViews(test.database(), town.vault, town::now);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void everySilentUnitIsRemindedByANoticeToItsLiaison() {
    sign(finance);

    assertEquals(List.of(water.value().toString()), reminded(Optional.empty()));

    JsonNode notice = notice();
    assertEquals("reminderToSign", notice.path("state").asText());
    assertEquals(order.value().toString(), notice.path("order").asText());
    assertEquals(1, notice.path("reminders").asInt());
    assertRebuilt();
  }

  @Test
  void whoeverPressesTwiceRemindsOnce() {
    UUID command = UUID.randomUUID();
    JsonNode first = remind(command, Optional.of(List.of(water)));
    assertEquals(first, remind(command, Optional.of(List.of(water))));

    JsonNode again = remind(UUID.randomUUID(), Optional.of(List.of(water)));
    assertEquals(0, again.path("reminded").size());
    assertEquals(1, again.path("passedOver").asInt());
    assertEquals(1, facts("unit-reminded"));

    town.pass(Duration.ofMinutes(2));
    assertEquals(1, reminded(Optional.of(List.of(water))).size());
    assertEquals(2, notice().path("reminders").asInt());
  }

  @Test
  void aUnitThatOwesNothingIsNotReminded() {
    var stranger = List.of(new UnitId(UUID.randomUUID()));
    var refused =
        assertThrows(
            RefusedException.class, () -> remind(UUID.randomUUID(), Optional.of(stranger)));
    assertEquals(Refusal.UNKNOWN_UNIT, refused.refusal());
  }

  @Test
  void thePageSaysWhatIsOpenAndTheNextOneCountersigns() {
    sign(water);
    Principal going = SmallTown.dispatcher("甲");
    HandoverId page = drawn(going);

    JsonNode open = views.duty(going).path("now").path("orders").get(0);
    assertEquals(8, open.path("need").asInt());
    assertEquals(List.of(finance.value().toString()), texts(open.path("silent")));
    assertEquals(2, open.path("shortPosts").size());
    assertEquals(Refusal.CONFLICT, refusal(() -> drawn(SmallTown.dispatcher("乙"))));
    assertEquals(refusal(() -> take(going, page)), Refusal.SAME_PERSON);

    sign(finance);
    take(SmallTown.dispatcher("乙"), page);

    JsonNode shown = views.duty(going).path("handovers").get(0);
    assertEquals("甲", shown.path("drawnBy").path("name").asText());
    assertEquals("王建国", shown.path("leader").asText());
    assertEquals("水利局22时前补派3人", shown.path("remark").asText());
    assertEquals(
        1, shown.path("sheet").path("orders").get(0).path("silent").size(), "as it was signed");
    assertRebuilt();
  }

  @Test
  void aPageOfAnotherCommandPostDoesNotExist() {
    HandoverId page = drawn(SmallTown.dispatcher("甲"));
    Principal stranger = SmallTown.community(town.communities.getFirst());
    assertEquals(Refusal.NOT_FOUND, refusal(() -> take(stranger, page)));
  }

  private HandoverId drawn(Principal by) {
    var envelope = Envelope.of(by, UUID.randomUUID(), "draw");
    return HandoverId.of(duty.draw(envelope, Optional.of("水利局22时前补派3人")).path("id").asText());
  }

  private void take(Principal by, HandoverId page) {
    var _ = duty.take(Envelope.of(by, UUID.randomUUID(), "take"), page, Optional.of("王建国"));
  }

  private static Refusal refusal(org.junit.jupiter.api.function.Executable deed) {
    return assertThrows(RefusedException.class, deed).refusal();
  }

  private List<String> reminded(Optional<List<UnitId>> units) {
    return texts(remind(UUID.randomUUID(), units).path("reminded"));
  }

  private JsonNode remind(UUID command, Optional<List<UnitId>> units) {
    return reminders.remind(
        Envelope.of(SmallTown.commander(), command, "remind" + units), order, units);
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void sign(UnitId unit) {
    var envelope = Envelope.of(SmallTown.liaison(unit), UUID.randomUUID(), "receipt");
    var _ = town.liaisons.signReceipt(envelope, order, Optional.empty(), Optional.empty());
  }

  private void account(UUID id, String role, Optional<UnitId> unit) {
    test.database()
        .read(
            sql ->
                sql.change(
                    "insert into account (id, login, name, password_hash, roles, unit_id)"
                        + " values ($1, $2, '甲', 'x', array[$2], $3)",
                    id,
                    role,
                    unit));
  }

  private JsonNode notice() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select body::text as body from mailbox_item where recipient = $1 and kind ="
                        + " 'notice'",
                    row -> Json.parse(row.getString("body")),
                    liaison));
  }

  private long facts(String type) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select count(*) as n from event where type = $1",
                    row -> row.getLong("n"),
                    type));
  }

  private void assertRebuilt() {
    var rebuilt = test.database().transaction(tx -> new Rebuilding().run(tx, false));
    assertTrue(rebuilt.isEqual(), () -> "rebuild differs: " + rebuilt.differences());
  }
}
