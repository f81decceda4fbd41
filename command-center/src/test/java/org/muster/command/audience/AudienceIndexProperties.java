package org.muster.command.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Distances;
import org.muster.model.place.LonLat;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** The index names exactly those whom a look at everybody names. A failure names the seed. */
final class AudienceIndexProperties {
  private static final int QUESTIONS = Integer.getInteger("audience.rounds", 400);
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Eligibility.Task TASK =
      new Eligibility.Task(
          new TimeSpan(
              Instant.parse("2026-11-22T02:00:00Z"), Instant.parse("2026-11-22T10:00:00Z")),
          Set.of());

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void pointsOnBordersCornersAndHolesAreFoundAsOneByOne() {
    check(new SampleCity(random, 20), 0.1);
    check(new SampleCity(random, 13), 0.07);
  }

  @Test
  void pointsAnywhereAreFoundAsOneByOne() {
    check(new SampleCity(random, 0), 0.01);
  }

  @Test
  void whoeverMovesOrLeavesIsFoundWhereTheyAre() {
    var city = new SampleCity(random, 20);
    var index = new AudienceIndex(SampleCity.BOX, 0.05);
    Map<VolunteerId, Member> truth = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      Member member = city.member(random.nextInt(700));
      if (random.nextInt(4) == 0) {
        index.remove(member.id());
        truth.remove(member.id());
      } else {
        index.put(member);
        truth.put(member.id(), member);
      }
      if (i % 100 == 0) {
        compare(index, new ArrayList<>(truth.values()), question(city));
      }
    }
    assertEquals(truth.size(), index.size(), "seed " + seed);
    compare(index, new ArrayList<>(truth.values()), new Question(Audience.EVERYBODY, _ -> true));
  }

  @Test
  void nobodyIsMissingWhileTheyMove() throws InterruptedException {
    var city = new SampleCity(random, 0);
    var index = new AudienceIndex(SampleCity.BOX, 0.02);
    List<Member> people = city.members(500);
    index.putAll(people);
    var isDone = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!isDone.get()) {
                    for (Member one : people) {
                      index.put(one.movedTo(city.point()));
                    }
                  }
                });
    try {
      for (int i = 0; i < 300; i++) {
        assertEquals(500, index.find(Audience.EVERYBODY).size(), "seed " + seed);
      }
    } finally {
      isDone.set(true);
      writer.join();
    }
  }

  /** What is asked, and the same asked of a point alone. */
  private record Question(Audience audience, java.util.function.Predicate<LonLat> covers) {}

  private void check(SampleCity city, double stepDeg) {
    List<Member> people = city.members(3_000);
    var index = new AudienceIndex(SampleCity.BOX, stepDeg);
    index.putAll(people);
    for (int i = 0; i < QUESTIONS; i++) {
      compare(index, people, question(city));
    }
  }

  private void compare(AudienceIndex index, List<Member> people, Question question) {
    var expected = new HashSet<VolunteerId>();
    for (Member member : people) {
      if (question.covers().test(member.at()) && question.audience().wants(member)) {
        expected.add(member.id());
      }
    }
    assertEquals(expected, index.find(question.audience()), "seed " + seed);
  }

  private Question question(SampleCity city) {
    Audience audience = audience();
    if (random.nextBoolean()) {
      LonLat center = city.point();
      double radiusM = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 60_000;
      return new Question(
          audience.within(center, radiusM), point -> Distances.metres(center, point) <= radiusM);
    }
    Geometry shape = city.polygon();
    return new Question(
        audience.within(shape),
        at -> shape.intersects(SHAPES.createPoint(new Coordinate(at.lon(), at.lat()))));
  }

  private Audience audience() {
    return switch (random.nextInt(7)) {
      case 0 -> Audience.EVERYBODY.skilledIn(Set.of(SampleCity.SKILLS.get(random.nextInt(10))));
      case 1 -> Audience.EVERYBODY.skilledIn(Set.of("无人会的")).ofShockTeams();
      case 2 -> Audience.EVERYBODY.ofShockTeams().ofUnits(Set.of(new UnitId(new UUID(1, 3))));
      case 3 -> Audience.EVERYBODY.ableFor(TASK);
      case 4 -> Audience.EVERYBODY.livingIn(Set.of(AreaCode.of("330522001007")));
      case 5 ->
          Audience.EVERYBODY.reachedSince(SampleCity.NOON.minusSeconds(random.nextInt(100) * 3_600L));
      default -> Audience.EVERYBODY;
    };
  }
}
