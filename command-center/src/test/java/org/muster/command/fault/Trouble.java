package org.muster.command.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.muster.command.fault.NamedPoint.Moment;
import org.muster.command.fault.NamedPoint.Work;
import org.muster.command.store.UnavailableException;
import org.muster.command.testing.Eventually;

/** Breaks one thing after another while a story is played, and mends it again. */
final class Trouble {
  private static final Duration LAUNCHED_WITHIN = Duration.ofMinutes(5);
  private static final int LAUNCH_OFFERS_MIN = 12;
  private static final int LAUNCH_OFFERS_MAX = 40;
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(15);
  private static final Duration NEXT_WITHIN = Duration.ofSeconds(4);
  private static final Duration LEADS_BESIDE = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final double LOST_SHARE = 1 / 3.0;

  private static final String EVENTS = "select count(*) as n from event";

  /** People whom a launch has yet to ask. */
  static final String LEFT_OUT =
      """
      select (select count(*) from candidate where source = 'shock')
        - (select count(*) from assignment where source = 'shock') as n
      """;

  private static final String ASKED = "select count(*) as n from assignment";

  private final World world;
  private final Plan plan;
  private final SplittableRandom random;
  private final Onlookers onlookers;
  private final BooleanSupplier over;

  /**
   * What is broken.
   *
   * @param kinds one after the other
   * @param inLaunch what happens in the middle of the launch, before all that
   * @param onlookers phones beside those of the people who act
   * @param longest how long the server or a network stands still at most
   */
  record Plan(List<Kind> kinds, InLaunch inLaunch, int onlookers, Duration longest) {
    Plan {
      kinds = List.copyOf(kinds);
    }
  }

  /** What happens in the middle of the launch. */
  enum InLaunch {
    NOTHING,
    /** The server is killed. */
    KILL,
    /** All phones lose their connection, and come back while it goes on. */
    STORM
  }

  /**
   * A fault that was made.
   *
   * @param detail where and how
   * @param recovery from its end, or the start of what was killed, until a phone was welcomed
   * @param staleWrites what a leader wrote that had been replaced
   */
  record Made(Kind kind, String detail, Duration recovery, long staleWrites) {}

  /**
   * How a fault went, before anybody looked whether all is well again.
   *
   * @param at when it ended, by the monotonic clock
   */
  private record Ended(Supplier<String> detail, long at, long staleWrites) {
    Ended(String detail) {
      this(() -> detail, System.nanoTime(), 0);
    }
  }

  /**
   * @param over whether the story has come to its end
   */
  Trouble(World world, Plan plan, SplittableRandom random, Onlookers onlookers, BooleanSupplier over) {
    this.world = world;
    this.plan = plan;
    this.random = random;
    this.onlookers = onlookers;
    this.over = over;
  }

  /** Makes all of it, unless the story ends before. */
  List<Made> make() throws Exception {
    var made = new ArrayList<Made>();
    for (Kind kind : plan.kinds()) {
      awaitProgress();
      if (over.getAsBoolean()) {
        break;
      }
      Optional<Ended> ended = make(kind);
      if (ended.isPresent()) {
        made.add(made(kind, ended.get()));
      }
    }
    return made;
  }

  private Made made(Kind kind, Ended ended) {
    var recovery = onlookers.welcomedAfter(ended.at());
    return new Made(kind, ended.detail().get(), recovery, ended.staleWrites());
  }

  /** Waits for the launch that is to come, and does to it what is planned. */
  Optional<Made> makeInLaunch() throws SQLException {
    return switch (plan.inLaunch()) {
      case NOTHING -> Optional.empty();
      case KILL -> Optional.of(made(Kind.SERVER_KILLED_AT_A_POINT, killInLaunch()));
      case STORM -> Optional.of(made(Kind.PHONES_CUT, stormInLaunch()));
    };
  }

  private Ended killInLaunch() throws SQLException {
    int offers = random.nextInt(LAUNCH_OFFERS_MIN, LAUNCH_OFFERS_MAX);
    try (var launch = launch(Moment.WITHIN, offers)) {
      awaitLaunch(launch);
      world.server().kill9();
      if (world.ledger().count(ASKED) == 0 || world.ledger().count(LEFT_OUT) == 0) {
        throw new AssertionError("not in the middle of the launch");
      }
    }
    return restarted("WITHIN LAUNCH after " + offers);
  }

  private Ended stormInLaunch() throws SQLException {
    try (var launch = launch(Moment.AFTER, LAUNCH_OFFERS_MIN)) {
      awaitLaunch(launch);
      return cutPhones("AFTER LAUNCH ");
    }
  }

