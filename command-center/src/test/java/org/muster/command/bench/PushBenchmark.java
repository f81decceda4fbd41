package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the signature to all phones, and back to the disk: beside what nobody can beat. */
@Command(
    name = "bench push",
    description = {
      "测量从签发到全部手机确认并落盘的时间，并与同机对照比较。",
      "Measures the time from the signature until every phone has acknowledged and that is stored,",
      "beside controls in the same run: PostgreSQL alone, bare Netty, a stock Vert.x socket,",
      "bytes without a protocol, and mosquitto where it is installed. Writes"
          + " target/bench/push.json."
    },
    sortOptions = false)
public final class PushBenchmark implements Callable<Integer> {
  /** A descriptor each, of the 20,000 that a process usually has. */
  private static final int PHONES_PER_NODE_MAX = 19_000;

  private static final int CHARACTERS = 700;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(
      names = "--phones",
      defaultValue = "5000",
      description = "connected phones, hundreds up to 19000 a node (${DEFAULT-VALUE})")
  private int phones;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description = "nodes over one PostgreSQL (${DEFAULT-VALUE})")
  private int nodes;

  @Option(
      names = "--no-controls",
      description = "measures nothing beside; always so with several nodes")
  private boolean alone;

  @Option(
      names = "--starts",
      defaultValue = "3",
      description = "how often the server is started; each has a first launch (${DEFAULT-VALUE})")
  private int starts;

  @Option(
      names = "--launches",
      defaultValue = "3",
      description = "launches after each start (${DEFAULT-VALUE})")
  private int launches;

  @Option(
      names = "--storm",
      description = "then cuts off all phones at once, and signs an order while they come back")
  private boolean storm;

  @Option(
      names = "--walkers",
      defaultValue = "0",
      description = "then so many people go on their way and tell every two seconds where they are")
  private int walkers;

  @Option(
      names = "--pause",
      defaultValue = "10",
      description =
          "seconds between the last phone's arrival and the first launch (${DEFAULT-VALUE})")
  private int pauseS;

  @Option(
      names = "--limit",
      defaultValue = "900",
      description = "no new start after so many seconds (${DEFAULT-VALUE})")
  private int limitS;

  // Read by the command line itself.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--help", usageHelp = true, description = "shows this text")
  private boolean help;

  private final Path home = Path.of(System.getProperty("muster.home", "")).toAbsolutePath();
  private final PushReport report = new PushReport();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PushBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    boolean fits = nodes >= 1 && phones >= 100 * nodes && phones <= PHONES_PER_NODE_MAX * nodes;
    if (!fits || starts < 1 || launches < 1 || pauseS < 1) {
      OUT.println("--phones 100..19000 a node; --nodes, --starts, --launches, --pause at least 1");
      return 2;
    }
    phones -= phones % (100 * nodes);
    Path folder = Files.createTempDirectory("muster-bench");
    long end = System.nanoTime() + Duration.ofSeconds(limitS).toNanos();
    try {
      try (var city = new MeasuredCity(home, folder.resolve("data"), nodes)) {
        Town.found(city.database(), phones);
      }
      for (int start = 1; start <= starts && System.nanoTime() < end; start++) {
        round(folder, start);
      }
    } finally {
      remove(folder);
    }
    Path file = home.resolve("target/bench/push%s.json".formatted(nodes == 1 ? "" : "-" + nodes));
    report.write(nodes, phones, file, OUT);
    return 0;
  }

  /** One start of the server with its launches, then each control that needs no database. */
  private void round(Path folder, int start) throws IOException {
    try (var city = new MeasuredCity(home, folder.resolve("data"), nodes)) {
      launches(city, folder, start);
    }
    if (nodes > 1 || alone) {
      return;
    }
    for (String kind : List.of("floor", "netty", "vertx")) {
      control(kind, folder);
    }
    broker();
  }

  private void launches(MeasuredCity city, Path folder, int start) throws IOException {
    var tickets = Town.tickets(city.database(), city.vault(), phones);
    long before = city.memory();
    long began = System.nanoTime();
    try (var crowds = new Crowds(city.ports(), tickets, folder)) {
      long grown = (city.memory() - before) / phones;
      report.bytesEach(grown);
      OUT.printf(
          "start %d: %d phones live in %d ms, %d bytes each, nodes %d MB%n",
          start, phones, (System.nanoTime() - began) / 1_000_000, grown, city.memory() >> 20);
      city.office().signIn();
      var measured = new MeasuredLaunches(city, crowds, phones, pauseS);
      report.resting(measured.restingASecond());
      UUID last = measured.launch(start, 1, report);
      for (int number = 2; number <= launches; number++) {
        last = measured.launch(start, number, report);
        postgresAlone(city, last);
      }
      if (walkers > 0) {
        measured.walk(last, walkers / nodes, report);
      }
      if (storm) {
        measured.launchInStorm(report);
      }
      OUT.printf("  nodes %d MB after the launches%n", city.memory() >> 20);
    }
  }

  /** By turns with the launches: what else the machine does meets both. */
  private void postgresAlone(MeasuredCity city, UUID order) {
    var postgres = new PostgresAlone(city.database(), order).measure();
    report.note("postgres", postgres.insertUs());
    report.note("postgresWithAcks", postgres.insertUs() + postgres.ackUs());
    OUT.printf(
        "  postgres alone: insert %d ms, acks %d ms%n",
        postgres.insertUs() / 1000, postgres.ackUs() / 1000);
  }

  private void control(String kind, Path folder) throws IOException {
    Path file = folder.resolve("tickets0");
    try (var server = new Companion(ControlServer.class, kind);
        var crowd = new Companion(Crowd.class)) {
      crowd.ask("connect " + server.hear()[0] + " " + file + " 0");
      for (int i = 0; i < launches; i++) {
        crowd.ask("reset");
        long[] pushed = server.ask("push " + CHARACTERS);
        if (pushed[1] != phones) {
          throw new IllegalStateException(kind + " did not reach everybody: " + pushed[1]);
        }
        report.note(i == 0 ? kind + "First" : kind, pushed[0]);
      }
    }
    OUT.printf("  %s: %d us%n", kind, report.control(kind));
  }

  /** A broker tells nobody of its acknowledgements: counted until the last phone has the text. */
  private void broker() throws IOException {
    var installed = Mosquitto.start();
    if (installed.isEmpty()) {
      return;
    }
    try (var broker = installed.get();
        var crowd = new Companion(Crowd.class)) {
      crowd.ask("subscribe " + broker.port() + " " + phones);
      for (int i = 0; i < launches; i++) {
        crowd.ask("reset");
        long origin = System.nanoTime();
        broker.push(phones, CHARACTERS);
        Timing.until(() -> crowd.ask("count")[0] >= phones);
        report.note(i == 0 ? "mosquittoFirst" : "mosquitto", crowd.ask("times " + origin)[4]);
      }
    }
    OUT.printf("  mosquitto: %d us%n", report.control("mosquitto"));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
