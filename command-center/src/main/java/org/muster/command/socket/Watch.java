package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.Frames;
import org.muster.model.wire.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topic in one scope that at least one person follows: a virtual thread that makes pictures.
 *
 * <p>Only that thread writes {@link #picture}; followers take the newest when their socket has
 * room, so a slow one skips pictures and holds up nobody.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Broadcast.Key key;
  private final Topic topic;
  private final Duration gap;
  private final Duration refreshEvery;
  private final Set<Follows> followers = ConcurrentHashMap.newKeySet();
  private final Semaphore changes = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean started;
  private volatile @Nullable Picture picture;

  /**
   * What a topic looks like.
   *
   * @param number counts the pictures of a watch from 1
   * @param content without the time it was made
   */
  record Picture(int number, JsonNode content, String snapshot, String change) {
    static Picture of(int number, String topic, JsonNode data) {
      JsonNode content = data;
      if (data instanceof ObjectNode object) {
        content = object.deepCopy().without("asOf");
      }
      return new Picture(
          number,
          content,
          Frames.write(new ServerFrame.Snapshot(topic, data)),
          Frames.write(new ServerFrame.Change(topic, data)));
    }
  }

  Watch(Broadcast.Key key, Topic topic, Duration gap, Duration refreshEvery) {
    this.key = key;
    this.topic = topic;
    this.gap = gap;
    this.refreshEvery = refreshEvery;
  }

  Broadcast.Key key() {
    return key;
  }

  Optional<Picture> picture() {
    return Optional.ofNullable(picture);
  }

  /** Under the lock of the table of watches, as is {@link #leftEmptyBy}. */
  void add(Follows follower) {
    followers.add(follower);
    if (!started) {
      started = true;
      Thread.ofVirtual().name("watch " + key.topic()).start(this::run);
    }
  }

  boolean leftEmptyBy(Follows follower) {
    followers.remove(follower);
    return followers.isEmpty();
  }

  void changed() {
    if (changes.availablePermits() == 0) {
      changes.release();
    }
  }

  void stop() {
    stopped.countDown();
    changes.release();
  }

  private void run() {
    try {
      do {
        changes.drainPermits();
        look();
        if (stopped.await(gap.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        boolean _ = changes.tryAcquire(refreshEvery.toMillis(), TimeUnit.MILLISECONDS);
      } while (stopped.getCount() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      var before = picture;
      int number = before == null ? 1 : before.number() + 1;
      var seen = Picture.of(number, key.topic(), topic.snapshot());
      if (before == null || !before.content().equals(seen.content())) {
        picture = seen;
        followers.forEach(follower -> follower.show(this));
      }
    } catch (RuntimeException e) {
      LOG.warn("no picture of {}: {}", key.topic(), e.toString());
      changed();
    }
  }
}
