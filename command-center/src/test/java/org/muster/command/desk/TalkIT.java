package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.muster.command.desk.NoticeDesk.Publishing;
import org.muster.command.desk.QuestionDesk.Answering;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Posted;
import org.muster.command.store.ReadMark;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.NoticeViews;
import org.muster.command.view.QuestionViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.talk.NoticeId;
import org.muster.model.talk.QuestionId;
import org.muster.model.wire.Json;

/** What people tell each other: who is told, what they see of it, and of whom they see nothing. */
class TalkIT {
  private TestDatabase test;
  private SmallTown town;
  private SignedOrders orders;
  private UnitId water;
  private UnitId health;
  private NoticeDesk notices;
  private QuestionDesk questions;
  private NoticeViews noticeViews;
  private QuestionViews questionViews;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 3);
    water = town.unit("水利局", 9, 3);
    health = town.unit("卫健局", 6, 1);
    town.line(town.communities.getFirst(), water, 1, 2, 4);
    orders = new SignedOrders(town);
    notices = new NoticeDesk(town.counter, town.orders);
    questions = new QuestionDesk(town.counter, town.orders);
    noticeViews = new NoticeViews(test.database());
    questionViews = new QuestionViews(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }

  /** Somebody who was asked. */
  private record Asked(AssignmentId assignment, VolunteerId volunteer) {
    Principal phone() {
      return SmallTown.phone(volunteer);
    }
  }

  @Test
  void aNoticeReachesThoseOfADivisionAndTellsTheSenderWhoHasReadIt() {
    AreaCode here = town.communities.getFirst();
    NoticeId id = publish(SmallTown.commander(), publishing(null, null, here));

    List<VolunteerId> told = volunteers("community = '" + here + "' and merged_into is null");
    assertEquals(5, told.size());
    assertEquals("notice", item(told.getFirst(), id).path("state").asText());
    assertEquals("请备好雨具", item(told.getFirst(), id).path("text").asText());
    assertEquals(
        0, letters(volunteers("community = '" + town.communities.get(1) + "'").getFirst()));

    read(told.getFirst(), id);
    JsonNode shown = noticeViews.list(SmallTown.commander()).path("items").get(0);
    assertEquals(5, shown.path("readers").asInt());
    assertEquals(1, shown.path("read").asInt());
    JsonNode unread =
        noticeViews.readers(SmallTown.commander(), id, Optional.of(false)).path("items");
    assertEquals(4, unread.size());
    assertTrue(unread.get(0).path("name").asText().contains("*"), "masked");
    assertEquals(0, noticeViews.list(SmallTown.liaison(water)).path("total").asInt());
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void aLiaisonTellsTheOwnUnitAndReadsItsNames() {
    NoticeId id = publish(SmallTown.liaison(water), publishing(null, null, null));

    JsonNode readers =
        noticeViews.readers(SmallTown.liaison(water), id, Optional.empty()).path("items");
    assertEquals(9, readers.size());
    assertTrue(readers.get(0).path("name").asText().startsWith("水利局"));
    assertEquals(0, letters(volunteers("unit_id = '" + health.value() + "'").getFirst()));
    assertEquals(
        0,
        noticeViews.readers(SmallTown.liaison(health), id, Optional.empty()).path("total").asInt());
    assertEquals(
        Refusal.FORBIDDEN,
        refusal(() -> publish(SmallTown.liaison(water), publishing(null, health, null))));
    assertEquals(Refusal.NOT_FOUND, refusal(() -> withdraw(SmallTown.liaison(health), id)));
    assertEquals(Refusal.NOT_FOUND, refusal(() -> withdraw(SmallTown.commander(), id)));
  }

  @Test
  void aWithdrawnNoticeTellsSoToThoseWhoHaveItAndKeepsItsTextBack() {
    NoticeId id = publish(SmallTown.liaison(water), publishing(null, null, null));
    withdraw(SmallTown.liaison(water), id);
    withdraw(SmallTown.liaison(water), id);
    JsonNode item = item(volunteers("unit_id = '" + water.value() + "'").getFirst(), id);
    assertEquals("noticeWithdrawn", item.path("state").asText());
    assertFalse(item.has("text"));
    assertEquals(2, item.path("version").asInt());
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void aNoticeOfAnOrderIsForItsPeopleAndForWhoJoinsThemLater() {
    OrderId order = orders.byPlan(Tier.CRITICAL);
    List<Asked> asked = asked(order);
    Asked first = asked.getFirst();
    Asked last = asked.getLast();
    orders.perform(last.assignment(), last.volunteer(), "decline", Map.of("reason", "在外地"));
    NoticeId id = publish(SmallTown.commander(), publishing(order, null, null));
    assertEquals("notice", item(first.volunteer(), id).path("state").asText());
    assertTrue(item(last.volunteer(), id).isMissingNode());

    orders.fill();
    Asked reserve =
        asked(order).stream()
            .filter(one -> asked.stream().noneMatch(o -> o.volunteer().equals(one.volunteer())))
            .findFirst()
            .orElseThrow();
    assertTrue(item(reserve.volunteer(), id).isMissingNode());
    orders.perform(reserve.assignment(), reserve.volunteer(), "accept", Map.of());
    assertEquals("notice", item(reserve.volunteer(), id).path("state").asText());
    int before = item(first.volunteer(), id).path("version").asInt();
    orders.perform(first.assignment(), first.volunteer(), "accept", Map.of());
    assertEquals(before, item(first.volunteer(), id).path("version").asInt());
  }

  @Test
  void questionsAreAnsweredTogetherForAllOfTheOrderAndNobodySeesWhoAsked() {
    OrderId order = orders.byPlan(Tier.CRITICAL);
    List<Asked> asked = asked(order);
    Asked one = asked.getFirst();
    Asked other = asked.get(1);
    var first = ask(one, "集合点有停车位吗？");
    var second = ask(other, "集合点有没有停车位");
    var third = ask(SmallTown.liaison(water), order, "需要自带雨衣吗");

    JsonNode waiting = questionViews.of(SmallTown.commander(), order).path("items");
    assertEquals(3, waiting.size());
    assertEquals(List.of(second.value().toString()), alike(waiting, first));
    assertEquals(List.of(first.value().toString()), alike(waiting, second));
    assertEquals(List.of(), alike(waiting, third));
    assertEquals(1, questionViews.of(one.phone(), order).path("total").asInt());

    answer(order, List.of(first, second));
    assertEquals(Refusal.CONFLICT, refusal(() -> answer(order, List.of(third, second))));
    for (Asked reader : asked) {
      JsonNode item = newest(reader.volunteer());
      assertEquals("answer", item.path("state").asText());
      assertEquals(2, item.path("questions").size());
      assertEquals("东侧可停车", item.path("text").asText());
      assertFalse(item.toString().contains(one.volunteer().value().toString()));
    }
    JsonNode seen = questionViews.of(asked.getLast().phone(), order).path("items");
    assertEquals(2, seen.size());
    assertFalse(seen.toString().contains("own"));
    assertTrue(questionViews.of(one.phone(), order).toString().contains("\"own\":true"));
    assertEquals(3, questionViews.of(SmallTown.liaison(water), order).path("total").asInt());
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void nobodyAsksAboutAnOrderOfOthersOrWithoutEnd() {
    OrderId order = orders.byPlan(Tier.CRITICAL);
    Asked one = asked(order).getFirst();
    assertEquals(Refusal.NOT_FOUND, refusal(() -> ask(SmallTown.liaison(health), order, "何时结束")));
    VolunteerId stranger = volunteers("unit_id = '" + health.value() + "'").getFirst();
    assertEquals(Refusal.NOT_FOUND, refusal(() -> ask(SmallTown.phone(stranger), order, "何时结束")));
    assertEquals(
        Refusal.NOT_FOUND, refusal(() -> ask(new Asked(one.assignment(), stranger), "何时结束")));
    for (String text : List.of("一", "二", "三")) {
      ask(one, text);
    }
    assertEquals(Refusal.INVALID, refusal(() -> ask(one, "四")));
  }

  @Test
  void whoHasServedSaysOnceHowItWasToTheOwnLiaisonAndTheCommandPost() {
    OrderId order = orders.byPlan(Tier.CRITICAL);
    Asked one = asked(order).getFirst();
    var desk = new FeedbackDesk(town.counter);
    assertEquals(Refusal.CONFLICT, refusal(() -> say(desk, one)));
    String code = town.codes.show(town.communities.getFirst(), town.now()).code();
    orders.perform(one.assignment(), one.volunteer(), "accept", Map.of());
    orders.perform(one.assignment(), one.volunteer(), "arrive", Map.of("code", code));
    orders.perform(one.assignment(), one.volunteer(), "leave", Map.of());
    say(desk, one);
    assertEquals(Refusal.CONFLICT, refusal(() -> say(desk, one)));

    JsonNode own = questionViews.feedback(SmallTown.liaison(water), order).path("items");
    assertEquals("照明不足", own.path(0).path("text").asText());
    assertFalse(own.path(0).path("name").asText().contains("*"));
    JsonNode all = questionViews.feedback(SmallTown.commander(), order).path("items");
    assertTrue(all.path(0).path("name").asText().contains("*"));
    assertEquals(0, questionViews.feedback(SmallTown.liaison(health), order).path("total").asInt());
    assertTrue(test.assertRebuilt() > 0);
  }

  private static List<String> alike(JsonNode questions, QuestionId id) {
    var alike = new ArrayList<String>();
    for (JsonNode question : questions) {
      if (question.path("id").asText().equals(id.value().toString())) {
        question.path("alike").forEach(other -> alike.add(other.asText()));
      }
    }
    return alike;
  }

  private static void say(FeedbackDesk desk, Asked one) {
    var _ = desk.give(envelope(one.phone()), one.assignment(), "照明不足");
  }

  private static Publishing publishing(
      @Nullable OrderId order, @Nullable UnitId unit, @Nullable AreaCode area) {
    return new Publishing(
        Optional.ofNullable(order),
        Optional.ofNullable(unit),
        Optional.ofNullable(area),
        "值守提醒",
        "请备好雨具");
  }

  private NoticeId publish(Principal by, Publishing publishing) {
    return NoticeId.of(notices.publish(envelope(by), publishing).path("id").asText());
  }

  private void withdraw(Principal by, NoticeId id) {
    var _ = notices.withdraw(envelope(by), id);
  }

  private QuestionId ask(Principal by, OrderId order, String text) {
    return QuestionId.of(questions.ask(envelope(by), order, text).path("id").asText());
  }

  private QuestionId ask(Asked by, String text) {
    JsonNode asked = questions.ask(envelope(by.phone()), by.assignment(), text);
    return QuestionId.of(asked.path("id").asText());
  }

  private void answer(OrderId order, List<QuestionId> about) {
    var _ = questions.answer(envelope(SmallTown.commander()), order, new Answering(about, "东侧可停车"));
  }

  private List<Asked> asked(OrderId order) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id, volunteer_id from assignment where order_id = $1 order by"
                        + " offered_at, id",
                    row ->
                        new Asked(
                            new AssignmentId(row.getUUID("id")),
                            new VolunteerId(row.getUUID("volunteer_id"))),
                    order));
  }

  private List<VolunteerId> volunteers(String which) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id from volunteer where " + which + " order by id",
                    row -> new VolunteerId(row.getUUID("id"))));
  }

  private List<Posted> mailbox(VolunteerId of) {
    return test.database().read(sql -> new Mailboxes().after(sql, of.value(), 0, 100));
  }

  private int letters(VolunteerId of) {
    return mailbox(of).size();
  }

  private JsonNode newest(VolunteerId of) {
    return Json.parse(mailbox(of).getLast().body().text());
  }

  private JsonNode item(VolunteerId of, NoticeId id) {
    return mailbox(of).stream()
        .map(posted -> Json.parse(posted.body().text()))
        .filter(item -> item.path("id").asText().equals(id.value().toString()))
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  private void read(VolunteerId who, NoticeId id) {
    var mark = new ReadMark(who.value(), id.value(), 1, Instant.parse("2026-11-22T02:01:00Z"));
    test.database()
        .transaction(
            tx -> {
              new Mailboxes().flush(tx, List.of(), List.of(mark));
              return mark;
            });
  }

  private static Refusal refusal(Executable deed) {
    return assertThrows(RefusedException.class, deed).refusal();
  }

  private static Envelope envelope(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "");
  }
}
