package org.muster.command.audience;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.AudienceStore;
import org.muster.command.store.ContactStore;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.AudienceViews;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.order.Target;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/**
 * Memory answers as the database does, whatever was committed meanwhile. Failures name the seed.
 */
final class LiveAudienceIT {
  private static final Duration REST = Duration.ofHours(8);
  private static final int ROUNDS = Integer.getInteger("muster.rounds", 20);

  private final long seed = Long.getLong("muster.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private TestDatabase test;
  private SmallTown town;
  private SignedOrders orders;
  private LiveAudience live;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 4);
    for (String name : List.of("水利局", "财政局", "教育局")) {
      var unit = town.unit(name, 12, 3);
      town.communities.forEach(community -> town.line(community, unit, 1, 1, 2));
    }
    orders = new SignedOrders(town);
    Jurisdiction places = places();
    live = new LiveAudience(test.database(), new AudienceStore(REST), () -> places, () -> false);
    live.look();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void afterAnyChangesMemoryNamesWhomTheDatabaseNames() {
    for (int round = 0; round < ROUNDS; round++) {
      change(random.nextInt(10));
      if (random.nextInt(3) > 0) {
        live.look();
        compare("seed " + seed + ", round " + round);
      }
    }
    live.look();
    compare("seed " + seed + ", at the end");
  }

  @Test
  void anAudienceThatCouldNotBeReadAtTheStartCouldNotBeStopped() {
    assertDoesNotThrow(live::close);
  }

  @Test
  void whatALongTransactionCommitsLateIsNotMissed() {
    VolunteerId one = anybody();
    test.database()
        .transaction(
            slow -> {
              slow.change("update volunteer set skills = '{急救员}' where id = $1", one);
              town.pass(Duration.ofMinutes(1));
              inAnotherTransaction(
                  """
                  update volunteer set health = 'unfit'
                  where unit_id <> (select unit_id from volunteer where id = $1)
                  """,
                  one);
              live.look();
              return one;
            });
    live.look();
    compare("after both");
    assertEquals(Set.of(one), live.index().find(Audience.EVERYBODY.skilledIn(Set.of("急救员"))));
  }

  @Test
  void somebodyIsCountedWhereTheyAreSeenAndAtHomeAgainAfterwards() {
    VolunteerId one = anybody();
    var far = new LonLat(119.5, 30.8);
    live.seen(one, far);
    assertEquals(Set.of(one), live.index().find(Audience.EVERYBODY.within(far, 100)));

    live.lost(one);
    assertEquals(Set.of(), live.index().find(Audience.EVERYBODY.within(far, 100)));
    live.seen(one, far);
    run("update volunteer set skills = '{电工}' where id = $1", one);
    live.look();
    assertEquals(
        Set.of(),
        live.index().find(Audience.EVERYBODY.within(far, 100)),
        "nobody may know where somebody is who has nothing promised");
  }

  @Test
  void whoseReachWasProvenWithinSomeHoursIsFound() {
    VolunteerId late = homeIn(town.communities.getFirst());
    VolunteerId early = homeIn(town.communities.getLast());
    heard(early, town.now().minus(Duration.ofHours(5)));
    heard(late, town.now().minus(Duration.ofHours(1)));
    live.hear();

    assertEquals(Set.of(late), live.index().find(reachedWithin(4)));
    assertEquals(Set.of(late, early), live.index().find(reachedWithin(6)));
    var target = new Target(town.communities, Optional.empty(), Optional.empty(), Optional.empty());
    assertEquals(1, living(target, 4));
    assertEquals(2, living(target, 6));
  }

  private Audience reachedWithin(int hours) {
    return Audience.EVERYBODY.reachedSince(town.now().minus(Duration.ofHours(hours)));
  }

  private int living(Target target, int reachedWithinH) {
    var views =
        new AudienceViews(
            test.database(),
            () -> new Headcount.Ground(live.index(), Geofences.of(places()), places()),
            town::now);
    var asking =
        new AudienceViews.Asking(
            target,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.of(reachedWithinH),
            Optional.empty(),
            Optional.empty());
    return Json.tree(views.of(SmallTown.commander(), asking)).path("living").asInt();
  }

  private void heard(VolunteerId one, Instant at) {
    test.database()
        .transaction(
            tx -> {
              ContactStore.note(tx, Set.of(one.value()), at);
              return one;
            });
  }

  @Test
  void aCountTellsWhoLivesThereFromWhoIsThereNow() {
    AreaCode first = town.communities.getFirst();
    VolunteerId guest = homeIn(town.communities.getLast());
    live.seen(guest, places().find(first).flatMap(Area::center).orElseThrow());
    var circle =
        new Target(
            List.of(), Optional.empty(), Optional.of(List.of(119.91, 31.0)), Optional.of(200.0));
    var ground = new Headcount.Ground(live.index(), Geofences.of(places()), places());
    var question =
        new Headcount.Question(circle, Audience.EVERYBODY, Eligibility.today(town.now()));

    Headcount count = Headcount.of(ground, question);

    assertEquals(9, count.living());
    assertEquals(10, count.here());
    assertEquals(10, count.able());
    assertEquals(new Headcount.Share(9, 9), count.byCommunity().get(first));
  }

