package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.AssignmentDesk.Confirming;
import org.muster.command.testing.Folds;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.FieldViews;
import org.muster.command.view.FieldViews.RecordsAsked;
import org.muster.command.view.OrderViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** A flood and a drill (演练) in one town on one day: the two never meet. */
class DrillIT {
  private static final String BY_PLAN = "{\"byPlan\":true}";

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private ResponseId flood;
  private ResponseId rehearsal;
  private OrderId live;
  private OrderId drill;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    var water = town.unit("水利局", 8, 4);
    town.line(town.communities.getFirst(), water, 1, 2, 4);
    folk = new Townsfolk(town);
    rehearsal = folk.rehearse(Tier.CRITICAL);
    drill = folk.signed(rehearsal, Tier.CRITICAL, BY_PLAN);
    flood = folk.raise(Tier.CRITICAL);
    live = folk.signed(flood, Tier.CRITICAL, BY_PLAN);
    folk.fill();
    folk.name(drill, water);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whoeverIsPractisingIsFreeForWhatIsLive() {
    String both =
        """
        select count(distinct a.volunteer_id) as n from assignment a join assignment b using (volunteer_id)
        where a.space = 'live' and b.space <> 'live' and a.state = 'offered' and b.state = 'offered'
        """;
    assertTrue(test.number(both) > 0);
    assertEquals(number(live), number(drill).replace("演练", ""));
    assertTrue(number(drill).contains("演练"));
  }

  @Test
  void everyFactOfADrillSaysSoAndNoOther() {
    String astray =
        """
        select count(*) as n from event e join (
          select id, space from response union all select id, space from orders
          union all select id, space from assignment
          union all select c.id, o.space from commitment c join orders o on o.id = c.order_id
        ) known on known.id = e.stream where known.space <> e.space
        """;
    assertEquals(0, test.number(astray));
    assertTrue(test.number("select count(*) as n from event where space <> 'live'") > 8);
    assertTrue(test.assertRebuilt() > 0);
    Folds.assertTablesShowTheFacts(test.database());
  }

  @Test
  void hoursThatWerePractisedCountAsNobodysService() {
    VolunteerId who = served();
    var field = new FieldViews(test.database(), town.vault);
    assertEquals(0, field.me(who).orElseThrow().path("minutes").asInt());
    JsonNode record = field.records(SmallTown.commander(), of(drill)).path("items").get(0);
    assertEquals(rehearsal.value().toString(), record.path("space").asText());
    assertEquals(120, record.path("minutes").asInt());
    assertEquals(0, field.records(SmallTown.commander(), of(live)).path("total").asInt());
  }

  @Test
  void noTextGoesFromADrillToWhatIsLive() {
    OrderId draft = folk.draft(SmallTown.dispatcher("一"), flood, Tier.CRITICAL, BY_PLAN);
    JsonNode other = Json.tree(Map.of("response", rehearsal.value()));
    var refused =
        assertThrows(
            RefusedException.class,
            () -> town.orders.revise(command(SmallTown.dispatcher("一")), draft, other, 1));
    assertEquals(Refusal.CONFLICT, refused.refusal());
  }

  @Test
  void theEndOfADrillSendsNobodyHomeWhoIsNeeded() {
    town.responses.end(
        command(SmallTown.commander()), rehearsal, new ResponseDesk.Ending("演练结束", "000000"));
    folk.doOthers();
    assertEquals(0, active("<>"));
    assertTrue(active("=") > 0);
  }

  /** Somebody of the drill goes all the way, two hours on post. */
  private VolunteerId served() {
    Principal community = SmallTown.community(town.communities.getFirst());
    AssignmentId id = first("select id from assignment where space <> 'live' limit 1");
    VolunteerId who = volunteer(id);
    Principal phone = SmallTown.phone(who);
    JsonNode nothing = Json.parse("{}");
    town.assignments.perform(phone, UUID.randomUUID(), id, "accept", nothing);
    town.assignments.markPresent(command(community), id, Optional.empty());
    var from = town.now();
    town.pass(Duration.ofHours(2));
    town.assignments.perform(phone, UUID.randomUUID(), id, "leave", nothing);
    town.assignments.confirm(
        command(community), id, new Confirming(from, town.now(), Optional.empty()));
    return who;
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

  private AssignmentId first(String question) {
    return test.database()
        .read(sql -> sql.get(question, row -> new AssignmentId(row.getUUID("id"))));
  }

  private long active(String comparison) {
    return test.number(
        "select count(*) as n from assignment where state = 'offered' and space "
            + comparison
            + " 'live'");
  }

  private String number(OrderId order) {
    return new OrderViews(test.database())
        .order(SmallTown.commander(), order)
        .orElseThrow()
        .path("number")
        .asText();
  }

  private static RecordsAsked of(OrderId order) {
    return new RecordsAsked(
        Optional.of(order), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Envelope command(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "drill");
  }
}
