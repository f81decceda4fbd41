package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.e2e.Office;
import org.muster.command.e2e.People;
import org.muster.command.fault.Evidence.Kept;
import org.muster.command.fault.NamedPoint.Moment;
import org.muster.command.fault.NamedPoint.Work;
import org.muster.command.history.HistoryChecker;
import org.muster.command.testing.Eventually;
import org.muster.field.simulate.Simulation;
import org.muster.field.simulate.Summary;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/**
 * In the middle of a launch all phones lose their connection at once, and all come back. {@code
 * -Dmuster.storm.phones=3000} makes it a larger crowd.
 */
@Timeout(900)
class StormE2E {
  private static final int PHONES = Integer.getInteger("muster.storm.phones", 300);
  private static final int LAUNCHED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void allPhonesReturnAtOnceInTheMiddleOfALaunchAndNothingIsLost() throws Exception {
    long seed = System.nanoTime();
    System.out.println("StormE2E seed " + seed);
    try (var world = new World(seed, false, Map.of("MUSTER_LAUNCH_CHUNK", "5"));
        var people = new People(world.phoneRoad().port(), devices(world));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      people.awaitLive();
      CompletableFuture<Summary> playing;
      long cut;
      try (var launch = new NamedPoint(world.address(), Work.LAUNCH, Moment.AFTER, LAUNCHED)) {
        playing =
            CompletableFuture.supplyAsync(
                () -> new Simulation(FaultStory.settings(world, seed)).run(), threads);
        Eventually.within(PATIENCE, () -> "a launch", () -> playing.isDone() || launch.isReached());
        cut = System.nanoTime();
        world.phoneRoad().cut();
      }
      List<Duration> back = people.awaitLiveSince(cut);
      System.out.printf(
          "storm of %d phones: back after (ms) p50 %d, p99 %d, all %d%n",
          back.size(), ms(back, 0.5), ms(back, 0.99), ms(back, 1));
      assertNothingLost(world, playing.join(), people);
    }
  }

  private static List<People.Device> devices(World world) {
    var devices = new ArrayList<People.Device>();
    Office.of(world.server(), Role.SYSADMIN)
        .post("/trial/devices", Map.of("count", PHONES))
        .forEach(one -> devices.add(Json.decode(one, People.Device.class)));
    assertEquals(PHONES, devices.size());
    return devices;
  }

  private static void assertNothingLost(World world, Summary summary, People people) {
    assertTrue(summary.isClean() && summary.details().settled(), summary::line);
    assertEquals(List.of(), summary.details().problems());
    Eventually.until(
        () -> "phones that hold everything: " + faults(world, summary, people),
        () -> faults(world, summary, people).isEmpty());
    world.ledger().assertIntact();
    assertEquals(List.of(), world.server().errors());
    assertTrue(
        people.holders().stream().anyMatch(one -> !one.cards().received().isEmpty()),
        "a storm of phones that hold nothing proves nothing");
    assertEquals(0, world.ledger().count(Trouble.LEFT_OUT), "a launch left people out");
  }

  private static Map<HistoryChecker.Fault, List<String>> faults(
      World world, Summary summary, People people) {
    var kept =
        people.holders().stream()
            .map(one -> new Kept(one.volunteer(), one.cards().received(), one.cards().duplicates()))
            .toList();
    return HistoryChecker.faults(
        Evidence.gather(
            world.ledger().database(), summary, kept, List.of(FaultStory.STREET), Map.of()));
  }

  private static long ms(List<Duration> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1).toMillis();
  }
}
