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
abstract class Breaker {
  private static final Duration LAUNCHED_WITHIN = Duration.ofMinutes(5);
  private static final int LAUNCH_OFFERS_MIN = 12;
  private static final int LAUNCH_OFFERS_MAX = 40;
  private static final Duration NEXT_WITHIN = Duration.ofSeconds(4);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final long SHORTEST_MS = 500;

  private static final String EVENTS = "select count(*) as n from event";

  /** People whom a launch has yet to ask. */
  static final String LEFT_OUT =
      """
      select (select count(*) from candidate where source = 'shock')
        - (select count(*) from assignment where source = 'shock') as n
      """;

  private static final String ASKED = "select count(*) as n from assignment";

  final Plan plan;
  final SplittableRandom random;
  final Onlookers onlookers;
  final BooleanSupplier over;
  private final Stage stage;

  /**
   * @param over whether the story has come to its end
   */
  Breaker(
      Stage stage, Plan plan, SplittableRandom random, Onlookers onlookers, BooleanSupplier over) {
    this.stage = stage;
    this.plan = plan;
    this.random = random;
    this.onlookers = onlookers;
    this.over = over;
  }

  /**
   * How a fault went, before anybody looked whether all is well again.
   *
   * @param at when it ended, by the monotonic clock
   */
  record Ended(Supplier<String> detail, long at, long staleWrites) {
    Ended(String detail) {
      this(() -> detail, System.nanoTime(), 0);
    }
  }

  /**
   * How others took a fault.
   *
   * @param resumed how long each phone was without a connection whose node was killed
   * @param noticed how long a node was silent before all others knew
   * @param merged how long after its silence all nodes knew of each other again
   */
  record Recoveries(List<Duration> resumed, List<Duration> noticed, List<Duration> merged) {
    static final Recoveries NONE = new Recoveries(List.of(), List.of(), List.of());

    Recoveries {
      resumed = List.copyOf(resumed);
      noticed = List.copyOf(noticed);
      merged = List.copyOf(merged);
    }
  }

  /** Makes one; empty when there was no occasion. */
  abstract Optional<Made> make(Kind kind) throws Exception;

  /** Kills a server as a power cut would, and calls it by a name. */
  abstract String kill();

  /**
   * What was killed is started again.
   *
   * @param at when it was killed, by the monotonic clock
   */
  abstract Made restarted(Kind kind, String detail, long at);

  /** What was measured beside the faults themselves. */
  Recoveries recoveries() {
    return Recoveries.NONE;
  }

  /** Makes all of it, unless the story ends before. */
  final List<Made> make() throws Exception {
    var made = new ArrayList<Made>();
    for (Kind kind : plan.kinds()) {
      awaitProgress();
      if (over.getAsBoolean()) {
        break;
      }
      make(kind).ifPresent(made::add);
    }
    return made;
  }

  final Made made(Kind kind, Ended ended) {
    var recovery = onlookers.welcomedAfter(ended.at());
    return new Made(kind, ended.detail().get(), recovery, ended.staleWrites());
  }

  /** Waits for the launch that is to come, and does to it what is planned. */
  final Optional<Made> makeInLaunch() throws SQLException {
    return switch (plan.inLaunch()) {
      case NOTHING -> Optional.empty();
      case KILL -> Optional.of(killInLaunch());
      case STORM -> Optional.of(made(Kind.PHONES_CUT, stormInLaunch()));
    };
  }

  private Made killInLaunch() throws SQLException {
    int offers = random.nextInt(LAUNCH_OFFERS_MIN, LAUNCH_OFFERS_MAX);
    String who;
    long at;
    try (var launch = launch(Moment.WITHIN, offers)) {
      awaitLaunch(launch);
      at = System.nanoTime();
      who = kill();
      if (stage.ledger().count(ASKED) == 0 || stage.ledger().count(LEFT_OUT) == 0) {
        throw new AssertionError("not in the middle of the launch");
      }
    }
    return restarted(
        Kind.SERVER_KILLED_AT_A_POINT, "%s WITHIN LAUNCH after %d".formatted(who, offers), at);
  }

  private Ended stormInLaunch() throws SQLException {
    try (var launch = launch(Moment.AFTER, LAUNCH_OFFERS_MIN)) {
      awaitLaunch(launch);
      return cutPhones("AFTER LAUNCH ");
    }
  }

  private NamedPoint launch(Moment moment, int offers) throws SQLException {
    return new NamedPoint(stage.address(), Work.LAUNCH, moment, offers);
  }

  private void awaitLaunch(NamedPoint launch) {
    Eventually.within(
        LAUNCHED_WITHIN, () -> "a launch", () -> over.getAsBoolean() || launch.isReached());
  }

  final Ended cutPhones(String when) {
    long cut = System.nanoTime();
    stage.phoneRoad().cut();
    return new Ended(() -> when + onlookers.backAfter(cut), cut, 0);
  }

  /** How long something stands still. */
  final Duration span() {
    return Duration.ofMillis(random.nextLong(SHORTEST_MS, plan.longest().toMillis()));
  }

  /** So much has happened since that the next fault meets another state. */
  private void awaitProgress() {
    long events = random.nextInt(5, 60);
    try {
      long before = stage.ledger().count(EVENTS);
      waited(
          NEXT_WITHIN,
          () -> over.getAsBoolean() || stage.ledger().count(EVENTS) >= before + events);
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
