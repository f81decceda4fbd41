package org.muster.command.e2e;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.muster.command.testing.Eventually;
import org.muster.field.link.FieldLink;
import org.muster.field.link.LinkSettings;
import org.muster.field.link.LinkState;
import org.muster.field.link.Pace;
import org.muster.field.link.Phone;
import org.muster.field.link.PhoneHolder;
import org.muster.field.link.Switchboard;
import org.muster.field.outbox.Outbox;
import org.muster.field.task.TaskCards;

/** People with phones, who answer nothing, and all of whom come back by themselves. */
public final class People implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A connection that is cut by its other end is known to be gone within this. */
  private static final long NOTICED_NS = Duration.ofSeconds(1).toNanos();

  private final Vertx vertx = Vertx.vertx();
  private final Switchboard board;
  private final List<Holder> holders = new ArrayList<>();

  /** A phone as a trial server hands it out. */
  public record Device(UUID volunteer, String token) {}

  /** From the loss of a connection until there was one again, by the monotonic clock. */
  private record Outage(long from, long until) {}

  /** Somebody with a phone. */
  public static final class Holder implements PhoneHolder {
    private final TaskCards cards = new TaskCards();
    private final UUID volunteer;
    private volatile LinkState state = LinkState.IDLE;
    private volatile long liveSince;
    private final List<Outage> outages = new CopyOnWriteArrayList<>();
    private OptionalLong lostAt = OptionalLong.empty();

    private Holder(UUID volunteer) {
      this.volunteer = volunteer;
    }

    @Override
    public synchronized void changed(LinkState next) {
      long now = System.nanoTime();
      if (next == LinkState.LIVE) {
        liveSince = now;
        lostAt.ifPresent(lost -> outages.add(new Outage(lost, now)));
        lostAt = OptionalLong.empty();
      } else if (state == LinkState.LIVE) {
        lostAt = OptionalLong.of(now);
      }
      state = next;
    }

    public UUID volunteer() {
      return volunteer;
    }

    public TaskCards cards() {
      return cards;
    }
  }

  /** Switches all of them on. */
  public People(int port, List<Device> devices) {
    board =
        Switchboard.open(vertx, LinkSettings.of("127.0.0.1", port).withPace(soonBack())).await();
    for (Device device : devices) {
      var holder = new Holder(device.volunteer());
      var phone = new Phone("phone-" + device.volunteer(), device.token());
      FieldLink link = board.link(phone, holder.cards, Outbox.inMemory(), holder);
      holders.add(holder);
      link.start();
    }
  }

  /** The usual pace, but as if an order were open: back within seconds. */
  private static Pace soonBack() {
    Pace usual = Pace.STANDARD;
    return new Pace(
        usual.backoffBase(),
        usual.backoffOpenMax(),
        usual.backoffOpenMax(),
        usual.silenceMax(),
        usual.askAfter(),
        usual.ackDelay(),
        usual.ackSettles(),
        usual.answerMax(),
        usual.connectMax(),
        usual.tick());
  }

  public List<Holder> holders() {
    return List.copyOf(holders);
  }

  long live() {
    return holders.stream().filter(holder -> holder.state == LinkState.LIVE).count();
  }

  public void awaitLive() {
    awaitLiveSince(Long.MIN_VALUE);
  }

  /**
   * Waits until each has come back since a reading of the monotonic clock, and tells how long after
   * it each did, the quickest first.
   */
  public List<Duration> awaitLiveSince(long nanoTime) {
    Eventually.within(
        PATIENCE,
        () -> back(nanoTime) + " phones of all are live",
        () -> back(nanoTime) == holders.size());
    return holders.stream()
        .map(holder -> Duration.ofNanos(holder.liveSince - nanoTime))
        .sorted()
        .toList();
  }

  /**
   * How long after a reading of the monotonic clock each was back that lost its connection within a
   * second of it, the quickest first.
   */
  public List<Duration> resumedAfter(long nanoTime) {
    return holders.stream()
        .flatMap(holder -> holder.outages.stream())
        .filter(one -> one.from() - nanoTime >= 0 && one.from() - nanoTime < NOTICED_NS)
        .map(one -> Duration.ofNanos(one.until() - nanoTime))
        .sorted()
        .toList();
  }

  private long back(long nanoTime) {
    return holders.stream()
        .filter(holder -> holder.state == LinkState.LIVE)
        .filter(holder -> nanoTime == Long.MIN_VALUE || holder.liveSince - nanoTime > 0)
        .count();
  }

  @Override
  public void close() {
    board.close().await();
    vertx.close().await();
  }
}
