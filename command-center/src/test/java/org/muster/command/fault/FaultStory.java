package org.muster.command.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.function.BooleanSupplier;
import org.muster.command.e2e.Deeds;
import org.muster.command.fault.Breaker.Recoveries;
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
      Recoveries recoveries,
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
    if (plan.nodes() > 1) {
      return playAmongNodes();
    }
    return plan.kinds().contains(Kind.DATABASE_FAILED_OVER) ? playSuccession() : playAlone();
  }

  private Outcome playAlone() throws Exception {
    boolean small = plan.kinds().contains(Kind.DISK_FULL);
    try (var world = new World(seed, small, SETTINGS)) {
      return play(world, (onlookers, over) -> new Trouble(world, plan, random, onlookers, over));
    }
  }

  private Outcome playAmongNodes() throws Exception {
    try (var city = new City(seed, plan.nodes(), SETTINGS)) {
      return play(city, (onlookers, over) -> new NodeTrouble(city, plan, random, onlookers, over));
    }
  }

  private Outcome playSuccession() throws Exception {
    try (var stage = new Succession(seed, SETTINGS)) {
      return play(stage, (onlookers, over) -> new FailOver(stage, plan, random, onlookers, over));
    }
  }

  /** Who breaks what, once there are phones to see it. */
  @FunctionalInterface
  private interface Breaking {
    Breaker by(Onlookers onlookers, BooleanSupplier over);
  }

  private Outcome play(Stage stage, Breaking breaking) throws Exception {
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        var outcome = play(stage, breaking, people);
        if (!outcome.isClean()) {
          keepLogs(stage);
        }
        return outcome;
      } catch (Throwable failure) {
        keepLogs(stage);
        throw failure;
      }
    }
  }

  /** What servers and database said, beside the summary. */
  private void keepLogs(Stage stage) throws IOException {
    Path kept = World.FOLDER.resolveSibling("seed-" + seed);
    Files.createDirectories(kept);
    try (var logs = Files.newDirectoryStream(stage.data().getParent(), "*.log")) {
      for (Path log : logs) {
        Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    System.out.println("the logs of seed " + seed + ": " + kept);
  }

  private Outcome play(Stage stage, Breaking breaking, Executor people) throws Exception {
    try (var onlookers = new Onlookers(stage, plan.onlookers())) {
      var playing =
          CompletableFuture.supplyAsync(() -> new Simulation(settings(stage)).run(), people);
      var breaker = breaking.by(onlookers, playing::isDone);
      var made = new ArrayList<Made>();
      breaker.makeInLaunch().ifPresent(made::add);
      made.addAll(breaker.make());
      return judged(stage, made, playing.join(), breaker);
    }
  }

  private Outcome judged(Stage stage, List<Made> made, Summary summary, Breaker breaker) {
    Map<Fault, List<String>> faults = new EnumMap<>(Fault.class);
    Breaker.waited(
        CATCHES_UP_WITHIN,
        () -> {
          faults.clear();
          faults.putAll(faults(stage, summary, breaker.onlookers));
          return faults.isEmpty();
        });
    var surprises = surprises(stage, summary);
    return new Outcome(
        seed,
        made,
        faults,
        surprises,
        stage.phoneRoad().shuffled(),
        breaker.recoveries(),
        summary.details().acknowledged().size(),
        summary);
  }

  private static Map<Fault, List<String>> faults(
      Stage stage, Summary summary, Onlookers onlookers) {
    return HistoryChecker.faults(
        Evidence.gather(
            stage.ledger().database(),
            summary,
            onlookers.kept(),
            List.of(STREET),
            board(stage, summary)));
  }

  private static Map<String, Integer> board(Stage stage, Summary summary) {
    JsonNode totals =
        stage
            .office(Role.DISPATCHER)
            .get("/orders/" + summary.details().order() + "/board")
            .path("totals");
    var board = new HashMap<String, Integer>();
    for (String column : HistoryChecker.COLUMNS) {
      board.put(column, totals.path(column).asInt(-1));
    }
    return board;
  }

  private static List<String> surprises(Stage stage, Summary summary) {
    var surprises = new ArrayList<>(summary.details().problems());
    if (!summary.isClean() || !summary.details().settled()) {
      surprises.add("not settled: " + summary.line());
    }
    if (summary.confirmed() < CONFIRMED_MIN) {
      surprises.add("so little happened that it proves nothing: " + summary.line());
    }
    long forgotten = stage.ledger().count(Breaker.LEFT_OUT);
    if (forgotten != 0) {
      surprises.add("a launch left people out: " + forgotten);
    }
    try {
      stage.ledger().assertIntact();
      stage.ledger().assertKept(Deeds.recorded(summary));
    } catch (AssertionError e) {
      surprises.add(String.valueOf(e.getMessage()));
    }
    surprises.addAll(stage.surprises());
    return surprises;
  }

  /** A street in need of everybody, whose people answer within seconds. */
  private SimulationSettings settings(Stage stage) {
    var mission =
        new Mission(
            Tier.CRITICAL,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(20),
            List.of(STREET));
    return SimulationSettings.of(stage.phoneRoad().port(), stage.data())
        .withCast(
            new Cast(
                VOLUNTEERS_MAX, new Temperament(0.85, 0.10, 0.05), seed, plan.nodes() == 1 ? 2 : 1))
        .withMission(mission)
        .withLimit(LIMIT)
        .quiet();
  }
}
