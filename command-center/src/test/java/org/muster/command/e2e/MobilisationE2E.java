package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.muster.field.simulate.Simulation;
import org.muster.field.simulate.SimulationSettings;
import org.muster.field.simulate.SimulationSettings.Cast;
import org.muster.field.simulate.SimulationSettings.Mission;
import org.muster.field.simulate.Summary;
import org.muster.field.simulate.Temperament;
import org.muster.model.access.Role;
import org.muster.model.plan.Tier;

/**
 * The whole county is mobilised: every unit, community and street, and everybody on the roster with
 * a phone.
 */
@Timeout(900)
@Isolated("its figures are measured")
class MobilisationE2E {
  /** More than are on the roster, so that all of them are connected. */
  private static final int VOLUNTEERS_MAX = 4_000;

  private static final int PEOPLE_NEEDED = 2_256;

  /** Its quota exceeds the people of this unit who are able to go. */
  private static final String UNIT_SHORT_OF_PEOPLE = "县统计局";

  private static final String BY_STATE =
      """
      select count(*) filter (where state = any($2::text[])) as n from assignment where order_id = $1
      """;

  /** Units that say on the board to be short, without any event that says why. */
  private static final String SHORT_WITHOUT_REASON =
      """
      select count(*) as n from unnest($2::uuid[]) as u (id)
      where not exists (select from commitment c join event e on e.stream = c.id
        where c.order_id = $1 and c.unit_id = u.id and e.type = 'shortage-reported'
          and e.body->>'cause' in ('able', 'reported', 'exhausted'))
      """;

  @Test
  void aWholeCountyIsMobilisedAndEverybodyAccountedFor() throws Exception {
    long seed = System.nanoTime();
    System.out.println("MobilisationE2E seed " + seed);
    County.tell(
        "mobilisation",
        Map.of("MUSTER_LAUNCH_WARM_UP", "true"),
        server -> {
          Summary summary = new Simulation(settings(server, seed)).run();
          System.out.println(summary.line());
          Figures.write(server, summary);
          assertPlayed(summary);
          try (var ledger = new Ledger(server)) {
            assertEveryPlaceAccountedFor(server, summary, ledger);
            ledger.assertIntact();
            ledger.assertKept(Deeds.recorded(summary));
          }
          server.stop();
          assertEquals(List.of(), server.errors());
        });
  }

  private static SimulationSettings settings(ServerProcess server, long seed) {
    var temperament = new Temperament(0.85, 0.10, 0.05);
    var mission =
        new Mission(Tier.CRITICAL, Optional.empty(), Optional.empty(), Duration.ofSeconds(15));
    return SimulationSettings.of(server.port(), server.data())
        .withCast(new Cast(VOLUNTEERS_MAX, temperament, seed, 2))
        .withMission(mission)
        .withLimit(Duration.ofMinutes(10))
        .quiet();
  }

  private static void assertPlayed(Summary summary) {
    List<String> problems = summary.details().problems();
    assertTrue(summary.isClean(), () -> summary.line() + problems);
    assertTrue(summary.details().settled(), () -> summary.line() + problems);
    assertEquals(List.of(), problems);
    assertTrue(summary.details().received().size() >= 2_000, "so many people were connected");
    assertEquals(summary.offered(), summary.received());
    assertEquals(summary.arrived(), summary.confirmed());
  }

  private static void assertEveryPlaceAccountedFor(
      ServerProcess server, Summary summary, Ledger ledger) {
    UUID order = summary.details().order();
    JsonNode board = Office.of(server, Role.DISPATCHER).get("/orders/" + order + "/board");
    var units = new ArrayList<JsonNode>();
    board.path("byUnit").forEach(units::add);
    for (JsonNode unit : units) {
      long accounted = unit.path("filled").asLong() + unit.path("short").asLong();
      assertTrue(accounted >= unit.path("quota").asLong(), unit::toString);
      assertEquals("signed", unit.path("receipt").asText(), unit::toString);
    }
    UUID[] unitsShort =
        units.stream()
            .filter(unit -> unit.path("short").asLong() > 0)
            .map(unit -> UUID.fromString(unit.path("unit").asText()))
            .toArray(UUID[]::new);
    assertEquals(0, ledger.count(SHORT_WITHOUT_REASON, order, unitsShort));
    assertTrue(
        units.stream()
            .filter(unit -> unit.path("name").asText().equals(UNIT_SHORT_OF_PEOPLE))
            .anyMatch(unit -> unit.path("short").asLong() > 0),
        UNIT_SHORT_OF_PEOPLE);
    assertEquals(278, board.path("byCommunity").size());
    assertTotals(board.path("totals"), order, ledger);
  }

  private static void assertTotals(JsonNode totals, UUID order, Ledger ledger) {
    assertEquals(PEOPLE_NEEDED, totals.path("quota").asInt());
    assertCounted(ledger, order, totals.path("declined"), "declined");
    assertCounted(ledger, order, totals.path("silent"), "expired");
    assertCounted(ledger, order, totals.path("confirmed"), "confirmed");
    assertCounted(ledger, order, totals.path("relieved"), "relieved", "confirmed");
    assertCounted(ledger, order, totals.path("onPost"), "onPost");
    assertCounted(
        ledger,
        order,
        totals.path("accepted"),
        "accepted",
        "departed",
        "onPost",
        "relieved",
        "confirmed",
        "absent");
    long offered = ledger.count("select count(*) as n from assignment where order_id = $1", order);
    assertEquals(offered, totals.path("offered").asLong());
  }

  private static void assertCounted(Ledger ledger, UUID order, JsonNode total, String... states) {
    assertEquals(ledger.count(BY_STATE, order, states), total.asLong(), List.of(states).toString());
  }
}
