package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.muster.command.desk.ReinforcementDesk.Answering;
import org.muster.command.desk.ReinforcementDesk.Asking;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.Boards;
import org.muster.command.view.ReinforcementViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.order.ReinforcementId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/** A community under an order in force asks for more people, and the command post answers. */
class ReinforcementIT {
  private TestDatabase test;
  private SmallTown town;
  private UnitId water;
  private OrderId order;
  private AreaCode here;
  private ReinforcementDesk desk;
  private ReinforcementViews views;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 3);
    water = town.unit("水利局", 12, 3);
    here = town.communities.getFirst();
    town.line(here, water, 1, 2, 2);
    town.line(town.communities.get(1), water, 1, 2, 2);
    var folk = new Townsfolk(town);
    order = folk.signed(folk.raise(Tier.CRITICAL), Tier.CRITICAL, "{\"byPlan\":true}");
    desk = new ReinforcementDesk(town.counter);
    views = new ReinforcementViews(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theRequestStandsOnTheBoardUntilItIsAnswered() {
    ReinforcementId id = ask(here);

    JsonNode waiting = board(SmallTown.commander()).path("asks").get(0);
    assertEquals(5, waiting.path("people").asInt());
    assertEquals("圩堤渗水", waiting.path("reason").asText());
    assertTrue(board(SmallTown.liaison(water)).path("asks").isMissingNode());
    assertEquals(0, board(community(town.communities.get(1))).path("asks").size());

    answer(id, true);
    assertEquals(0, board(SmallTown.commander()).path("asks").size());
    JsonNode shown = views.list(community(here)).path("items").get(0);
    assertEquals("granted", shown.path("state").asText());
    assertEquals("水利局增派5人", shown.path("reply").asText());
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void oneRequestAtATimeWaits() {
    ReinforcementId id = ask(here);
    assertEquals(Refusal.CONFLICT, refusal(() -> ask(here)));
    var _ = desk.takeBack(envelope(community(here)), id);
    assertEquals(Refusal.CONFLICT, refusal(() -> answer(id, true)));
    ask(here);
    assertEquals(2, views.list(SmallTown.commander()).path("total").asInt());
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void nobodyAsksForAnotherCommunityOrForOneThatTheOrderDoesNotServe() {
    AreaCode other = town.communities.get(1);
    assertEquals(Refusal.NOT_FOUND, refusal(() -> ask(community(here), other)));
    AreaCode unserved = town.communities.get(2);
    assertEquals(Refusal.NOT_FOUND, refusal(() -> ask(unserved)));
  }

  private ReinforcementId ask(AreaCode community) {
    return ask(community(community), community);
  }

  private ReinforcementId ask(Principal by, AreaCode community) {
    var asking = new Asking(order, community, 5, "圩堤渗水");
    return ReinforcementId.of(desk.ask(envelope(by), asking).path("id").asText());
  }

  private void answer(ReinforcementId id, boolean granted) {
    var answering = new Answering(granted, Optional.of("水利局增派5人"));
    var _ = desk.answer(envelope(SmallTown.commander()), id, answering);
  }

  private JsonNode board(Principal by) {
    return new Boards(test.database(), town::now).find(by, order).orElseThrow();
  }

  private static Principal community(AreaCode code) {
    return SmallTown.community(code);
  }

  private static Refusal refusal(Executable deed) {
    return assertThrows(RefusedException.class, deed).refusal();
  }

  private static Envelope envelope(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "");
  }
}
