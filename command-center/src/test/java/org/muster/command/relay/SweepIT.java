package org.muster.command.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Body;
import org.muster.command.store.Letter;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Mailboxes.Position;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.TestDatabase;

final class SweepIT {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  private static final Position FIRST = new Position(ANNA, 1);
  private static final Position SECOND = new Position(ANNA, 2);

  private final Mailboxes mailboxes = new Mailboxes();
  private final List<Position> woken = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private TestDatabase test;
  private final Anna anna = new Anna();
  private final List<Thread> threads = new ArrayList<>();

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
    post();
  }

  @AfterEach
  void close() throws InterruptedException {
    stopped.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    test.close();
  }

  @Test
  void whoStandsWhereTheyStoodIsWoken() {
    anna.isConnected();
    var _ = sweep(() -> false);
    awaitWoken(FIRST);
  }

  @Test
  void aLetterOnItsWayWasReadFromTheDatabaseAsWell() {
    anna.isConnected();
    anna.has = asked -> Math.min(1, asked - 1);
    var _ = sweep(() -> false);
    anna.awaitLooks(20);
    assertEquals(List.of(), woken);
  }

  @Test
  void hintsThatNeverEndDoNotHoldUpTheSweepForEver() {
    anna.isConnected();
    var _ = sweep(() -> true);
    awaitWoken(FIRST);
  }

  @Test
  void aLetterThatNobodyToldOfIsFoundWithoutComparingEverybody() {
    anna.has = _ -> 1;
    var _ = sweep(() -> false);
    anna.awaitLooks(2);
    post();
    awaitWoken(SECOND);
  }

  @Test
  void aLetterThatCameBetweenAHelloAndItsLineWasFoundLate() {
    var _ = sweep(() -> false);
    anna.awaitLooks(2);
    anna.arrives();
    awaitWoken(FIRST);
  }

  @Test
  void whoeverLagsIsWokenUntilTheyHaveEverything() {
    var sweep = sweep(() -> false);
    anna.awaitLooks(2);
    anna.arrives();
    Eventually.until("woken again and again", () -> woken.size() > 2);
    anna.has = _ -> 1;
    Eventually.until("nobody lags", () -> sweep.lagging() == 0);
  }

  @Test
  void whatANodeWroteThatKnowsNoRoundsIsFoundAmongEverybody() {
    anna.isConnected();
    anna.has = _ -> 1;
    var _ = sweep(() -> false);
    anna.awaitLooks(2);
    test.database().transaction(sql -> sql.run("update recipient set seq = 2"));
    awaitWoken(SECOND);
  }

  private Sweep sweep(BooleanSupplier telling) {
    var sweep = new Sweep(test.database(), mailboxes, anna, telling, woken::add);
    threads.add(Thread.ofVirtual().start(() -> run(sweep)));
    return sweep;
  }

  private void run(Sweep sweep) {
    try {
      sweep.run(AT_ONCE, stopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post() {
    var letter = new Letter(ANNA, UUID.randomUUID(), "notice", 1, Body.of("{}"));
    test.database().transaction(sql -> mailboxes.deliver(sql, List.of(letter)));
  }

  private void awaitWoken(Position newest) {
    Eventually.until(() -> "woken: " + woken, () -> woken.contains(newest));
  }

  /** Somebody with one phone. */
  private static final class Anna implements Sweep.Connected {
    private final Set<UUID> connected = ConcurrentHashMap.newKeySet();
    private final Set<UUID> arrived = ConcurrentHashMap.newKeySet();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    /** What she was sent, by how often that was asked. */
    volatile IntToLongFunction has = _ -> 0;

    void isConnected() {
      connected.add(ANNA);
    }

    void arrives() {
      arrived.add(ANNA);
    }

    void awaitLooks(int more) {
      int enough = looks.get() + more;
      Eventually.until("looks of the sweep", () -> looks.get() >= enough);
    }

    @Override
    public Set<UUID> everybody() {
      return connected;
    }

    @Override
    public Set<UUID> arrived() {
      looks.incrementAndGet();
      var some = Set.copyOf(arrived);
      arrived.clear();
      return some;
    }

    @Override
    public OptionalLong sent(UUID recipient) {
      return OptionalLong.of(has.applyAsLong(asked.incrementAndGet()));
    }
  }
}
