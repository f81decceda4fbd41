package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
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
 * people in the same run, in paired rounds, and beside Redis where it is installed. Writes {@code
 * target/bench/audience.json}.
 */
public final class AudienceBenchmark {
  private static final double STEP_DEG = 0.005;
  private static final double DEGREE_M_MIN = 90_000;
  private static final int WARM_UP = 2;
  private static final String SKILL = "电工";
  private static final Audience WANTED = Audience.EVERYBODY.skilledIn(Set.of(SKILL)).ofShockTeams();
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
    long before = Timing.heapBytes();
    members = new SampleCity(new Random(5), 0).members(people);
    report.put("bytesOfOnePerson", (Timing.heapBytes() - before) / people);
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
    fill();
    for (Member member : members) {
      tree.insert(new Envelope(coordinate(member.at())), member);
    }
    tree.build();
    Optional<RedisPeer> redis = RedisPeer.start();
    try {
      if (redis.isPresent()) {
        redis.get().add(SKILL, members);
        report.put("redisBytesPerPerson", redis.get().memory() / people);
      }
      compare(5_000, 2_000, redis);
      compare(50_000, 100, redis);
    } finally {
      if (redis.isPresent()) {
        redis.get().close();
      }
    }
    fewer();
    update();
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(report));
    OUT.println(file.toAbsolutePath());
  }

  /** People as they come from the database are there already; the index is what comes on top. */
  private void fill() {
    long before = Timing.heapBytes();
    long start = System.nanoTime();
    index.putAll(members);
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = (Timing.heapBytes() - before) / people;
    report.put("people", people);
    report.put("fillS", seconds);
    report.put("bytesPerPerson", bytes);
    OUT.printf(
        "%,d people of %s bytes, filled in %.2f s, %d bytes a person on top%n",
        people, report.get("bytesOfOnePerson"), seconds, bytes);
  }

  private void compare(double radiusM, int questions, Optional<RedisPeer> redis) {
    var ours = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    var remote = new ArrayList<Double>();
    int few = Math.max(10, questions / 10);
    for (int round = 0; round < rounds + WARM_UP; round++) {
      double mine = perSecond(at -> byIndex(index, at, radiusM), questions, round);
      double theirs = perSecond(at -> byTree(at, radiusM), few, round);
      if (round >= WARM_UP) {
        ours.add(mine);
        peer.add(theirs);
        int seed = round;
        redis.ifPresent(
            one -> remote.add(perSecond(at -> byRedis(one, at, radiusM), few, seed, Timing.WALL)));
      }
    }
    for (int i = 0; i < 20; i++) {
      LonLat at = new SampleCity(new Random(i), 0).point();
      int found = byIndex(index, at, radiusM);
      if (found != byTree(at, radiusM)) {
        throw new IllegalStateException("not the same people at " + at);
      }
    }
    report(radiusM, Timing.median(ours), Timing.median(peer), remote);
  }

  private void report(double radiusM, double ours, double peer, List<Double> remote) {
    OUT.printf(
        "%2.0f km: %,.0f questions/s, STRtree %,.0f, ratio %.1f%n",
        radiusM / 1000, ours, peer, ours / peer);
    var row = new LinkedHashMap<String, Object>();
    row.put("perSecond", ours);
    row.put("strTreePerSecond", peer);
    row.put("ratio", ours / peer);
    if (!remote.isEmpty()) {
      double redis = Timing.median(remote);
      OUT.printf("       Redis GEOSEARCH %,.1f questions/s, ratio %.0f%n", redis, ours / redis);
      row.put("redisPerSecond", redis);
      row.put("redisRatio", ours / redis);
    }
    report.put("radiusM" + (int) radiusM, row);
  }

  private static int byIndex(AudienceIndex index, LonLat at, double radiusM) {
    var counter = new int[1];
    index.visit(WANTED.within(at, radiusM), _ -> counter[0]++);
    return counter[0];
  }

  private int byTree(LonLat at, double radiusM) {
    double lon = radiusM / DEGREE_M_MIN;
    var box = new Envelope(at.lon() - lon, at.lon() + lon, at.lat() - lon, at.lat() + lon);
    int count = 0;
    for (Object one : tree.query(box)) {
      Member member = (Member) one;
      if (isWanted(member) && Distances.metres(at, member.at()) <= radiusM) {
        count++;
      }
    }
    return count;
  }

  /** Redis names all within the radius; whoever asked looks up skill and team by the number. */
  private int byRedis(RedisPeer redis, LonLat at, double radiusM) {
    int count = 0;
    for (long number : redis.within(SKILL, at, radiusM)) {
      count += isWanted(members.get((int) number)) ? 1 : 0;
    }
    return count;
  }

  private static boolean isWanted(Member member) {
    return member.volunteer().shock() && member.volunteer().skills().contains(SKILL);
  }

  /** Cost follows the hits: four times the people with as many hits must not cost more. */
  private void fewer() {
    var quarter = new AudienceIndex(SampleCity.BOX, STEP_DEG);
    quarter.putAll(members.subList(0, people / 4));
    double all = microsPerHit(index, 10_000);
    double part = microsPerHit(quarter, 20_000);
    OUT.printf(
        "a hit costs %.2f us of %,d people within 10 km, %.2f us of %,d within 20 km%n",
        all, people, part, people / 4);
    report.put("microsPerHit", Map.of("all", all, "quarter", part));
  }

  private static double microsPerHit(AudienceIndex of, double radiusM) {
    int questions = 1_000;
    var hits = new AtomicLong();
    ToIntFunction<LonLat> question =
        at -> {
          int found = byIndex(of, at, radiusM);
          hits.addAndGet(found);
          return found;
        };
    var micros = new ArrayList<Double>();
    for (int round = 0; round < WARM_UP + 1; round++) {
      hits.set(0);
      micros.add(1e6 / perSecond(question, questions, 2) * questions / hits.get());
    }
    return micros.getLast();
  }

  private static double perSecond(ToIntFunction<LonLat> question, int questions, int seed) {
    return perSecond(question, questions, seed, Timing.CPU);
  }

  private static double perSecond(
      ToIntFunction<LonLat> question, int questions, int seed, LongSupplier nanos) {
    var city = new SampleCity(new Random(seed), 0);
    long found = 0;
    long start = nanos.getAsLong();
    for (int i = 0; i < questions; i++) {
      found += question.applyAsInt(city.point());
    }
    double seconds = (nanos.getAsLong() - start) / 1e9;
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
    long start = Timing.CPU.getAsLong();
    for (int i = 0; i < updates; i++) {
      Member member = members.get(random.nextInt(people));
      LonLat at = i % 2 == 0 ? city.point() : member.at();
      index.put(new Member(member.volunteer(), at, member.duties(), member.reached()));
    }
    double seconds = (Timing.CPU.getAsLong() - start) / 1e9;
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
}
