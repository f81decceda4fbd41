package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.muster.command.bench.PushReport.InStorm;
import org.muster.command.bench.PushReport.Launch;
import org.muster.command.store.Database;
import org.muster.model.wire.Json;

/** Launches of a measured city to all phones that are connected to it. */
final class MeasuredLaunches {
  /** What waits for a launch is done within. */
  private static final int SETTLES_IN_S = 6;

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final MeasuredCity city;
  private final Crowds crowds;
  private final int phones;
  private final ProcessorTime restingASecond;

  /**
   * Rests before the first launch.
   *
   * @param restS for so many seconds, in which it is measured what goes on without a launch
   */
  MeasuredLaunches(MeasuredCity city, Crowds crowds, int phones, int restS) {
    this.city = city;
    this.crowds = crowds;
    this.phones = phones;
    restingASecond = restedFor(restS).share(1, restS);
  }

  ProcessorTime restingASecond() {
    return restingASecond;
  }

  /** One order to all phones, from the signature until what they acknowledged is stored. */
  UUID launch(int start, int number, PushReport report) {
    Database database = city.database();
    UUID order = city.office().prepare(Town.plan(database));
    crowds.reset();
    var before = city.processorTime(crowds);
    long origin = System.nanoTime();
    city.office().sign(order);
    long answered = System.nanoTime();
    Timing.until(() -> crowds.received() >= phones);
    Timing.until(() -> Town.unacknowledged(database) == 0);
    long stored = System.nanoTime();
    var used = city.processorTime(crowds).minus(before);
    var times = crowds.times(origin);
    var launch =
        new Launch(
            start,
            number,
            (answered - origin) / 1_000,
            times.first(),
            times.p50(),
            times.p99(),
            times.last(),
            (stored - origin) / 1_000,
            used,
            settled(),
            crowds.repeats());
    report.launch(launch);
    OUT.println("  " + Json.write(launch));
    Town.clear(database);
    return order;
  }

  /**
   * All phones lose their connection and come back, and in that moment an order is signed for all
   * of them.
   */
  UUID launchInStorm(PushReport report) throws IOException {
    Database database = city.database();
    UUID order = city.office().prepare(Town.plan(database));
    var tokens = Town.tokens(database);
    crowds.reset();
    var before = city.processorTime(crowds);
    long origin = System.nanoTime();
    crowds.storm(tokens);
    city.office().sign(order);
    var returned = crowds.returned();
    Timing.until(() -> crowds.received() >= phones);
    Timing.until(() -> Town.unacknowledged(database) == 0);
    var storm =
        new InStorm(
            returned,
            crowds.times(origin).first(),
            (System.nanoTime() - origin) / 1_000,
            city.processorTime(crowds).minus(before),
            crowds.repeats());
    report.storm(storm);
    OUT.println("  storm " + Json.write(storm));
    Town.clear(database);
    return order;
  }

  /** What is done after a launch that waited for it. */
  private ProcessorTime settled() {
    return restedFor(SETTLES_IN_S).minus(restingASecond.share(SETTLES_IN_S, 1));
  }

  private ProcessorTime restedFor(int seconds) {
    var before = city.processorTime(crowds);
    Timing.pause(Duration.ofSeconds(seconds));
    return city.processorTime(crowds).minus(before);
  }
}