  private NamedPoint launch(Moment moment, int offers) throws SQLException {
    return new NamedPoint(world.address(), Work.LAUNCH, moment, offers);
  }

  private void awaitLaunch(NamedPoint launch) {
    Eventually.within(
        LAUNCHED_WITHIN, () -> "a launch", () -> over.getAsBoolean() || launch.isReached());
  }

  private Optional<Ended> make(Kind kind) throws Exception {
    return switch (kind) {
      case SERVER_KILLED -> Optional.of(killServer());
      case SERVER_KILLED_AT_A_POINT -> killServerAtAPoint();
      case SERVER_PAUSED -> Optional.of(pauseServer());
      case LEADER_REPLACED -> Optional.of(replaceLeader());
      case DATABASE_KILLED -> {
        world.killDatabase();
        yield Optional.of(new Ended(""));
      }
      case DATABASE_REFUSES -> Optional.of(spell(world.databaseRoad(), FaultProxy::refuse));
      case DATABASE_STALLED -> Optional.of(spell(world.databaseRoad(), FaultProxy::stall));
      case DATABASE_CUT -> {
        world.databaseRoad().cut();
        yield Optional.of(new Ended(""));
      }
      case DISK_FULL -> world.disk().map(this::fillDisk);
      case PHONES_CUT -> Optional.of(cutPhones(""));
      case PHONES_LOST -> Optional.of(spell(world.phoneRoad(), road -> road.lose(LOST_SHARE)));
      case PHONES_STALLED -> Optional.of(spell(world.phoneRoad(), FaultProxy::stall));
      case PHONES_SLOW ->
          Optional.of(
              spell(
                  world.phoneRoad(),
                  road -> road.delay(Duration.ofMillis(random.nextInt(50, 400)))));
      case FRAMES_SHUFFLED -> Optional.of(spell(world.phoneRoad(), FaultProxy::shuffle));
    };
  }

  private Ended killServer() {
    world.server().kill9();
    return restarted("");
  }

  private Ended cutPhones(String when) {
    long cut = System.nanoTime();
    world.phoneRoad().cut();
    return new Ended(() -> when + onlookers.backAfter(cut), cut, 0);
  }

  private Ended restarted(String detail) {
    var ended = new Ended(detail);
    world.server().restart();
    return ended;
  }

  /** Empty when the server does not come by there any more. */
  private Optional<Ended> killServerAtAPoint() throws SQLException {
    Work work = Work.values()[random.nextInt(Work.values().length)];
    Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
    boolean reached;
    try (var point = new NamedPoint(world.address(), work, moment, 0)) {
      reached = waited(REACHED_WITHIN, () -> over.getAsBoolean() || point.isReached());
      if (reached) {
        world.server().kill9();
      }
    }
    if (!reached) {
      return Optional.empty();
    }
    return Optional.of(restarted(moment + " " + work));
  }

  private Ended pauseServer() {
    Duration span = span();
    world.server().pause();
    waited(span, over);
    world.server().resume();
    return new Ended(span.toSeconds() + " s");
  }

  /** The one who was replaced must write nothing, though its clock and memory say it leads. */
  private Ended replaceLeader() {
    Duration span = span();
    world.server().pause();
    try (var rival = new Rival(world.ledger())) {
      waited(span, over);
      world.server().resume();
      onlookers.welcomedAfter(System.nanoTime());
      waited(LEADS_BESIDE, () -> false);
      String detail = "%d s, %d due".formatted(span.toSeconds(), rival.due());
      return new Ended(() -> detail, System.nanoTime(), rival.staleWrites());
    }
  }

  private Ended fillDisk(SmallDisk disk) {
    disk.fill();
    waited(span(), () -> false);
    disk.free();
    return new Ended("");
  }

  @FunctionalInterface
  private interface Weather {
    void come(FaultProxy road);
  }

  private Ended spell(FaultProxy road, Weather weather) {
    Duration span = span();
    weather.come(road);
    waited(span, over);
    road.heal();
    return new Ended(span.toMillis() + " ms");
  }

  private Duration span() {
    return Duration.ofMillis(random.nextLong(500, plan.longest().toMillis()));
  }

  /** So much has happened since that the next fault meets another state. */
  private void awaitProgress() {
    long events = random.nextInt(5, 60);
    try {
      long before = world.ledger().count(EVENTS);
      waited(
          NEXT_WITHIN,
          () -> over.getAsBoolean() || world.ledger().count(EVENTS) >= before + events);
    } catch (UnavailableException _) {
      // The next fault comes while the last one still hurts.
    }
  }

  /** True when it came within the time. */
  static boolean waited(Duration most, BooleanSupplier condition) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return true;
  }
}
