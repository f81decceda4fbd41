package org.muster.command.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.muster.command.fault.FaultStory.Outcome;
import org.muster.command.fault.Trouble.Plan;
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
  private static final int FAULTS_EACH = 4;
  private static final int LAUNCH_OFFERS_MIN = 12;
  private static final int LAUNCH_OFFERS_MAX = 40;

  @Option(names = "--seeds", defaultValue = "30", description = "种子数，默认 30。How many seeds.")
  private int seeds;

  @Option(names = "--first", defaultValue = "1", description = "第一个种子，默认 1。The first seed.")
  private long first;

  @Option(
      names = "--longest",
      defaultValue = "15",
      description = "停顿最长秒数，默认 15。Longest stop in seconds.")
  private int longest;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  private boolean help;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FaultRun()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < seeds; i++) {
      Outcome outcome = FaultStory.play(first + i, plan(i));
      outcomes.add(outcome);
      tell(outcome);
      Files.createDirectories(RESULT.getParent());
      Files.writeString(RESULT, Json.write(new FaultTable(outcomes).tree()) + "\n");
    }
    var table = new FaultTable(outcomes);
    System.out.println(table.text());
    System.out.println(RESULT);
    return table.isClean() ? 0 : 1;
  }

  private static void tell(Outcome outcome) {
    System.out.printf(
        "seed %d %s: %s%n",
        outcome.seed(), outcome.isClean() ? "clean" : "NOT CLEAN", outcome.made());
    outcome.faults().forEach((fault, sentences) -> System.out.println(fault + " " + sentences));
    outcome.surprises().forEach(System.out::println);
  }

  /** Each kind of fault comes equally often, in an order that the seeds choose. */
  private Plan plan(int turn) {
    var kinds = new ArrayList<Kind>();
    for (int n = turn * FAULTS_EACH; n < (turn + 1) * FAULTS_EACH; n++) {
      List<Kind> round = new ArrayList<>(List.of(Kind.values()));
      Collections.shuffle(round, new Random(first + n / round.size()));
      kinds.add(round.get(n % round.size()));
    }
    int offers = new Random(first + turn).nextInt(LAUNCH_OFFERS_MIN, LAUNCH_OFFERS_MAX);
    return new Plan(kinds, turn % 2 == 0 ? offers : 0, Duration.ofSeconds(longest));
  }
}
