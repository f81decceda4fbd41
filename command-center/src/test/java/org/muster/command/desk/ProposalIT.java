package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.Proposing.Proposal;
import org.muster.command.store.PeopleStore;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.model.matching.Candidate;
import org.muster.model.matching.Lack;
import org.muster.model.matching.Reason;
import org.muster.model.matching.TravelTable;
import org.muster.model.order.OrderId;
import org.muster.model.order.Terms;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.TeamKind;

/**
 * What a liaison is proposed: whole teams, ways in minutes, and what stays open with its reason.
 */
class ProposalIT {
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private AreaCode first;
  private AreaCode second;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    folk = new Townsfolk(town);
    // Their homes are by turns in the two communities.
    water = town.unit("水利局", 4, 0);
    first = town.communities.getFirst();
    second = town.communities.getLast();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aTeamWhoseMembersLiveApartIsProposedForOneCommunityOnlyWhereTheOrderSaysSo() {
    town.line(first, water, 0, 2, 2);
    town.line(second, water, 0, 2, 2);
    Set<VolunteerId> team = Set.of(of(0), of(1));
    form(team);

    OrderId apart = order("{\"byPlan\":true}");
    assertEquals(2, homesOf(apart, team));

    OrderId whole = order("{\"byPlan\":true,\"together\":true}");
    assertEquals(1, homesOf(whole, team));
    for (Candidate one : chosen(whole)) {
      boolean says = one.reasons().contains(new Reason(Reason.Kind.TEAM, "2"));
      assertEquals(team.contains(one.volunteer()), says);
    }
    folk.name(whole, water);
    test.assertRebuilt();
  }

  @Test
  void aDissolvedTeamIsNoneAnyMore() {
    town.line(first, water, 0, 2, 2);
    town.line(second, water, 0, 2, 2);
    form(Set.of(of(0), of(1)));
    test.run("update team set dissolved_at = now()");
    assertEquals(2, homesOf(order("{\"byPlan\":true,\"together\":true}"), Set.of(of(0), of(1))));
  }

  @Test
  void whatCannotBeFilledIsToldWithItsReason() {
    town.line(first, water, 0, 5, 5);
    town.line(second, water, 0, 1, 1);
    List<Lack> lacks =
        proposals(town.liaisons, order("{\"byPlan\":true}")).stream()
            .flatMap(one -> one.placement().lack().stream())
            .toList();
    assertEquals(2, lacks.stream().mapToInt(Lack::places).sum());
    assertTrue(lacks.stream().allMatch(lack -> lack.able() == 4 && lack.needed() > 4));
  }

  @Test
  void knownTravelTimesComeBeforeDistances() {
    town.line(first, water, 0, 4, 4);
    var table = new TravelTable.Builder();
    assertTrue(table.add(second, first, 1_500));
    var people = new PeopleStore(Duration.ofHours(8));
    var hour = Duration.ofHours(1);
    var places = new org.muster.command.view.Places(test.database());
    places.reload();
    var mobilising =
        new Mobilising(
            people,
            places::current,
            Optional.of(table.build()),
            new Terms.Defaults(hour, hour, hour, hour, hour));
    var liaisons = new LiaisonDesk(town.counter, mobilising, people);

    var kinds = new HashSet<Reason>();
    for (Proposal one : proposals(liaisons, order("{\"byPlan\":true}"))) {
      one.placement().chosen().forEach(c -> kinds.add(c.reasons().getFirst()));
    }

    assertEquals(
        Set.of(new Reason(Reason.Kind.HOME, ""), new Reason(Reason.Kind.MINUTES, "25")), kinds);
  }

  private void form(Set<VolunteerId> members) {
    var forming =
        new TeamDesk.Forming(
            TeamKind.FIRST_AID,
            SmallTown.STREET,
            "雉城急救队",
            Optional.empty(),
            Optional.empty(),
            List.copyOf(members),
            Optional.empty(),
            Optional.empty());
    var by = Envelope.of(SmallTown.dispatcher("一"), UUID.randomUUID(), "form");
    var _ = new TeamDesk(town.counter).form(by, forming);
  }

  private OrderId order(String need) {
    return folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, need);
  }

  /** In how many communities these people are proposed. */
  private long homesOf(OrderId order, Set<VolunteerId> people) {
    return proposals(town.liaisons, order).stream()
        .filter(
            one -> one.placement().chosen().stream().anyMatch(c -> people.contains(c.volunteer())))
        .count();
  }

  private List<Candidate> chosen(OrderId order) {
    return proposals(town.liaisons, order).stream()
        .flatMap(one -> one.placement().chosen().stream())
        .toList();
  }

  private List<Proposal> proposals(LiaisonDesk desk, OrderId order) {
    return desk.proposal(SmallTown.liaison(water), order, Optional.empty(), Optional.empty());
  }

  private VolunteerId of(int index) {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id from volunteer where unit_id = $1 order by name",
                    row -> new VolunteerId(row.getUUID("id")),
                    water))
        .get(index);
  }
}
