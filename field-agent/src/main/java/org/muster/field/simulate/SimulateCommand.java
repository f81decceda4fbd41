package org.muster.field.simulate;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.muster.field.simulate.SimulationSettings.Cast;
import org.muster.field.simulate.SimulationSettings.Mission;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate} on the command line. */
@Command(
    name = "simulate",
    description = {
      "模拟志愿者、联络员和社区，对正在运行的试用服务器走完一道动员令。",
      "Plays volunteers, liaisons and communities against a running trial server: raises a"
          + " response,",
      "signs an order by the plan (unless --order), answers, arrives, leaves, confirms, and counts."
    },
    footer = {
      "",
      "Ends with one line on standard output:",
      "  offered=… received=… answered=… arrived=… confirmed=… lost=… duplicates=…",
      "  strangers=… p50Ms=… p99Ms=…",
      "p50Ms and p99Ms are the delays of the first wave: from the signature to the phones",
      "of the shock teams; in an order without them, from the naming by the liaison to the",
      "phone. Later offers are counted from the offer to the phone, on standard error.",
      "Exit code: 0 clean; 1 something was lost, doubled or misdirected; 2 wrong usage;",
      "3 cannot be played."
    },
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
  private static final int UNCLEAN = 1;
  private static final int USAGE = 2;
  private static final int NOT_PLAYED = 3;
  private static final int PROBLEMS_SHOWN_MAX = 20;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "port of the server (${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--data", description = "its data folder (data/ beside scripts/)")
  private @Nullable Path data;

  @Option(
      names = "--volunteers",
      defaultValue = "500",
      description = "simulated volunteers (${DEFAULT-VALUE})")
  private int volunteers;

  @Option(names = "--accept", description = "share who accept: 0 to 1, or per cent (0.80)")
  private @Nullable Double accept;

  @Option(names = "--decline", description = "share who cannot come (0.15)")
  private @Nullable Double decline;

  @Option(names = "--silent", description = "share who do not answer (0.05)")
  private @Nullable Double silent;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed of all chance (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--tempo",
      defaultValue = "1",
      description = "how many times faster than usual they act (${DEFAULT-VALUE})")
  private double tempo;

  @Option(
      names = "--tier",
      defaultValue = "emergency",
      description = "normal, emergency or critical (${DEFAULT-VALUE})")
  private String tier = "emergency";

  @Option(names = "--order", description = "play this order instead of signing a new one")
  private @Nullable UUID order;

  @Option(
      names = "--area",
      description =
          "street or community the order is for; may be repeated (all). Only volunteers of the"
              + " units that the plan sends there play")
  private List<String> areas = List.of();

  @Option(names = "--title", description = "title of the order that is signed")
  private @Nullable String title;

  @Option(
      names = "--answer-within",
      defaultValue = "30",
      description = "seconds an offer of that order waits for an answer (${DEFAULT-VALUE})")
  private int answerWithinS;

  @Option(
      names = "--limit",
      defaultValue = "300",
      description = "ends after so many seconds at the latest (${DEFAULT-VALUE})")
  private int limitS;

  // Read by the command line itself.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--help", usageHelp = true, description = "shows this text")
  private boolean help;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @Override
  public Integer call() {
    SimulationSettings settings;
    try {
      settings = settings();
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return USAGE;
    }
    try {
      Summary summary = new Simulation(settings).run();
      tell(summary);
      return summary.isClean() ? 0 : UNCLEAN;
    } catch (SimulationException e) {
      err.println(e.getMessage());
      return NOT_PLAYED;
    }
  }

  private SimulationSettings settings() {
    if (answerWithinS < 1 || limitS < 1) {
      throw new IllegalArgumentException("--answer-within and --limit must be at least 1");
    }
    var temperament =
        Temperament.of(
            Optional.ofNullable(accept), Optional.ofNullable(decline), Optional.ofNullable(silent));
    var mission =
        new Mission(
            tier(),
            Optional.ofNullable(order),
            Optional.ofNullable(title),
            seconds(answerWithinS),
            areas.stream().map(AreaCode::of).toList());
    return SimulationSettings.of(port, folder())
        .withCast(new Cast(volunteers, temperament, seed, tempo))
        .withMission(mission)
        .withLimit(seconds(limitS));
  }

  /** The folder that the server uses unless it is told otherwise. */
  private Path folder() {
    return data == null ? Path.of(System.getProperty("muster.home", ""), "data") : data;
  }

  private Tier tier() {
    try {
      return Tier.valueOf(tier.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--tier must be normal, emergency or critical", e);
    }
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private void tell(Summary summary) {
    List<String> problems = summary.details().problems();
    problems.stream().limit(PROBLEMS_SHOWN_MAX).forEach(err::println);
    if (problems.size() > PROBLEMS_SHOWN_MAX) {
      err.println("… and " + (problems.size() - PROBLEMS_SHOWN_MAX) + " more");
    }
    if (!summary.details().refusals().isEmpty()) {
      err.println("refusals: " + summary.details().refusals());
    }
    List<Long> later = summary.details().laterMs();
    if (!later.isEmpty()) {
      err.printf(
          "later offers: %d, offer to phone p50Ms=%d p99Ms=%d%n",
          later.size(), Delays.percentile(later, 50), Delays.percentile(later, 99));
    }
    if (!summary.details().settled()) {
      err.println("时限已到，尚未全部完成。 The time limit came before everything had settled.");
    }
    out.println(summary.line());
    out.flush();
  }
}
