package org.muster.command.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.muster.command.fault.FaultStory.Outcome;
import org.muster.command.fault.Plan.InLaunch;
import org.muster.model.wire.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the stories of many seeds, in which every kind of fault has its turn. */
@Command(
    name = "scripts/faults",
    sortOptions = false,
    description =
        "真实进程的故障测试：逐个种子播放，最后打印汇总。Fault tests with real processes: plays seed after seed"
            + " and prints what came of them.")
final class FaultRun implements Callable<Integer> {
  private static final Path RESULT = Path.of("target", "faults", "summary.json").toAbsolutePath();

  private final List<Outcome> outcomes = new ArrayList<>();

  @Option(names = "--seeds", defaultValue = "30", description = "种子数，默认 30。How many seeds.")
  private int seeds;

  @Option(names = "--first", defaultValue = "1", description = "第一个种子，默认 1。The first seed.")
  private long first;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description = {
        "节点数，默认 1；多于一个时各有自己的网络（需 root）。",
        "How many servers; several have a network each, for which root is needed."
      })
  private int nodes;

  @Option(
      names = "--standby",
      description = "数据库有同步备用机，故障切换。PostgreSQL has a standby, which is promoted when it dies.")
  private boolean standby;

  @Option(
      names = "--together",
      defaultValue = "1",
      description = "同时播放几个，默认 1。How many are played at a time.")
  private int together;

  @Option(
      names = "--faults",
      defaultValue = "4",
      description = "每个种子的故障数，默认 4。Faults in each story, beside that in its launch.")
  private int faults;

  @Option(
      names = "--only",
      split = ",",
      description = "只用这些故障，逗号分隔。Only faults of these kinds, with commas between.")
  private List<Kind> only = List.of();

  @Option(
      names = "--onlookers",
      defaultValue = "200",
      description = "旁观的手机数，默认 200。Phones beside those of the people who act.")
  private int onlookers;

  @Option(
      names = "--longest",
      defaultValue = "15",
      description = "停顿最长秒数，默认 15。Longest stop in seconds.")
  private int longest;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FaultRun()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (nodes > 1 && !NodeNetwork.isAllowed()) {
      System.out.println(NodeNetwork.NOT_TESTED);
      return 2;
    }
    var telling = new ArrayList<Future<?>>();
    try (var players = Executors.newFixedThreadPool(together)) {
      LongStream.range(first, first + seeds)
          .forEach(seed -> telling.add(players.submit(() -> tell(seed))));
    }
    long broken = telling.stream().filter(FaultRun::isBroken).count();
    var table = new FaultTable(outcomes);
    System.out.println(table.text());
    System.out.println("stories that came to no end: " + broken);
    System.out.println(RESULT);
    return table.isClean() && broken == 0 ? 0 : 1;
  }

  private static boolean isBroken(Future<?> told) {
    return told.state() == Future.State.FAILED;
  }

  private Outcome tell(long seed) throws Exception {
    try {
      var outcome = FaultStory.play(seed, plan(seed));
      keep(outcome);
      return outcome;
    } catch (Exception | AssertionError e) {
      System.out.println("seed " + seed + " CAME TO NO END");
      e.printStackTrace();
      throw e;
    }
  }

  /** Kept at once, so that a run that is broken off has told what it knew. */
  private synchronized void keep(Outcome outcome) throws IOException {
    outcomes.add(outcome);
    Files.createDirectories(RESULT.getParent());
    Files.writeString(RESULT, Json.write(new FaultTable(outcomes).tree()) + "\n");
    System.out.printf(
        "seed %d %s: %s%n",
        outcome.seed(), outcome.isClean() ? "clean" : "NOT CLEAN", outcome.made());
    System.out.println(outcome.recoveries());
    outcome.faults().forEach((fault, sentences) -> System.out.println(fault + " " + sentences));
    outcome.surprises().forEach(System.out::println);
  }

  private List<Kind> kinds() {
    if (!only.isEmpty()) {
      return only;
    }
    return nodes == 1 ? Kind.OF_ONE : Kind.OF_NODES;
  }

  private Plan plan(long seed) {
    var most = Duration.ofSeconds(longest);
    if (standby) {
      var failover = List.of(Kind.DATABASE_FAILED_OVER);
      return new Plan(1, failover, InLaunch.NOTHING, onlookers, most);
    }
    var turns = Plan.turns(seed, faults, kinds());
    return new Plan(nodes, turns, InLaunch.of(seed), onlookers, most);
  }
}
