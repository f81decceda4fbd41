package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.muster.command.desk.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.LiaisonDesk.Exemption;
import org.muster.command.desk.LiaisonDesk.Item;
import org.muster.command.desk.LiaisonDesk.Naming;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Bar;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Somebody who has not rested goes by a recorded decision; no other bar gives way. */
class OverrideIT {
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private OrderId order;
  private VolunteerId tired;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 3, 0);
    town.line(town.communities.getFirst(), water, 1, 2, 2);
    OrderId earlier = folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(earlier, water);
    folk.fill();
    tired = relieved();
    order = folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whoHasNotRestedIsRefusedAndTheReasonSaysSo() {
    var refused = assertRefused(Refusal.NOT_ELIGIBLE, () -> name(tired, List.of()));
    assertEquals(
        List.of(new FieldProblem("items[0].volunteers[0]", "resting")), refused.problems());
  }

  @Test
  void byADecisionWithAReasonTheyAreNamedAndAskedAndTheLogSaysWhoDecided() {
    name(tired, List.of(new Exemption(tired, "局长决定：熟悉该闸口")));
    folk.fill();

    assertEquals(1, asked());
    assertEquals(
        1,
        test.number(
            """
            select count(*) as n from event e join note n on n.id = (e.body->>'reason')::uuid
            where e.type = 'bars-overridden' and e.body->'bars' = '["resting"]' and n.text like '局长决定%'
            """));
    test.assertRebuilt();
  }

  @Test
  void whatIsLawGivesWayToNoDecision() {
    test.run("update volunteer set insured_until = '2026-02-01' where id = $1", tired);
    var refused =
        assertRefused(Refusal.NOT_ELIGIBLE, () -> name(tired, List.of(new Exemption(tired, "急需"))));
    assertEquals(
        Set.of("resting", "uninsured"),
        Set.copyOf(refused.problems().stream().map(FieldProblem::reason).toList()));
    assertEquals(0, test.number("select count(*) as n from event where type = 'bars-overridden'"));
  }

  @Test
  void aDecisionOnRestDoesNotHelpWhenSomethingElseBarsLater() {
    name(tired, List.of(new Exemption(tired, "局长决定")));
    test.run("update volunteer set health = 'unfit' where id = $1", tired);
    folk.fill();
    assertEquals(0, asked());
  }

  @Test
  void onlyRestMayBeOverridden() {
    assertEquals(
        List.of(Bar.RESTING), List.of(Bar.values()).stream().filter(Bar::isOverridable).toList());
  }

  private void name(VolunteerId who, List<Exemption> exemptions) {
    var item = new Item(town.communities.getFirst(), List.of(who));
    var _ =
        town.liaisons.giveNames(
            Envelope.of(SmallTown.liaison(water), UUID.randomUUID(), "names"),
            order,
            new Naming(List.of(item), Optional.empty(), Optional.empty(), exemptions));
  }

  /** One of those who were asked went, and has just come back. */
  private VolunteerId relieved() {
    var offer =
        test.database()
            .read(sql -> sql.list("select id, volunteer_id from assignment order by id", r -> r))
            .getFirst();
    var who = new VolunteerId(offer.getUUID("volunteer_id"));
    String code = town.codes.show(town.communities.getFirst(), town.now()).code();
    perform(offer.getUUID("id"), who, "accept", Map.of());
    perform(offer.getUUID("id"), who, "arrive", Map.of("code", code));
    perform(offer.getUUID("id"), who, "leave", Map.of());
    return who;
  }

  private void perform(UUID id, VolunteerId who, String deed, Map<String, String> details) {
    var _ =
        town.assignments.perform(
            SmallTown.phone(who),
            UUID.randomUUID(),
            new AssignmentId(id),
            deed,
            Json.tree(details));
  }

  private long asked() {
    return test.number(
        "select count(*) as n from assignment where volunteer_id = $1 and order_id = $2",
        tired,
        order);
  }
}
