package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.TransferDesk.Transfer;
import org.muster.command.testing.Folds;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.Boards;
import org.muster.command.view.FieldViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** People of an order are sent from one community to another (调派). */
class TransferIT {
  private TestDatabase test;
  private SmallTown town;
  private OrderId order;
  private TransferDesk desk;
  private FieldViews field;
  private AreaCode here;
  private AreaCode there;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 3);
    here = town.communities.get(0);
    there = town.communities.get(1);
    var water = town.unit("水利局", 12, 6);
    town.line(here, water, 1, 2, 3);
    town.line(there, water, 1, 2, 2);
    var folk = new Townsfolk(town);
    order = folk.signed(folk.raise(Tier.CRITICAL), Tier.CRITICAL, "{\"byPlan\":true}");
    folk.fill();
    desk = new TransferDesk(town.counter);
    field = new FieldViews(test.database(), town.vault);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void thePlaceGoesAlongAndEverySideSeesIt() {
    AssignmentId one = coming();
    JsonNode before = board();

    move(street(), one, there);

    JsonNode moved = onRoll(there, one);
    assertEquals("accepted", moved.path("state").asText());
    assertEquals(here.value(), moved.path("movedFrom").asText());
    assertEquals(2, needOf(here));
    assertEquals(3, needOf(there));
    assertEquals(before.path("totals").path("quota"), board().path("totals").path("quota"));
    assertEquals(before.path("totals").path("filled"), board().path("totals").path("filled"));
    var letter = letter(one);
    assertEquals(there.value(), letter.path("community").asText());
    assertEquals(here.value(), letter.path("movedFrom").asText());
    assertTrue(test.assertRebuilt() > 0);
    Folds.assertTablesShowTheFacts(test.database());
  }

  @Test
  void sentOnAndBackNothingIsLeftBehind() {
    AssignmentId one = coming();
    move(street(), one, there);
    move(SmallTown.commander(), one, here);
    assertEquals(3, needOf(here));
    assertEquals(2, needOf(there));
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void onlyWhoDirectsBothCommunitiesSendsSomebodyAndOnlyWithinTheOrder() {
    AssignmentId one = coming();
    refused(Refusal.INVALID, SmallTown.community(here), one, there);
    refused(Refusal.NOT_FOUND, SmallTown.community(there), one, there);
    refused(Refusal.INVALID, street(), one, town.communities.get(2));
    refused(Refusal.INVALID, street(), one, here);
  }

  @Test
  void whoeverHasNotAnsweredIsNotSentElsewhere() {
    AssignmentId one = asked();
    refused(Refusal.CONFLICT, street(), one, there);
  }

  private void refused(Refusal refusal, Principal by, AssignmentId id, AreaCode to) {
    var refused = assertThrows(RefusedException.class, () -> move(by, id, to));
    assertEquals(refusal, refused.refusal());
  }

  private void move(Principal by, AssignmentId id, AreaCode to) {
    desk.move(Envelope.of(by, UUID.randomUUID(), "move"), id, new Transfer(to, "圩堤渗水"));
  }

  private static Principal street() {
    return SmallTown.community(SmallTown.STREET);
  }

  private AssignmentId asked() {
    return StreamSupport.stream(field.roll(here, Optional.of(order)).spliterator(), false)
        .map(person -> AssignmentId.of(person.path("assignment").asText()))
        .findFirst()
        .orElseThrow();
  }

  /** Somebody who was asked and has said yes. */
  private AssignmentId coming() {
    AssignmentId one = asked();
    Principal phone = SmallTown.phone(volunteer(one));
    town.assignments.perform(phone, UUID.randomUUID(), one, "accept", Json.parse("{}"));
    return one;
  }

  private VolunteerId volunteer(AssignmentId id) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select volunteer_id from assignment where id = $1",
                    row -> new VolunteerId(row.getUUID("volunteer_id")),
                    id));
  }

  private JsonNode onRoll(AreaCode place, AssignmentId id) {
    return StreamSupport.stream(field.roll(place, Optional.of(order)).spliterator(), false)
        .filter(person -> person.path("assignment").asText().equals(id.value().toString()))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode board() {
    return new Boards(test.database(), town::now).find(SmallTown.commander(), order).orElseThrow();
  }

  private int needOf(AreaCode community) {
    return StreamSupport.stream(board().path("byCommunity").spliterator(), false)
        .filter(row -> row.path("area").asText().equals(community.value()))
        .mapToInt(row -> row.path("need").asInt())
        .sum();
  }

  private JsonNode letter(AssignmentId id) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select body::text as body from mailbox_item where item = $1",
                    row -> Json.parse(row.getString("body")),
                    id));
  }
}
