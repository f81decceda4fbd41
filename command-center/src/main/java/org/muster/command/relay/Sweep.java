package org.muster.command.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.muster.command.store.Database;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Mailboxes.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no hint told of: compares what is committed with what was sent, for everybody who is
 * connected here.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** Mailboxes compared by one query. */
  private static final int BATCH_MAX = 5_000;

  /** From a commit to the moment when its hints are on their way. */
  private static final Duration HINT_MAX = Duration.ofMillis(200);

  /**
   * So often it waits for hints. A node that does not hear the others does not hear of their
   * launches either, and looks as often as ever.
   */
  private static final int WAITS_MAX = 5;

  private final Database database;
  private final Mailboxes mailboxes;
  private final Supplier<Map<UUID, Long>> sent;
  private final BooleanSupplier telling;
  private final Consumer<Position> wake;
  private int waits;
  private boolean failing;
  private volatile int lagging;

  /**
   * @param sent what each connected person was sent, by the device that is furthest behind
   * @param telling whether hints are on their way to phones, or soon will be
   * @param wake is given mailboxes that nobody told of, with their newest number
   */
  Sweep(
      Database database,
      Mailboxes mailboxes,
      Supplier<Map<UUID, Long>> sent,
      BooleanSupplier telling,
      Consumer<Position> wake) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.sent = sent;
    this.telling = telling;
    this.wake = wake;
  }

  void run(Duration every, CountDownLatch stopped) throws InterruptedException {
    while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        look(stopped);
        if (failing) {
          LOG.info("the sweep reads mailboxes again");
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.warn("the sweep cannot read mailboxes: {}", e.getMessage());
        }
        failing = true;
      }
    }
  }

  /** How many people had more in their mailbox than was sent, when it last looked. */
  int lagging() {
    return lagging;
  }

  /**
   * Of those who lag, most are being told this very moment of what was just committed. Who stands
   * where they stood a little later was not.
   */
  private void look(CountDownLatch stopped) throws InterruptedException {
    if (telling.getAsBoolean() && waits < WAITS_MAX) {
      waits++;
      return;
    }
    waits = 0;
    Map<UUID, Long> before = sent.get();
    List<Position> behind = behind(before);
    lagging = behind.size();
    if (behind.isEmpty() || stopped.await(HINT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    Map<UUID, Long> now = sent.get();
    for (Position newest : behind) {
      Long stands = now.get(newest.recipient());
      if (stands != null && stands.equals(before.get(newest.recipient()))) {
        wake.accept(newest);
      }
    }
  }

  private List<Position> behind(Map<UUID, Long> standing) {
    var positions = new ArrayList<Position>(standing.size());
    standing.forEach((recipient, seq) -> positions.add(new Position(recipient, seq)));
    var behind = new ArrayList<Position>();
    for (int from = 0; from < positions.size(); from += BATCH_MAX) {
      var batch = positions.subList(from, Math.min(positions.size(), from + BATCH_MAX));
      behind.addAll(database.read(sql -> mailboxes.lagging(sql, batch)));
    }
    return behind;
  }
}
