package org.muster.field.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.muster.field.simulate.SimulationSettings.Cast;
import org.muster.field.simulate.SimulationSettings.Mission;
import org.muster.field.testing.Await;
import org.muster.field.testing.MailCenter.Mischief;
import org.muster.model.plan.Tier;

@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
  private static final int NEED = 20;
  private static final int ROSTER = 40;
  private static final Temperament MIXED = new Temperament(0.8, 0.15, 0.05);

  private final long seed = System.nanoTime();
  private final Vertx vertx = Vertx.vertx();
  private final TrialCenter center = new TrialCenter(vertx, seed, NEED, ROSTER);
  private final int port = center.mail().open();

  @TempDir private Path data = Path.of(".");

  SimulationTest() {
    System.out.println("SimulationTest seed " + seed);
  }

  @AfterEach
  void stop() {
    center.mail().close();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void orderIsPlayedToItsEnd() throws IOException {
    Summary summary = new Simulation(settings(MIXED, 10)).run();
    assertTrue(summary.isClean(), summary.details().problems().toString());
    assertTrue(summary.details().settled());
    assertEquals(2 * NEED, summary.confirmed(), center.states().toString());
    assertEquals(2 * NEED, summary.arrived());
    assertEquals(center.states().get("confirmed"), summary.confirmed());
    assertTrue(summary.offered() > summary.confirmed(), "nobody was asked in place of another");
    assertEquals(summary.offered(), summary.received());
    assertEquals(2 * NEED, summary.details().firstWaveMs().size(), "the first wave is one quota");
    assertEquals(summary.offered() - 2 * NEED, summary.details().laterMs().size());
    assertEquals(
        summary.answered(), acknowledged(summary, "accept") + acknowledged(summary, "decline"));
    assertTrue(summary.p99Ms() >= summary.p50Ms() && summary.p99Ms() < 30_000, summary.line());
    assertEquals(0, center.errors());
  }

  @Test
  void aCommanderWithoutAnAreaPlaysThatOfThePlan() {
    center.commandEverywhere();
    Summary summary = run(new Temperament(1, 0, 0), 60);
    assertTrue(summary.isClean(), summary.details().problems().toString());
    assertEquals(2 * NEED, summary.confirmed(), center.states().toString());
  }

  @Test
  void aSlowLiaisonKeepsNobodyFromDecliningInTime() throws IOException {
    center.keepSecondUnitWaiting();
    Summary summary = run(new Temperament(0.5, 0.5, 0), 8);
    assertTrue(summary.isClean(), summary.details().problems().toString());
    assertEquals(Map.of(), summary.details().refusals());
  }

  @Test
  void aPlaceWhoseNameWasPassedOverGetsAnother() throws IOException {
    center.passOneOver();
    Summary summary = run(new Temperament(1, 0, 0), 60);
    assertTrue(summary.isClean(), summary.details().problems().toString());
    assertEquals(0, center.toName());
  }

  @Test
  void lostAnswersAndARestartChangeNothing() throws IOException {
    center.loseAnswers(100);
    center.mail().behave(new Mischief(20, 50, 20));
    var playing = CompletableFuture.supplyAsync(() -> run(new Temperament(1, 0, 0), 60));
    Await.until("somebody is on the way", () -> center.states().containsKey("departed"));
    center.mail().close();
    center.mail().open();
    Summary summary = playing.orTimeout(120, TimeUnit.SECONDS).join();
    assertTrue(summary.isClean(), summary.details().problems().toString());
    assertEquals(2 * NEED, summary.confirmed(), center.states().toString());
    assertEquals(2 * NEED, summary.offered());
    assertTrue(center.answersLost() > 0, "no answer was lost");
  }

  @Test
  void itemForSomebodyElseIsFound() throws IOException {
    var playing = CompletableFuture.supplyAsync(() -> run(new Temperament(1, 0, 0), 60));
    Await.until("an offer is out", () -> center.states().size() > 0);
    center.misdirect();
    Summary summary = playing.orTimeout(120, TimeUnit.SECONDS).join();
    assertEquals(1, summary.strangers(), summary.details().problems().toString());
    assertFalse(summary.isClean());
  }

  @Test
  void itemThatNeverArrivesIsFound() throws IOException {
    center.swallowOneOffer();
    Summary summary = run(new Temperament(1, 0, 0), 5);
    assertEquals(1, summary.lost(), summary.details().problems().toString());
    assertFalse(summary.isClean());
  }

  @Test
  void missingServerIsSaidInASentence() throws IOException {
    SimulationSettings settings = settings(MIXED, 10);
    center.mail().close();
    var said = assertThrows(SimulationException.class, () -> new Simulation(settings).run());
    assertTrue(String.valueOf(said.getMessage()).contains("scripts/run"), said.getMessage());
  }

  private static int acknowledged(Summary summary, String deed) {
    return (int)
        summary.details().acknowledged().stream()
            .filter(command -> command.deed().startsWith(deed + " "))
            .count();
  }

  private Summary run(Temperament temperament, int answerWithinS) {
    try {
      return new Simulation(settings(temperament, answerWithinS)).run();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SimulationSettings settings(Temperament temperament, int answerWithinS)
      throws IOException {
    center.writeAccounts(data);
    var mission =
        new Mission(
            Tier.EMERGENCY, Optional.empty(), Optional.empty(), Duration.ofSeconds(answerWithinS));
    return SimulationSettings.of(port, data)
        .withCast(new Cast(2 * ROSTER, temperament, seed, 5))
        .withMission(mission)
        .withLimit(Duration.ofSeconds(90))
        .quiet();
  }
}
