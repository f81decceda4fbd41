package org.muster.command.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.muster.command.store.Database;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Progress;
import org.muster.command.store.ReadMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects how far mailboxes got and writes it down in batches.
 *
 * <p>Event loops write into the two maps, one thread empties them. An entry is taken out only after
 * it was committed and if it has not moved on meanwhile; so a failure keeps everything for the next
 * try. Acks are cumulative: one entry per person. What exceeds the bounds is dropped, at the price
 * of a later time on the ladder: a phone repeats its number at its next hello.
 */
final class Receipts {
  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

  /** Entries per transaction: some ten milliseconds of work. */
  private static final int BATCH_MAX = 4_000;

  /**
   * Most phones acknowledge within this; both times of a letter are then written down with one
   * stroke.
   */
  private static final Duration ANSWER_SOON = Duration.ofSeconds(1);

  /** Persons with news, and opened items, that wait for the database to come back. */
  private static final int WAITING_MAX = 200_000;

  private record Opened(UUID recipient, UUID item) {}

  private final Map<UUID, Progress> progress = new ConcurrentHashMap<>();
  private final Map<Opened, ReadMark> reads = new ConcurrentHashMap<>();
  private final Database database;
  private final Mailboxes mailboxes;
  private final InstantSource clock;
  private final ReceiptPace pace = new ReceiptPace();

  /** Receipts that came in since they were last written down. */
  private final AtomicInteger news = new AtomicInteger();

  private boolean failing;

  Receipts(Database database, Mailboxes mailboxes, InstantSource clock) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  void sent(UUID recipient, long seq) {
    advance(Progress.sent(recipient, seq, clock.instant()));
  }

  void acked(UUID recipient, long seq) {
    advance(Progress.acked(recipient, seq, clock.instant()));
    news.incrementAndGet();
  }

  void read(UUID recipient, UUID item, long upTo) {
    if (reads.size() < WAITING_MAX) {
      var mark = new ReadMark(recipient, item, upTo, clock.instant());
      reads.putIfAbsent(new Opened(recipient, item), mark);
      news.incrementAndGet();
    }
  }

  /** Writes down until told to stop, and then what is left. */
  void run(long everyMs, CountDownLatch stopped) throws InterruptedException {
    while (!stopped.await(failing ? everyMs * 10 : everyMs, TimeUnit.MILLISECONDS)) {
      if (pace.isDue(news.get())) {
        news.set(0);
        flush(clock.instant().minus(ANSWER_SOON));
      }
    }
    flush();
  }

  /** True when everything collected so far has been written down. */
  boolean flush() {
    return flush(Instant.MAX);
  }

  /** Of those whose phone has not acknowledged yet, only what was sent before this time. */
  private boolean flush(Instant sentBefore) {
    try {
      while (flushSome(sentBefore)) {}
      if (failing) {
        LOG.info("receipts are written down again");
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("receipts wait: {}", e.getMessage());
      }
      failing = true;
    }
    return !failing;
  }

  int waiting() {
    return progress.size() + reads.size();
  }

  private void advance(Progress step) {
    if (progress.size() < WAITING_MAX || progress.containsKey(step.recipient())) {
      progress.merge(step.recipient(), step, Progress::and);
    }
  }

  /** True when there may be more. */
  private boolean flushSome(Instant sentBefore) {
    var steps = some(progress.values(), step -> step.isAckedOrSentBefore(sentBefore));
    var marks = some(reads.values(), _ -> true);
    if (steps.isEmpty() && marks.isEmpty()) {
      return false;
    }
    database.transaction(
        sql -> {
          mailboxes.flush(sql, steps, marks);
          return true;
        });
    steps.forEach(step -> progress.remove(step.recipient(), step));
    marks.forEach(mark -> reads.remove(new Opened(mark.recipient(), mark.item()), mark));
    return steps.size() == BATCH_MAX || marks.size() == BATCH_MAX;
  }

  private static <T> List<T> some(Collection<T> all, Predicate<T> ripe) {
    return all.stream().filter(ripe).limit(BATCH_MAX).toList();
  }
}
