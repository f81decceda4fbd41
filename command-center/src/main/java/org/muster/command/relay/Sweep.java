package org.muster.command.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.muster.command.store.Database;
import org.muster.command.store.MailRounds;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Mailboxes.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no hint told of. Each look reads into which mailboxes letters were put since the last
 * one, and compares the mailboxes of those who came since with what they were sent; whoever lags
 * stays in sight until they have everything. Now and then everybody who is connected is compared,
 * and after every look that failed.
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

  /** Once in so many looks everybody is compared: a node of an older version writes no rounds. */
  private static final int EVERYBODY_ONCE_IN = 30;

  private final Database database;
  private final Mailboxes mailboxes;
  private final Connected connected;
  private final BooleanSupplier telling;
  private final Consumer<Position> wake;
  private final Map<UUID, Long> waiting = new HashMap<>();
  private String snapshot = "";
  private int waits;
  private int looks;
  private boolean failing;
  private volatile int lagging;

  /** Who is connected to this node. */
  interface Connected {
    Set<UUID> everybody();

    /** Who has come since this was last asked. */
    Set<UUID> arrived();

    /** What somebody was sent, by the device that is furthest behind; empty for who is not here. */
    OptionalLong sent(UUID recipient);
  }

  /** Somebody's mailbox holds more than they were sent. */
  private record Lag(long stood, Position newest) {}

  /**
   * @param telling whether hints are on their way to phones, or soon will be
   * @param wake is given mailboxes that nobody told of, with their newest number
   */
  Sweep(
      Database database,
      Mailboxes mailboxes,
      Connected connected,
      BooleanSupplier telling,
      Consumer<Position> wake) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.connected = connected;
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
        looks = 0;
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
    learn();
    List<Lag> lags = lags();
    lagging = lags.size();
    if (lags.isEmpty() || stopped.await(HINT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    for (Lag lag : lags) {
      UUID recipient = lag.newest().recipient();
      if (connected.sent(recipient).equals(OptionalLong.of(lag.stood()))) {
        wake.accept(lag.newest());
      }
    }
  }

  /** Learns of letters; in this order, so that nobody is missed who comes meanwhile. */
  private void learn() {
    boolean all = looks == 0 || snapshot.isEmpty();
    if (all) {
      snapshot = database.read(MailRounds::snapshot);
      connected.arrived();
      compare(connected.everybody());
    } else {
      var news = database.read(sql -> MailRounds.since(sql, snapshot));
      news.newest().forEach(this::note);
      compare(connected.arrived());
      snapshot = news.snapshot();
    }
    looks = (looks + 1) % EVERYBODY_ONCE_IN;
  }

  private void compare(Collection<UUID> some) {
    var positions = new ArrayList<Position>(some.size());
    some.forEach(one -> connected.sent(one).ifPresent(s -> positions.add(new Position(one, s))));
    for (int from = 0; from < positions.size(); from += BATCH_MAX) {
      var batch = positions.subList(from, Math.min(positions.size(), from + BATCH_MAX));
      database
          .read(sql -> mailboxes.lagging(sql, batch))
          .forEach(newest -> note(newest.recipient(), newest.seq()));
    }
  }

  private void note(UUID recipient, long newest) {
    if (connected.sent(recipient).isPresent()) {
      waiting.merge(recipient, newest, Math::max);
    }
  }

  /** Where those stand who lag; whoever has everything or has left is out of sight. */
  private List<Lag> lags() {
    var lags = new ArrayList<Lag>();
    waiting.forEach(
        (recipient, newest) -> {
          var sent = connected.sent(recipient);
          if (sent.isPresent() && sent.getAsLong() < newest) {
            lags.add(new Lag(sent.getAsLong(), new Position(recipient, newest)));
          }
        });
    waiting.clear();
    lags.forEach(lag -> waiting.put(lag.newest().recipient(), lag.newest().seq()));
    return lags;
  }
}
