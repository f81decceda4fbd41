package org.muster.command.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.muster.command.fault.NamedPoint.Moment;
import org.muster.command.fault.NamedPoint.Work;

/** What befalls one server, its database and the networks on both sides of it. */
final class Trouble extends Breaker {
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(15);
  private static final Duration LEADS_BESIDE = Duration.ofSeconds(2);
  private static final double LOST_SHARE = 1 / 3.0;

  private final World world;

  Trouble(
      World world, Plan plan, SplittableRandom random, Onlookers onlookers, BooleanSupplier over) {
    super(world, plan, random, onlookers, over);
    this.world = world;
  }

  @Override
  Optional<Made> make(Kind kind) throws Exception {
    return switch (kind) {
      case SERVER_KILLED -> Optional.of(restarted(kind, kill(), System.nanoTime()));
      case SERVER_KILLED_AT_A_POINT -> killServerAtAPoint();
      default -> ended(kind).map(ended -> made(kind, ended));
    };
  }

  @Override
  String kill() {
    world.server().kill9();
    return "";
  }

  @Override
  Made restarted(Kind kind, String detail, long at) {
    var ended = new Ended(detail);
    world.server().restart();
    return made(kind, ended);
  }

  private Optional<Ended> ended(Kind kind) {
    return switch (kind) {
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
      default -> throw new IllegalArgumentException("not of a single server: " + kind);
    };
  }

  /** Empty when the server does not come by there any more. */
  private Optional<Made> killServerAtAPoint() throws SQLException {
    Work work = any(Work.values());
    Moment moment = any(Moment.values());
    boolean reached;
    try (var point = new NamedPoint(world.address(), work, moment, 0)) {
      reached = waited(REACHED_WITHIN, () -> over.getAsBoolean() || point.isReached());
      if (reached) {
        kill();
      }
    }
    return reached
        ? Optional.of(
            restarted(Kind.SERVER_KILLED_AT_A_POINT, moment + " " + work, System.nanoTime()))
        : Optional.empty();
  }

  private <T> T any(T[] of) {
    return of[random.nextInt(of.length)];
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

  /** Full until the server was refused a change for it, and for a while after. */
  private Ended fillDisk(SmallDisk disk) {
    long before = world.refusedForRoom();
    disk.fill();
    boolean met =
        waited(plan.longest(), () -> over.getAsBoolean() || world.refusedForRoom() > before);
    waited(span(), over);
    disk.free();
    return new Ended(met ? "the server was refused" : "the server asked for no room");
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
}
