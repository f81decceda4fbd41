package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.Pools;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;

/**
 * Two nodes that know nothing of each other accept for the same volunteer at the same moment, each
 * with a command of its own. {@code -Dmuster.rivals=10000} lets them do it ten thousand times.
 */
@Timeout(900)
class RivalNodesIT {
  private static final int VOLUNTEERS = Integer.getInteger("muster.rivals", 300);
  private static final int UNIT_PEOPLE = 100;
  private static final int COMMUNITIES = 10;
  private static final int CONNECTIONS = 4;

  private static final String OFFERS =
      "select id, volunteer_id from assignment where state = 'offered' order by id";

  private static final String ACCEPTED_ONCE =
      """
      select count(*) as n from (
        select from event where type = 'offer-accepted' group by stream having count(*) = 1) once
      """;

  private static final String ACCEPTED =
      "select count(*) as n from event where type = 'offer-accepted'";

  private static final String ACTIVE_TWICE =
      """
      select count(*) as n from (
        select from assignment where state in ('offered', 'accepted', 'departed', 'onPost')
        group by volunteer_id having count(*) > 1) twice
      """;

  private record Offer(AssignmentId id, VolunteerId volunteer) {}

  /** How a race ended, told by the one whose command is in the log. */
  private enum Winner {
    FIRST,
    SECOND
  }

  @Test
  void ofTwoNodesThatAcceptForOneVolunteerExactlyOneWinsEachTime() throws Exception {
    long seed = Long.getLong("muster.rivals.seed", System.nanoTime());
    System.out.println("RivalNodesIT seed " + seed);
    try (var test = TestDatabase.fresh()) {
      var town = asked(test);
      var pool =
          Pools.open(test.vertx(), new DatabaseAddress(test.uri(), "postgres", ""), CONNECTIONS);
      var second = desk(town, new Database(pool, CONNECTIONS));
      List<Offer> offers = offers(test);
      Collections.shuffle(offers, new Random(seed));
      ConcurrentMap<Winner, Integer> won = new ConcurrentHashMap<>();
      for (Offer offer : offers) {
        won.merge(race(test, offer, List.of(town.assignments, second)), 1, Integer::sum);
      }
      pool.close().await();

      System.out.println("RivalNodesIT won " + won);
      assertEquals(VOLUNTEERS, offers.size());
      assertEquals(VOLUNTEERS, test.number(ACCEPTED), "acceptances");
      assertEquals(VOLUNTEERS, test.number(ACCEPTED_ONCE), "volunteers accepted for once");
      assertEquals(0, test.number(ACTIVE_TWICE), "volunteers with two posts");
      assertEquals(2, won.size(), "either node wins at times: " + won);
      test.assertRebuilt();
    }
  }

  /** Both are told that the offer is accepted, with the same version. */
  private static Winner race(TestDatabase test, Offer offer, List<AssignmentDesk> desks)
      throws Exception {
    var commands = List.of(UUID.randomUUID(), UUID.randomUUID());
    var next = new AtomicInteger();
    Callable<JsonNode> accept =
        () -> {
          int node = next.getAndIncrement();
          return desks
              .get(node)
              .perform(
                  SmallTown.phone(offer.volunteer()),
                  commands.get(node),
                  offer.id(),
                  "accept",
                  JsonNodeFactory.instance.objectNode());
        };
    List<JsonNode> told = Racers.race(desks.size(), accept);
    assertEquals(told.getFirst(), told.getLast());
    UUID recorded =
        test.database()
            .read(
                sql ->
                    sql.get(
                        "select command from event where stream = $1 and type = 'offer-accepted'",
                        row -> row.getUUID("command"),
                        offer.id().value()));
    return recorded.equals(commands.getFirst()) ? Winner.FIRST : Winner.SECOND;
  }

  private static SmallTown asked(TestDatabase test) {
    var town = new SmallTown(test.database(), COMMUNITIES);
    for (int n = 0; n < VOLUNTEERS / UNIT_PEOPLE; n++) {
      var unit = town.unit("第" + n + "单位", UNIT_PEOPLE, UNIT_PEOPLE);
      town.communities.forEach(
          community -> town.line(community, unit, 0, 0, UNIT_PEOPLE / COMMUNITIES));
    }
    new SignedOrders(town).byPlan(Tier.CRITICAL);
    return town;
  }

  /** The desk of another node over the same database. */
  private static AssignmentDesk desk(SmallTown town, Database database) {
    var counter =
        new Counter(
            database, new Aftermath(Duration.ofDays(3), Optional.empty()), _ -> {}, town::now);
    return new AssignmentDesk(
        counter,
        () -> {
          throw new IllegalStateException("nobody says where they are");
        },
        town.codes);
  }

  private static List<Offer> offers(TestDatabase test) {
    return new ArrayList<>(
        test.database()
            .read(
                sql ->
                    sql.list(
                        OFFERS,
                        row ->
                            new Offer(
                                new AssignmentId(row.getUUID("id")),
                                new VolunteerId(row.getUUID("volunteer_id"))))));
  }
}
