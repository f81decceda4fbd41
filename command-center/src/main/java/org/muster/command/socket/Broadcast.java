package org.muster.command.socket;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.command.store.UnavailableException;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows followers of a topic what it looks like, and what it looks like after each change.
 *
 * <p>A picture is made at most once a second per topic and scope, for all followers together, and
 * only while somebody follows. Because signals may be lost, it is made again now and then without
 * one.
 */
public final class Broadcast implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

  private static final Duration REFRESH_EVERY = Duration.ofSeconds(10);

  /** What is watched, and as seen by whom. */
  record Key(String topic, String scope) {}

  private final Map<Key, Watch> watches = new ConcurrentHashMap<>();
  private final Topics topics;
  private final Duration gap;

  public Broadcast(Topics topics) {
    this(topics, Duration.ofSeconds(1));
  }

  /** With another pause between two pictures. */
  Broadcast(Topics topics, Duration gap) {
    this.topics = topics;
    this.gap = gap;
  }

  /** Says that a topic may look different now. Cheap; from any thread, as often as it happens. */
  public void changed(String topic) {
    watches.forEach(
        (key, watch) -> {
          if (key.topic().equals(topic)) {
            watch.changed();
          }
        });
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::stop);
  }

  /** Opens a topic for a follower, who is told the result on its own loop. */
  void follow(Principal principal, String name, Follows follower) {
    Thread.ofVirtual().name("follow").start(() -> open(principal, name, follower));
  }

  void leave(Watch watch, Follows follower) {
    watches.computeIfPresent(
        watch.key(),
        (_, present) -> {
          if (present == watch && watch.leftEmptyBy(follower)) {
            watch.stop();
            return null;
          }
          return present;
        });
  }

  private void open(Principal principal, String name, Follows follower) {
    try {
      Optional<Topic> topic = topics.open(principal, name);
      if (topic.isEmpty()) {
        follower.refused();
      } else {
        follower.joined(join(new Key(name, topic.get().scope()), topic.get(), follower));
      }
    } catch (RefusedException e) {
      follower.refused();
    } catch (UnavailableException e) {
      follower.unavailable();
    } catch (RuntimeException e) {
      LOG.error("topic {} cannot be opened", name, e);
      follower.unavailable();
    }
  }

  private Watch join(Key key, Topic topic, Follows follower) {
    return watches.compute(
        key,
        (_, present) -> {
          var watch = present == null ? new Watch(key, topic, gap, REFRESH_EVERY) : present;
          watch.add(follower);
          return watch;
        });
  }
}
