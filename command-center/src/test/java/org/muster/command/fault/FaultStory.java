package org.muster.command.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.muster.command.e2e.Deeds;
import org.muster.command.e2e.Office;
import org.muster.command.fault.Trouble.Made;
import org.muster.command.fault.Trouble.Plan;
import org.muster.command.history.HistoryChecker;
import org.muster.command.history.HistoryChecker.Fault;
import org.muster.field.simulate.Simulation;
import org.muster.field.simulate.SimulationSettings;
import org.muster.field.simulate.SimulationSettings.Cast;
import org.muster.field.simulate.SimulationSettings.Mission;
import org.muster.field.simulate.Summary;
import org.muster.field.simulate.Temperament;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;

/** A street is mobilised while things break, and afterwards everything is compared. */
final class FaultStory {
  private static final AreaCode STREET = AreaCode.of("330522001");
  private static final int VOLUNTEERS_MAX = 1_000;
  private static final int CONFIRMED_MIN = 100;
  private static final Duration CATCHES_UP_WITHIN = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** A launch of many transactions. */
  private static final Map<String, String> SETTINGS =
      Map.of("MUSTER_LAUNCH_CHUNK", "5", "MUSTER_LAUNCH_WARM_UP", "false");

  /** What Vert.x says of threads that stood still, as those of a paused process do. */
  private static final String PAUSED = "VertxException: Thread blocked";

  private final long seed;
  private final Plan plan;
  private final SplittableRandom random;

  /**
   * What came of it.
   *
   * @param faults what must not be, by kind
   * @param surprises sentences about what else went wrong
   * @param shuffled messages that came twice or changed places
   * @param acknowledged deeds and requests that were said to be recorded
   */
  record Outcome(
      long seed,
      List<Made> made,
      Map<Fault, List<String>> faults,
      List<String> surprises,
      int shuffled,
      int acknowledged,
      Summary summary) {
    boolean isClean() {
      return faults.isEmpty()
          && surprises.isEmpty()
          && made.stream().allMatch(one -> one.staleWrites() == 0);
    }
  }

  private FaultStory(long seed, Plan plan) {
    this.seed = seed;
    this.plan = plan;
    this.random = new SplittableRandom(seed);
  }

  static Outcome play(long seed, Plan plan) throws Exception {
    return new FaultStory(seed, plan).play();
  }

  private Outcome play() throws Exception {
    boolean small = plan.kinds().contains(Kind.DISK_FULL);
    try (var world = new World(seed, small, SETTINGS);
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        return play(world, people);
      } catch (Throwable failure) {
        System.out.println("The server of seed " + seed + " said:\n" + world.server().lastWords());
        throw failure;
      }
    }
  }

  private Outcome play(World world, Executor people) throws Exception {
    try (var onlookers = new Onlookers(world, plan.onlookers())) {
      var playing =
          CompletableFuture.supplyAsync(() -> new Simulation(settings(world)).run(), people);
      var trouble = new Trouble(world, plan, random, onlookers, playing::isDone);
      var made = new ArrayList<Made>();
      trouble.makeInLaunch().ifPresent(made::add);
      made.addAll(trouble.make());
      return judged(world, made, playing.join(), onlookers);
    }
  }

  private Outcome judged(World world, List<Made> made, Summary summary, Onlookers onlookers) {
    Map<Fault, List<String>> faults = new EnumMap<>(Fault.class);
    Trouble.waited(
        CATCHES_UP_WITHIN,
        () -> {
          faults.clear();
          faults.putAll(faults(world, summary, onlookers));
          return faults.isEmpty();
        });
    return new Outcome(
        seed,
        made,
        faults,
        surprises(world, summary),
        world.phoneRoad().shuffled(),
        summary.details().acknowledged().size(),
        summary);
  }

  private static Map<Fault, List<String>> faults(
      World world, Summary summary, Onlookers onlookers) {
    return HistoryChecker.faults(
        Evidence.gather(
            world.ledger().database(),
            summary,
            onlookers.kept(),
            List.of(STREET),
            board(world, summary)));
  }

  private static Map<String, Integer> board(World world, Summary summary) {
    JsonNode totals =
        Office.of(world.server(), Role.DISPATCHER)
            .get("/orders/" + summary.details().order() + "/board")
            .path("totals");
    var board = new HashMap<String, Integer>();
    for (String column : HistoryChecker.COLUMNS) {
      board.put(column, totals.path(column).asInt(-1));
    }
    return board;
  }

  private static List<String> surprises(World world, Summary summary) {
    var surprises = new ArrayList<>(summary.details().problems());
    if (!summary.isClean() || !summary.details().settled()) {
      surprises.add("not settled: " + summary.line());
    }
    if (summary.confirmed() < CONFIRMED_MIN) {
      surprises.add("so little happened that it proves nothing: " + summary.line());
    }
    long forgotten = world.ledger().count(Trouble.LEFT_OUT);
    if (forgotten != 0) {
      surprises.add("a launch left people out: " + forgotten);
    }
    try {
      world.ledger().assertIntact();
      world.ledger().assertKept(Deeds.recorded(summary));
    } catch (AssertionError e) {
      surprises.add(String.valueOf(e.getMessage()));
    }
    world.server().errors().stream().filter(line -> !line.endsWith(PAUSED)).forEach(surprises::add);
    return surprises;
  }

  /** A street in need of everybody, whose people answer within seconds. */
  private SimulationSettings settings(World world) {
    var mission =
        new Mission(
            Tier.CRITICAL,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(20),
            List.of(STREET));
    return SimulationSettings.of(world.phoneRoad().port(), world.server().data())
        .withCast(new Cast(VOLUNTEERS_MAX, new Temperament(0.85, 0.10, 0.05), seed, 2))
        .withMission(mission)
        .withLimit(LIMIT)
        .quiet();
  }
}
