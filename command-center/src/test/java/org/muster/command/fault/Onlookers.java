package org.muster.command.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.command.e2e.People;
import org.muster.command.fault.Evidence.Kept;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/** People of the county who do nothing but hold a phone, and a phone that comes and goes. */
final class Onlookers implements AutoCloseable {
  private final Probe probe;
  private final People people;

  /** Waits until all of them are connected. */
  Onlookers(Stage stage, int phones) {
    var devices = new ArrayList<People.Device>();
    stage
        .office(Role.SYSADMIN)
        .post("/trial/devices", Map.of("count", phones + 1))
        .forEach(one -> devices.add(Json.decode(one, People.Device.class)));
    int port = stage.phoneRoad().port();
    probe = new Probe(port, devices.removeLast().token());
    people = new People(port, devices);
    people.awaitLive();
  }

  /** How long it takes from a reading of the monotonic clock until a new phone is welcomed. */
  Duration welcomedAfter(long since) {
    return probe.welcomedAfter(since);
  }

  /** How long it took since then until each was back. */
  String backAfter(long since) {
    List<Duration> back = people.awaitLiveSince(since);
    return "%d phones back after %d ms (p50), %d (p99), %d (all)"
        .formatted(back.size(), ms(back, 0.5), ms(back, 0.99), ms(back, 1));
  }

  /** Waits until all of them are connected, whatever became of it since. */
  void awaitLive() {
    people.awaitLive();
  }

  /** How long those who lost their connection within a second of that moment were without one. */
  List<Duration> resumedAfter(long nanoTime) {
    return people.resumedAfter(nanoTime);
  }

  private static long ms(List<Duration> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return index < 0 ? 0 : sorted.get(index).toMillis();
  }

  List<Kept> kept() {
    return people.holders().stream()
        .map(one -> new Kept(one.volunteer(), one.cards().received(), one.cards().duplicates()))
        .toList();
  }

  @Override
  public void close() {
    people.close();
    probe.close();
  }
}