  private void change(int kind) {
    VolunteerId one = anybody();
    switch (kind) {
      case 0 -> run("update volunteer set skills = '{急救员,司机}' where id = $1", one);
      case 1 -> run("update volunteer set insured_until = '2026-11-01' where id = $1", one);
      case 2 -> run("update volunteer set shock = not shock, trained_on = null where id = $1", one);
      case 3 ->
          run("update volunteer set community = $2 where id = $1", one, anyOf(town.communities));
      case 4 -> run("update volunteer set unit_id = $2 where id = $1", one, anyOf(town.units));
      case 5 ->
          run("update volunteer set merged_into = $2 where id = $1 and id <> $2", one, anybody());
      case 6 -> heard(one, town.now());
      case 7 -> {
        OrderId _ = orders.byPlan(random.nextBoolean() ? Tier.CRITICAL : Tier.EMERGENCY);
      }
      default -> act();
    }
  }

  /** Somebody who was asked goes one step on. */
  private void act() {
    record Asked(AssignmentId id, VolunteerId who, String state) {}
    List<Asked> asked =
        test.database()
            .read(
                sql ->
                    sql.list(
                        """
                        select * from assignment
                        where state in ('accepted', 'departed', 'onPost')
                          or state = 'offered' and answer_by > $1
                        order by id
                        """,
                        row ->
                            new Asked(
                                new AssignmentId(row.getUUID("id")),
                                new VolunteerId(row.getUUID("volunteer_id")),
                                row.getString("state")),
                        town.now()));
    if (asked.isEmpty()) {
      return;
    }
    Asked one = anyOf(asked);
    switch (one.state()) {
      case "offered" -> {
        boolean goes = random.nextInt(3) > 0;
        orders.perform(
            one.id(),
            one.who(),
            goes ? "accept" : "decline",
            goes ? Map.of() : Map.of("reason", "出差"));
      }
      case "accepted" -> orders.perform(one.id(), one.who(), "depart", Map.of());
      case "departed" ->
          orders.perform(one.id(), one.who(), "arrive", Map.of("code", code(one.id())));
      default -> orders.perform(one.id(), one.who(), "leave", Map.of());
    }
    town.pass(Duration.ofMinutes(random.nextInt(90)));
  }

  private String code(AssignmentId id) {
    AreaCode community =
        test.database()
            .read(
                sql ->
                    sql.get(
                        "select community from assignment where id = $1",
                        row -> new AreaCode(row.getString("community")),
                        id));
    return town.codes.show(community, town.now()).code();
  }

  private void compare(String story) {
    for (int i = 0; i < 4; i++) {
      var task = task();
      assertEquals(able(task), live.index().find(Audience.EVERYBODY.ableFor(task)), story);
    }
    AreaCode home = anyOf(town.communities);
    assertEquals(
        ids("select id from volunteer where merged_into is null and community = $1", home.value()),
        live.index().find(Audience.EVERYBODY.livingIn(Set.of(home))),
        story);
    assertEquals(fresh(), live.index().find(Audience.EVERYBODY), story);
    live.hear();
    int hours = random.nextInt(12);
    assertEquals(
        ids(
            """
            select v.id from volunteer v join contact c on c.recipient = v.id
            where v.merged_into is null and c.at >= $1
            """,
            town.now().minus(Duration.ofHours(hours))),
        live.index().find(reachedWithin(hours)),
        story);
  }

  private Eligibility.Task task() {
    var from = town.now().plus(Duration.ofHours(random.nextInt(60)));
    var span = new TimeSpan(from, from.plus(Duration.ofHours(1 + random.nextInt(20))));
    return new Eligibility.Task(span, random.nextBoolean() ? Set.of() : Set.of("急救员"));
  }

  private Set<VolunteerId> able(Eligibility.Task task) {
    var wanted = new Wanted(new OrderId(UUID.randomUUID()), task, "live");
    var able = new HashSet<VolunteerId>();
    test.database().read(sql -> new PeopleStore(REST).ofUnits(sql, town.units, wanted)).stream()
        .filter(known -> known.person().isAble())
        .forEach(known -> able.add(known.id()));
    return able;
  }

  private Set<VolunteerId> fresh() {
    return ids("select id from volunteer where merged_into is null");
  }

  private Set<VolunteerId> ids(String query, Object... parameters) {
    return Set.copyOf(
        test.database()
            .read(sql -> sql.list(query, row -> new VolunteerId(row.getUUID("id")), parameters)));
  }

  private VolunteerId anybody() {
    return anyOf(
        fresh().stream().sorted(java.util.Comparator.comparing(VolunteerId::value)).toList());
  }

  private VolunteerId homeIn(AreaCode community) {
    return ids("select id from volunteer where community = $1", community.value())
        .iterator()
        .next();
  }

  private <T> T anyOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void run(String statement, Object... parameters) {
    test.database().read(sql -> sql.change(statement, parameters));
  }

  /** On a thread of its own: work inside work would share its transaction. */
  private void inAnotherTransaction(String statement, Object... parameters) {
    try {
      Thread.ofVirtual().start(() -> run(statement, parameters)).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Jurisdiction places() {
    return Jurisdiction.of(test.database().read(org.muster.command.store.AreaStore::list));
  }
}
