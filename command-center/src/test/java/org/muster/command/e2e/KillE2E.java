package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.testing.Eventually;
import org.muster.field.simulate.Simulation;
import org.muster.field.simulate.SimulationSettings;
import org.muster.field.simulate.SimulationSettings.Cast;
import org.muster.field.simulate.SimulationSettings.Mission;
import org.muster.field.simulate.Summary;
import org.muster.field.simulate.Temperament;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;

/**
 * The server is killed while a street is mobilised: once in the middle of the launch, and once more
 * while people answer. It is started again on the same data and port, and nobody helps it.
 */
@Timeout(900)
class KillE2E {
  private static final AreaCode STREET = AreaCode.of("330522001");
  private static final int VOLUNTEERS_MAX = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** One quota a transaction, so that a launch has many. */
  private static final Map<String, String> SMALL_STEPS = Map.of("MUSTER_LAUNCH_CHUNK", "1");

  private static final String OFFERS = "select count(*) as n from assignment";
  private static final String SHOCK = "select count(*) as n from candidate where source = 'shock'";
  private static final String SHOCK_ASKED =
      "select count(*) as n from assignment where source = 'shock'";
  private static final String LAUNCHES_DUE = "select count(*) as n from timer where kind = 'fill'";
  private static final String ANSWERED =
      "select count(*) as n from assignment where answered_at is not null";

  @Test
  void killedInMidLaunchAndAgainWhilePeopleAnswerNothingIsLostOrDoubled() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillE2E seed " + seed);
    County.tell("kill", SMALL_STEPS, server -> play(server, seed));
  }

  private static void play(ServerProcess server, long seed) throws Exception {
    var random = new SplittableRandom(seed);
    try (var ledger = new Ledger(server);
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Summary> playing;
      try (var launch = new HeldLaunch(server, ledger, random.nextInt(1, 15))) {
        playing =
            CompletableFuture.supplyAsync(
                () -> new Simulation(settings(server, seed)).run(), people);
        await("a launch under way", playing, launch::isHeld);
        server.kill9();
      }
      assertTrue(ledger.count(OFFERS) > 0, "some offers were made");
      assertTrue(ledger.count(OFFERS) < ledger.count(SHOCK), "not all offers were made");
      assertTrue(ledger.count(LAUNCHES_DUE) > 0, "the rest of the launch is still due");
      server.restart();

      int answers = random.nextInt(20, 60);
      await("answers", playing, () -> ledger.count(ANSWERED) >= answers);
      server.kill9();
      long answered = ledger.count(ANSWERED);
      server.restart();

      Summary summary = playing.join();
      System.out.println("killed after " + answered + " answers; " + summary.line());
      assertPlayed(summary);
      assertEquals(ledger.count(SHOCK), ledger.count(SHOCK_ASKED), "the launch went on");
      ledger.assertIntact();
      ledger.assertKept(Deeds.recorded(summary));
      assertEquals(List.of(), server.errors());
    }
  }

  private static void await(
      String what, CompletableFuture<?> playing, java.util.function.BooleanSupplier condition) {
    Eventually.within(PATIENCE, () -> what, () -> playing.isDone() || condition.getAsBoolean());
    if (playing.isDone()) {
      throw new AssertionError("the simulation ended before: " + what + " " + playing.join());
    }
  }

  private static void assertPlayed(Summary summary) {
    List<String> problems = summary.details().problems();
    assertTrue(summary.isClean(), () -> summary.line() + problems);
    assertTrue(summary.details().settled(), () -> summary.line() + problems);
    assertEquals(List.of(), problems);
    assertEquals(summary.offered(), summary.received());
    assertEquals(summary.arrived(), summary.confirmed());
    assertTrue(summary.confirmed() >= 150, summary.line());
  }

  private static SimulationSettings settings(ServerProcess server, long seed) {
    var mission =
        new Mission(
            Tier.CRITICAL,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(20),
            List.of(STREET));
    return SimulationSettings.of(server.port(), server.data())
        .withCast(new Cast(VOLUNTEERS_MAX, new Temperament(0.85, 0.10, 0.05), seed, 2))
        .withMission(mission)
        .withLimit(Duration.ofMinutes(10))
        .quiet();
  }
}
