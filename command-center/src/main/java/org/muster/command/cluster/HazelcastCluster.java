package org.muster.command.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.muster.command.cluster.HintForm.Heard;

/** The cluster of a node that has joined others: hints over the event bus, the rest in maps. */
final class HazelcastCluster implements Cluster {
  private static final String ADDRESS = "muster.hints";

  /** Pictures of boards are made once a second; told more often, topics would only be noise. */
  private static final long TOPICS_EVERY_MS = 250;

  private final UUID node = UUID.randomUUID();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Vertx vertx;
  private final MessageConsumer<Buffer> bus;
  private final HazelcastPresence presence;
  private final HazelcastSightings sightings;
  private final Counter told;
  private final Counter heard;
  private final long topicsTimer;
  private volatile Consumer<Hint> listener = _ -> {};

  HazelcastCluster(Vertx vertx, HazelcastInstance hazelcast, MeterRegistry registry) {
    this.vertx = vertx;
    told = registry.counter("muster.cluster.told");
    heard = registry.counter("muster.cluster.heard");
    registry.gauge(
        "muster.cluster.nodes", hazelcast, instance -> instance.getCluster().getMembers().size());
    presence = new HazelcastPresence(hazelcast.getMap("presence"), node, this::tell);
    sightings = new HazelcastSightings(hazelcast.getMap("sightings"));
    // Messages are bytes: nothing that arrives may name a class.
    vertx.eventBus().clusterSerializableChecker(_ -> false).serializableChecker(_ -> false);
    bus = vertx.eventBus().consumer(ADDRESS, message -> hear(message.body()));
    bus.completion().await();
    topicsTimer = vertx.setPeriodic(TOPICS_EVERY_MS, _ -> tellChanged());
    presence.start();
  }

  @Override
  public void tell(Hint hint) {
    if (hint instanceof Hint.Changed(var topics)) {
      changed.addAll(topics);
    } else {
      publish(hint);
    }
  }

  @Override
  public void hear(Consumer<Hint> consumer) {
    listener = consumer;
  }

  @Override
  public Presence presence() {
    return presence;
  }

  @Override
  public Sightings sightings() {
    return sightings;
  }

  @Override
  public void close() {
    vertx.cancelTimer(topicsTimer);
    presence.close();
    bus.unregister().await();
  }

  private void publish(Hint hint) {
    told.increment();
    vertx.eventBus().publish(ADDRESS, HintForm.write(node, hint));
  }

  private void tellChanged() {
    var topics = Set.copyOf(changed);
    if (!topics.isEmpty()) {
      changed.removeAll(topics);
      publish(new Hint.Changed(topics));
    }
  }

  /** What is published comes to its sender as well, who knows it already. */
  private void hear(Buffer bytes) {
    HintForm.read(bytes)
        .filter(one -> !one.from().equals(node))
        .map(Heard::hint)
        .ifPresent(this::take);
  }

  private void take(Hint hint) {
    heard.increment();
    if (hint instanceof Hint.Moved moved) {
      presence.moved(moved);
    } else {
      listener.accept(hint);
    }
  }
}
