package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.AcceptanceStore;
import org.muster.command.store.Sql;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Places that became open are filled in waves, and never by more people than there are places. */
class WavesIT {
  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private OrderId order;

  private record Offer(AssignmentId id, VolunteerId volunteer, String source, String state) {}

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 30, 3);
    town.line(town.communities.get(0), water, 1, 2, 2);
    order = folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(order, water);
    folk.fill();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void namedPeopleAreAskedOneForEachPlace() {
    assertEquals(2, offers("offered").size());
    assertTrue(offers("offered").stream().allMatch(o -> o.source().equals("named")));
  }

  @Test
  void afterARefusalSeveralReservesAreAskedAndTheFirstToAcceptEndsTheOffersOfTheOthers() {
    declineFirst();
    List<Offer> wave = reserves("offered");
    assertEquals(6, wave.size(), "of strangers with 32 % six are asked for one place");

    perform(wave.get(2), "accept");

    assertEquals(1, reserves("accepted").size());
    assertEquals(5, reserves("withdrawn").size());
    var late = assertThrows(RefusedException.class, () -> perform(wave.get(0), "accept"));
    assertEquals(Refusal.CONFLICT, late.refusal());
    assertEquals(
        5,
        test.number(
            "select count(*) as n from mailbox_item where (body->>'stoodDown')::boolean is true"));
    folk.fill();
    assertEquals(0, reserves("offered").size(), "nobody else is asked");
    assertIntact();
  }

  @Test
  void ofAllWhoAcceptAtOnceExactlyOneTakesThePlace() throws Exception {
    declineFirst();
    var wave = new ConcurrentLinkedQueue<>(reserves("offered"));
    int racers = wave.size();

    List<Boolean> outcomes =
        Racers.race(
            racers,
            () -> {
              try {
                perform(wave.remove(), "accept");
                return true;
              } catch (RefusedException e) {
                return false;
              }
            });

    assertEquals(1, outcomes.stream().filter(accepted -> accepted).count());
    assertEquals(1, reserves("accepted").size());
    assertIntact();
  }

  @Test
  void whoWasThankedMayBeAskedAgainWhenAnotherPlaceOpens() {
    declineFirst();
    perform(reserves("offered").getFirst(), "accept");
    List<VolunteerId> thanked = reserves("withdrawn").stream().map(Offer::volunteer).toList();
    test.run(
        "update volunteer set health = 'unfit' where id <> all($1)",
        (Object) thanked.stream().map(VolunteerId::value).toArray(UUID[]::new));

    perform(named().getFirst(), "decline");
    folk.fill();

    assertEquals(
        Set.copyOf(thanked),
        Set.copyOf(reserves("offered").stream().map(Offer::volunteer).toList()));
    perform(reserves("offered").getFirst(), "accept");
    assertEquals(2, offers("accepted").size());
    assertIntact();
  }

  @Test
  void aThankedReserveWhomTheLiaisonNamesIsAskedAsNamed() {
    declineFirst();
    perform(reserves("offered").getFirst(), "accept");
    Offer thanked = reserves("withdrawn").getFirst();
    test.run("update quota set need = need + 1");

    var item = new LiaisonDesk.Item(town.communities.getFirst(), List.of(thanked.volunteer()));
    var _ =
        town.liaisons.giveNames(
            Envelope.of(SmallTown.liaison(water), UUID.randomUUID(), "names"),
            order,
            LiaisonDesk.Naming.of(List.of(item), Optional.empty()));
    folk.fill();

    List<Offer> again =
        offers("offered").stream().filter(o -> o.volunteer().equals(thanked.volunteer())).toList();
    assertEquals(List.of("named"), again.stream().map(Offer::source).toList());
  }

  @Test
  void silenceOfAWaveCallsTheNextUntilNobodyIsLeftAndOnlyThenAPlaceIsShort() {
    declineFirst();
    while (!reserves("offered").isEmpty()) {
      town.pass(Duration.ofMinutes(6));
      folk.doOthers();
      folk.fill();
    }
    assertEquals(30, offers("expired").size() + offers("declined").size());
    assertEquals(2, test.number("select sum(short) as n from quota"));
    assertIntact();
  }

  @Test
  void theLogTeachesHowManyAreAskedAndIsCountedOnceHoweverOftenItIsRead() {
    declineFirst();
    perform(reserves("offered").getFirst(), "accept");
    perform(named().getFirst(), "accept");
    perform(named().getFirst(), "decline");
    countAll(3);

    assertEquals(3, test.number("select sum(asked) as n from acceptance"));
    assertEquals(2, test.number("select sum(accepted) as n from acceptance"));
    List<Object> counted = rows();
    int _ = test.database().transaction(tx -> AcceptanceStore.fold(tx, 1_000));
    assertEquals(counted, rows());
    test.database()
        .transaction(
            tx -> {
              AcceptanceStore.forget(tx);
              return true;
            });
    assertEquals(List.of(), rows());
    countAll(3);
    assertEquals(counted, rows());
  }

  @Test
  void aUnitThatIsKnownToComeIsAskedByFew() {
    test.run(
        """
        insert into acceptance (unit_id, tier, part_of_day, reach, asked, accepted)
        select $1, 'emergency', 1, reach, 10000, 9600 from generate_series(0, 2) as reach
        """,
        water);
    declineFirst();
    assertEquals(1, reserves("offered").size());
  }

  @Test
  void twoOrdersThatLackPeopleOfOneUnitInOneCommunityWereOfferedTheSamePerson() {
    OrderId second = folk.signed(folk.raise(Tier.EMERGENCY), Tier.EMERGENCY, "{\"byPlan\":true}");
    folk.name(second, water);
    folk.fill();
    for (Offer offer : offers("offered")) {
      perform(offer, "decline");
    }
    for (Offer offer : offersOf(second, "offered")) {
      perform(offer, "decline");
    }

    int made =
        town.counter.work(
            work -> new Filling(town.people, town.mobilising, 0.9).fill(work, quotas(), 64));

    assertEquals(made, reserves("offered").size() + offersOf(second, "offered").size());
    assertTrue(reserves("offered").size() >= 2 && offersOf(second, "offered").size() >= 2);
    assertIntact();
  }

  private void declineFirst() {
    perform(offers("offered").getFirst(), "decline");
    folk.fill();
  }

  /** Transactions of other tests on the same server hold the counting back. */
  private void countAll(long answers) {
    Eventually.until(
        "all answers are counted",
        () -> {
          int _ = test.database().transaction(tx -> AcceptanceStore.fold(tx, 1_000));
          return test.number("select coalesce(sum(asked), 0) as n from acceptance") == answers;
        });
  }

  private List<Object> rows() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select acceptance::text as line from acceptance order by 1",
                    row -> row.getString("line")));
  }

  private void assertIntact() {
    assertFalse(test.assertRebuilt() == 0);
    assertEquals(
        0,
        test.number(
            """
            select count(*) as n from quota q where q.need < (select count(*) from assignment a
              where a.quota_id = q.id and a.state in ('accepted', 'departed', 'onPost'))
            """),
        "more people than places");
  }

  private List<Offer> reserves(String state) {
    return offers(state).stream().filter(o -> o.source().equals("reserve")).toList();
  }

  private List<Offer> named() {
    return test.database()
        .read(sql -> list(sql, order, "source = 'named' and state <> 'declined'"));
  }

  private List<Offer> offers(String state) {
    return offersOf(order, state);
  }

  private List<Offer> offersOf(OrderId of, String state) {
    return test.database().read(sql -> list(sql, of, "state = '" + state + "'"));
  }

  private List<UUID> quotas() {
    return test.database()
        .read(sql -> sql.list("select id from quota order by id", row -> row.getUUID("id")));
  }

  private static List<Offer> list(Sql sql, OrderId of, String wanted) {
    return sql.list(
        "select * from assignment where order_id = $1 and " + wanted + " order by id",
        row ->
            new Offer(
                new AssignmentId(row.getUUID("id")),
                new VolunteerId(row.getUUID("volunteer_id")),
                row.getString("source"),
                row.getString("state")),
        of);
  }

  private void perform(Offer offer, String name) {
    var details = name.equals("decline") ? Map.of("reason", "出差") : Map.of();
    var _ =
        town.assignments.perform(
            SmallTown.phone(offer.volunteer()),
            UUID.randomUUID(),
            offer.id(),
            name,
            Json.tree(details));
  }
}
