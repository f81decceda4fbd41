package org.muster.command.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.Duties;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.Volunteer.Health;
import org.muster.model.roster.VolunteerId;

/** A made-up city of one degree by one, and people in it; the same random makes the same. */
public final class SampleCity {
  public static final Envelope BOX = new Envelope(119.5, 120.5, 30.5, 31.5);
  public static final List<String> SKILLS =
      List.of("急救员", "司机", "电工", "心理疏导", "消防员", "护士", "翻译", "社工", "厨师", "木工");

  /** When the phones of these people answered last, at the latest. */
  public static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final DateSpan YEARS =
      new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2028, 12, 31));

  private static final TimeSpan ALWAYS =
      new TimeSpan(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"));

  private final Random random;
  private final int lattice;

  /**
   * @param lattice points lie on so many lines each way, so that borders and corners are hit; 0 for
   *     anywhere
   */
  public SampleCity(Random random, int lattice) {
    this.random = random;
    this.lattice = lattice;
  }

  /** Somebody anywhere, a few of them outside the box. */
  public Member member(long number) {
    var volunteer =
        new Volunteer(
            new VolunteerId(new UUID(7, number)),
            new UnitId(new UUID(1, random.nextInt(50))),
            LocalDate.of(1990, 3, 7),
            random.nextInt(10) == 0,
            random.nextInt(20) == 0 ? Health.UNFIT : Health.GOOD,
            Optional.of(AreaCode.of("3305220010%02d".formatted(1 + random.nextInt(60)))),
            skills(),
            random.nextInt(10) == 0 ? Optional.empty() : Optional.of(YEARS),
            random.nextInt(10) == 0 ? Optional.empty() : Optional.of(YEARS),
            List.of(),
            List.of());
    List<TimeSpan> promised = random.nextInt(8) == 0 ? List.of(ALWAYS) : List.of();
    Instant restedFrom = Instant.EPOCH.plusSeconds(random.nextInt(7200));
    return new Member(volunteer, point(), new Duties(promised, restedFrom), reached());
  }

  /** One in three has never had a phone that answered. */
  private Instant reached() {
    return random.nextInt(3) == 0
        ? Instant.EPOCH
        : NOON.minusSeconds(random.nextInt(100) * 3_600L);
  }

  public List<Member> members(int count) {
    var members = new ArrayList<Member>();
    for (int i = 0; i < count; i++) {
      members.add(member(i));
    }
    return members;
  }

  public LonLat point() {
    return new LonLat(ordinate(BOX.getMinX()), ordinate(BOX.getMinY()));
  }

  private double ordinate(double from) {
    double step = lattice > 0 ? random.nextInt(lattice + 3) - 1 : 0;
    return from + (lattice > 0 ? step / lattice : random.nextDouble() * 1.02 - 0.01);
  }

  private Set<String> skills() {
    var skills = new HashSet<String>();
    for (int i = random.nextInt(3); i > 0; i--) {
      skills.add(SKILLS.get(random.nextInt(SKILLS.size())));
    }
    return skills;
  }

  /** A box or a triangle with corners where people may stand, mostly with a hole. */
  public Geometry polygon() {
    Geometry outer = ring();
    Geometry hole = ring();
    return random.nextInt(3) == 0 ? outer : outer.difference(hole);
  }

  private Geometry ring() {
    LonLat a = point();
    LonLat b = point();
    double west = Math.min(a.lon(), b.lon());
    double east = Math.max(a.lon(), b.lon()) + 0.05;
    double south = Math.min(a.lat(), b.lat());
    double north = Math.max(a.lat(), b.lat()) + 0.05;
    var first = new Coordinate(west, south);
    Coordinate[] corners =
        random.nextBoolean()
            ? new Coordinate[] {
              first,
              new Coordinate(east, south),
              new Coordinate(east, north),
              new Coordinate(west, north),
              first
            }
            : new Coordinate[] {
              first, new Coordinate(east, south), new Coordinate(west, north), first
            };
    LinearRing ring = SHAPES.createLinearRing(corners);
    return SHAPES.createPolygon(ring);
  }
}
