package org.muster.command.cluster;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presence in a map of the cluster: a device's key, and as value its node, the number of its
 * connection there and that of its ticket. Whoever writes over another node's value tells that
 * node, unless that connection is the newer one: then it stays, and the own one gives way.
 *
 * <p>One thread writes, in the order in which devices came and went; so the map needs no locks. An
 * entry expires by itself unless its node renews it: what a dead node has left is soon gone, and
 * what a merge has lost comes back.
 */
final class HazelcastPresence implements Presence, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastPresence.class);

  static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration RENEWED_EVERY = Duration.ofMinutes(5);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(2);

  /** Comings and goings that wait; beyond it a device that moves is not told so by its old node. */
  private static final int WAITING_MAX = 200_000;

  private final Map<Long, OwnStay> stays = new ConcurrentHashMap<>();
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final AtomicLong last = new AtomicLong();
  private final IMap<String, String> map;
  private final UUID node;
  private final Consumer<Hint> others;
  private final Thread writer = Thread.ofVirtual().name("presence").unstarted(this::write);
  private volatile boolean closed;
  private boolean failing;

  HazelcastPresence(IMap<String, String> map, UUID node, Consumer<Hint> others) {
    this.map = map;
    this.node = node;
    this.others = others;
  }

  private final class OwnStay implements Stay {
    private final long number = last.incrementAndGet();
    private final String device;
    private final long ticket;
    private final Runnable movedAway;

    OwnStay(String device, long ticket, Runnable movedAway) {
      this.device = device;
      this.ticket = ticket;
      this.movedAway = movedAway;
    }

    @Override
    public void end() {
      if (stays.remove(number) != null && !closed) {
        boolean _ = waiting.offer(() -> map.remove(device, value()));
      }
    }

    String value() {
      return new Stand(node, number, ticket).text();
    }

    void begin() {
      var before = map.put(device, value(), KEPT.toSeconds(), TimeUnit.SECONDS);
      var elsewhere =
          Optional.ofNullable(before).map(Stand::of).filter(stand -> !stand.node().equals(node));
      if (elsewhere.filter(stand -> stand.ticket() > ticket).isPresent()) {
        map.replace(device, value(), before);
        movedAway.run();
      } else {
        elsewhere.ifPresent(stand -> others.accept(new Hint.Moved(stand.node(), stand.number())));
      }
    }

    void renew() {
      if (!map.setTtl(device, KEPT.toSeconds(), TimeUnit.SECONDS) && stays.containsKey(number)) {
        begin();
      }
    }
  }

  void start() {
    writer.start();
  }

  @Override
  public Stay arrived(UUID recipient, String device, long ticket, Runnable movedAway) {
    var stay = new OwnStay(recipient + "/" + device, ticket, movedAway);
    stays.put(stay.number, stay);
    boolean _ = waiting.offer(stay::begin);
    return stay;
  }

  /** A device that stayed somewhere has connected elsewhere. */
  void moved(Hint.Moved moved) {
    if (moved.node().equals(node)) {
      var stay = stays.get(moved.stay());
      if (stay != null) {
        stay.movedAway.run();
      }
    }
  }

  /** Where a device stands, as a value of the map. */
  private record Stand(UUID node, long number, long ticket) {
    static Stand of(String text) {
      String[] parts = text.split("/", -1);
      return new Stand(
          UUID.fromString(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
      return node + "/" + number + "/" + ticket;
    }
  }

  private void write() {
    long renewAt = System.nanoTime() + RENEWED_EVERY.toNanos();
    try {
      while (!closed) {
        var next = waiting.poll(RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          attempt(next);
        }
        if (System.nanoTime() - renewAt > 0) {
          stays.values().forEach(stay -> attempt(stay::renew));
          renewAt = System.nanoTime() + RENEWED_EVERY.toNanos();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Runnable step) {
    try {
      step.run();
      failing = false;
    } catch (HazelcastInstanceNotActiveException e) {
      closed = true;
    } catch (HazelcastException e) {
      if (!failing) {
        LOG.warn("presence is not noted: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /** What is left in the map expires. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join(CLOSES_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
