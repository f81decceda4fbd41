package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.muster.command.audience.Audience;
import org.muster.command.audience.AudienceIndex;
import org.muster.command.audience.Member;
import org.muster.command.audience.SampleCity;
import org.muster.model.place.Distances;
import org.muster.model.place.LonLat;
import org.muster.model.wire.Json;

/**
 * Who with a skill is within a radius, of up to a million people: beside an STRtree over the same
 * people in the same run, in paired rounds. Writes {@code target/bench/audience.json}.
 */
public final class AudienceBenchmark {
  private static final double STEP_DEG = 0.005;
  private static final double DEGREE_M_MIN = 90_000;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final int people;
  private final int rounds;
  private final List<Member> members;
  private final AudienceIndex index = new AudienceIndex(SampleCity.BOX, STEP_DEG);
  private final STRtree tree = new STRtree();
  private final Map<String, Object> report = new LinkedHashMap<>();

  private AudienceBenchmark(int people, int rounds) {
    this.people = people;
    this.rounds = rounds;
    this.members = new SampleCity(new Random(5), 0).members(people);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && args[0].equals("--help")) {
      OUT.println("usage: scripts/bench audience [PEOPLE] [ROUNDS]   (1000000 5)");
      return;
    }
    int people = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    new AudienceBenchmark(people, rounds).run(Path.of("target", "bench", "audience.json"));
  }

  private void run(Path file) throws IOException, InterruptedException {
    long start = System.nanoTime();
    index.putAll(members);
    report.put("people", people);
    report.put("fillS", (System.nanoTime() - start) / 1e9);
    OUT.printf("%d people, filled in %.1f s%n", people, (System.nanoTime() - start) / 1e9);
    for (Member member : members) {
      tree.insert(new Envelope(coordinate(member.at())), member);
    }
    tree.build();
    compare(5_000, 2_000);
    compare(50_000, 100);
    update();
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(report));
    OUT.println(file.toAbsolutePath());
  }

  private void compare(double radiusM, int questions) {
    Audience wanted = Audience.EVERYBODY.skilledIn(Set.of("电工")).ofShockTeams();
    var ours = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    ToIntFunction<LonLat> byIndex =
        at -> {
          var counter = new int[1];
          index.visit(wanted.within(at, radiusM), _ -> counter[0]++);
          return counter[0];
        };
    for (int round = 0; round < rounds + 2; round++) {
      var mine = perSecond(byIndex, questions, round);
      var theirs = perSecond(at -> byTree(at, radiusM), Math.max(10, questions / 10), round);
      if (round >= 2) {
        ours.add(mine);
        peer.add(theirs);
      }
    }
    for (int i = 0; i < 20; i++) {
      LonLat at = new SampleCity(new Random(i), 0).point();
      if (byIndex.applyAsInt(at) != byTree(at, radiusM)) {
        throw new IllegalStateException("not the same people at " + at);
      }
    }
    double ratio = median(ours) / median(peer);
    OUT.printf(
        "%2.0f km: %,.0f questions/s, STRtree %,.0f, ratio %.1f%n",
        radiusM / 1000, median(ours), median(peer), ratio);
    report.put(
        "radiusM" + (int) radiusM,
        Map.of("perSecond", median(ours), "strTreePerSecond", median(peer), "ratio", ratio));
  }

  private int byTree(LonLat at, double radiusM) {
    double lon = radiusM / DEGREE_M_MIN;
    var box = new Envelope(at.lon() - lon, at.lon() + lon, at.lat() - lon, at.lat() + lon);
    int count = 0;
    for (Object one : tree.query(box)) {
      Member member = (Member) one;
      if (member.volunteer().shock()
          && member.volunteer().skills().contains("电工")
          && Distances.metres(at, member.at()) <= radiusM) {
        count++;
      }
    }
    return count;
  }

  private static double perSecond(ToIntFunction<LonLat> question, int questions, int seed) {
    var city = new SampleCity(new Random(seed), 0);
    long found = 0;
    long start = cpuNanos();
    for (int i = 0; i < questions; i++) {
      found += question.applyAsInt(city.point());
    }
    double seconds = (cpuNanos() - start) / 1e9;
    if (found == 0) {
      throw new IllegalStateException("nobody found");
    }
    return questions / seconds;
  }

  /** One writer moves people while another thread asks all the time. */
  private void update() throws InterruptedException {
    var isDone = new AtomicBoolean();
    var asked = new AtomicLong();
    Audience wanted = Audience.EVERYBODY.skilledIn(Set.of("护士"));
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  var city = new SampleCity(new Random(9), 0);
                  while (!isDone.get()) {
                    index.visit(wanted.within(city.point(), 5_000), _ -> {});
                    asked.incrementAndGet();
                  }
                });
    var random = new Random(11);
    var city = new SampleCity(random, 0);
    int updates = 600_000;
    long start = cpuNanos();
    for (int i = 0; i < updates; i++) {
      Member member = members.get(random.nextInt(people));
      LonLat at = i % 2 == 0 ? city.point() : member.at();
      index.put(new Member(member.volunteer(), at, member.duties()));
    }
    double seconds = (cpuNanos() - start) / 1e9;
    isDone.set(true);
    reader.join();
    OUT.printf(
        "updates: %,.0f per second of the writer, %,.0f questions meanwhile%n",
        updates / seconds, (double) asked.get());
    report.put("updatesPerSecond", updates / seconds);
    report.put("questionsMeanwhile", asked.get());
  }

  private static Coordinate coordinate(LonLat at) {
    return new Coordinate(at.lon(), at.lat());
  }

  /** Time of this thread: others on the machine do not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
