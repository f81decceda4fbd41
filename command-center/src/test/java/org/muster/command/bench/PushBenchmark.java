package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.muster.command.store.Database;
import org.muster.model.wire.Json;
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
  private static final int PHONES_MAX = 19_000;
  private static final int CHARACTERS = 700;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(
      names = "--phones",
      defaultValue = "5000",
      description = "connected phones, hundreds up to 19000 (${DEFAULT-VALUE})")
  private int phones;

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
  private final Map<String, List<Long>> controls = new LinkedHashMap<>();
  private final List<Launch> measured = new ArrayList<>();
  private final List<Long> bytesEach = new ArrayList<>();

  /** One launch; times in microseconds after the signature was asked for. */
  private record Launch(
      int start,
      int number,
      long answeredUs,
      long firstUs,
      long p50Us,
      long p99Us,
      long lastUs,
      long storedUs,
      long cpuUs,
      long repeats) {
    boolean isFirst() {
      return number == 1;
    }
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PushBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (phones < 100 || phones > PHONES_MAX || starts < 1 || launches < 1) {
      OUT.println("--phones 100..19000, --starts and --launches at least 1");
      return 2;
    }
    phones -= phones % 100;
    Path folder = Files.createTempDirectory("muster-bench");
    long end = System.nanoTime() + Duration.ofSeconds(limitS).toNanos();
    try {
      try (var server = new MeasuredServer(home, folder.resolve("data"))) {
        Town.found(server.database(), phones);
      }
      for (int start = 1; start <= starts && System.nanoTime() < end; start++) {
        round(folder, start);
      }
    } finally {
      remove(folder);
    }
    report();
    return 0;
  }

  /** One start of the server with its launches, then each control once. */
  private void round(Path folder, int start) throws IOException {
    try (var server = new MeasuredServer(home, folder.resolve("data"))) {
      Database database = server.database();
      Path file = folder.resolve("tickets");
      Files.write(file, Town.tickets(database, server.vault(), phones));
      long before = server.memory();
      UUID last = new UUID(0, 0);
      try (var crowd = new Companion(Crowd.class)) {
        long[] live = crowd.ask("connect " + server.port() + " " + file);
        long grown = (server.memory() - before) / phones;
        bytesEach.add(grown);
        OUT.printf(
            "start %d: %d phones live in %d ms, %d bytes each%n", start, live[0], live[1], grown);
        server.signIn();
        pause(Duration.ofSeconds(pauseS));
        for (int number = 1; number <= launches; number++) {
          last = launch(server, crowd, start, number);
        }
      }
      var postgres = new PostgresAlone(database, last).measure();
      note("postgres", postgres.insertUs());
      note("postgresWithAcks", postgres.insertUs() + postgres.ackUs());
      OUT.printf(
          "  postgres alone: insert %d ms, acks %d ms%n",
          postgres.insertUs() / 1000, postgres.ackUs() / 1000);
    }
    for (String kind : List.of("floor", "netty", "vertx")) {
      control(kind, folder);
    }
    broker();
  }

  private UUID launch(MeasuredServer server, Companion crowd, int start, int number) {
    Database database = server.database();
    UUID order = server.prepare(Town.plan(database));
    crowd.ask("reset");
    long cpu = server.cpuUs();
    long origin = System.nanoTime();
    server.sign(order);
    long answered = System.nanoTime();
    until(() -> crowd.ask("count")[0] >= phones);
    until(() -> Town.unacknowledged(database) == 0);
    long stored = System.nanoTime();
    long[] times = crowd.ask("times " + origin);
    var launch =
        new Launch(
            start,
            number,
            (answered - origin) / 1_000,
            times[1],
            times[2],
            times[3],
            times[4],
            (stored - origin) / 1_000,
            server.cpuUs() - cpu,
            crowd.ask("count")[1]);
    measured.add(launch);
    OUT.println("  " + Json.write(launch));
    Town.clear(database);
    return order;
  }

  private void control(String kind, Path folder) throws IOException {
    Path file = folder.resolve("tickets");
    try (var server = new Companion(ControlServer.class, kind);
        var crowd = new Companion(Crowd.class)) {
      crowd.ask("connect " + server.hear()[0] + " " + file);
      for (int i = 0; i < launches; i++) {
        crowd.ask("reset");
        long[] pushed = server.ask("push " + CHARACTERS);
        if (pushed[1] != phones) {
          throw new IllegalStateException(kind + " did not reach everybody: " + pushed[1]);
        }
        note(i == 0 ? kind + "First" : kind, pushed[0]);
      }
    }
    OUT.printf("  %s: %s us%n", kind, controls.get(kind));
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
        until(() -> crowd.ask("count")[0] >= phones);
        note(i == 0 ? "mosquittoFirst" : "mosquitto", crowd.ask("times " + origin)[4]);
      }
    }
    OUT.printf("  mosquitto: %s us%n", controls.get("mosquitto"));
  }

  private void report() throws IOException {
    var table = new LinkedHashMap<String, Object>();
    long stored = warm(Launch::storedUs);
    long slower = Math.max(control("postgresWithAcks"), control("netty"));
    table.put("phones", phones);
    table.put("bytesEach", median(bytesEach));
    table.put("firstLaunchFirstPhoneMs", first(l -> l.firstUs() - l.answeredUs()) / 1e3);
    table.put("warmFirstPhoneMs", warm(l -> l.firstUs() - l.answeredUs()) / 1e3);
    table.put("firstLaunchStoredMs", first(Launch::storedUs) / 1e3);
    table.put("warmStoredMs", stored / 1e3);
    table.put("firstToWarm", ratio(first(Launch::storedUs), stored));
    table.put(
        "afterAnswerFirstToWarm",
        ratio(first(l -> l.storedUs() - l.answeredUs()), warm(l -> l.storedUs() - l.answeredUs())));
    table.put("toSlowerOfPostgresAndNetty", ratio(stored, slower));
    table.put("toPostgresInsertsOnly", ratio(stored, control("postgres")));
    controls.keySet().forEach(name -> table.put(name + "Ms", control(name) / 1e3));
    table.forEach((name, value) -> OUT.printf("%-32s %s%n", name, value));
    Path file = home.resolve("target/bench/push.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        Json.write(Map.of("summary", table, "launches", measured, "controls", controls)) + "\n");
    OUT.println(file);
  }

  private long first(ToLongFunction<Launch> time) {
    return median(measured.stream().filter(Launch::isFirst).mapToLong(time).boxed().toList());
  }

  /** The first launch is not warm, nor is the second for certain. */
  private long warm(ToLongFunction<Launch> time) {
    var warm = measured.stream().filter(l -> l.number() > 1).toList();
    return median((warm.isEmpty() ? measured : warm).stream().mapToLong(time).boxed().toList());
  }

  private long control(String name) {
    return median(controls.getOrDefault(name, List.of()));
  }

  private void note(String name, long us) {
    controls.computeIfAbsent(name, _ -> new ArrayList<>()).add(us);
  }

  private static long median(List<Long> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  private static double ratio(long ours, long theirs) {
    return theirs == 0 ? 0 : Math.round(100.0 * ours / theirs) / 100.0;
  }

  /** True at some time. */
  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  private static void until(Condition condition) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain");
      }
      pause(Duration.ofMillis(20));
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
