package org.muster.command.relay;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.muster.command.store.Coalescing;
import org.muster.command.store.Database;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Mailboxes.Position;
import org.muster.command.store.Mailboxes.Standing;
import org.muster.command.store.Posted;
import org.muster.model.wire.CloseCode;

/** Brings what lies in mailboxes to the phones connected to this node. See the package's text. */
public final class Delivery implements AutoCloseable {
  /** Hints on their way to event loops; what exceeds it is left to the sweep. */
  private static final int HINTS_MAX = 20_000;

  /** Mailboxes that are looked up at a time for phones that come. */
  private static final int STANDINGS_MAX = 500;

  private static final int READERS = 2;
  private static final long STOP_WITHIN_MS = 5_000;

  private final Switchboard switchboard = new Switchboard();
  private final AtomicInteger hints = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Mailboxes mailboxes = new Mailboxes();
  private final DeliveryLimits limits;
  private final LongSupplier clock;
  private final Receipts receipts;
  private final Coalescing<UUID, Standing> standings;
  private final MailReader reader;
  private final Sweep sweep;
  private final DeliveryMeters meters;

  /**
   * What delivery needs of the other parts.
   *
   * @param launching while it says so, this node or another is telling of letters
   * @param clock milliseconds, which only measure spans
   */
  public record Parts(
      Database database, BooleanSupplier launching, MeterRegistry registry, LongSupplier clock) {
    public Parts(Database database, BooleanSupplier launching, MeterRegistry registry) {
      this(database, launching, registry, () -> NANOSECONDS.toMillis(System.nanoTime()));
    }
  }

  public Delivery(Parts parts, DeliveryLimits limits) {
    this.limits = limits;
    clock = parts.clock();
    var database = parts.database();
    standings =
        new Coalescing<>(
            STANDINGS_MAX, wanted -> database.read(sql -> mailboxes.standings(sql, wanted)));
    receipts = new Receipts(database, mailboxes, InstantSource.system());
    reader = new MailReader(database, mailboxes, limits.readEach());
    BooleanSupplier telling = () -> hints.get() > 0 || parts.launching().getAsBoolean();
    sweep = new Sweep(database, mailboxes, switchboard, telling, this::wake);
    meters = new DeliveryMeters(parts.registry(), this);
  }

  /** Something that waits, and ends when it is interrupted or told to stop. */
  private interface Task {
    void run() throws InterruptedException;
  }

  public void start() {
    begin("mail-sweep", () -> sweep.run(limits.sweepEvery(), stopped));
    begin("mail-receipts", () -> receipts.run(limits.flushEvery().toMillis(), stopped));
    for (int i = 1; i <= READERS; i++) {
      begin("mail-reader-" + i, () -> reader.run(stopped));
    }
  }

  /**
   * Tells that letters were committed; to be called after the commit. What is not told, or told
   * while this node is busy, is found by the sweep.
   */
  public void posted(List<Posted> letters) {
    for (Posted letter : letters) {
      for (Line line : switchboard.of(letter.recipient())) {
        hint(line, () -> line.hear(letter));
      }
    }
  }

  /** Tells that another node has committed letters, the newest of them with this number. */
  public void committed(UUID recipient, long seq) {
    wake(new Position(recipient, seq));
  }

  /**
   * A device has identified itself: the line is there for hints, and sends once it is opened. An
   * older line of the same device, or of a person with too many, is ended: the newest wins. Empty
   * when this one is not the newest: after a pause or a loss, what a phone gave up may be heard
   * after what it tried next.
   *
   * @param ticket the number of the ticket it came with, which grows from one to the next
   */
  public Optional<Line> connect(UUID recipient, String device, long ticket, Phone phone) {
    var line = new Line(recipient, new Line.Caller(device, ticket), phone, this);
    return Optional.of(line).filter(switchboard::add);
  }

  /** Who has a line to this node. */
  public Set<UUID> connected() {
    return switchboard.everybody();
  }

  /** Asks all devices to come back and say what they hold, each at another time. */
  public void comeBack() {
    switchboard.end(CloseCode.RESUME);
  }

  /** Where a mailbox stands now; waits for the database. */
  public Standing standing(UUID recipient) {
    return standings.ask(recipient);
  }

  /** Ends the work of this node's delivery; the sockets should be closed by now. */
  @Override
  public void close() {
    stopped.countDown();
    for (Thread thread : threads) {
      if (thread.getName().startsWith("mail-reader")) {
        thread.interrupt();
      }
    }
    try {
      for (Thread thread : threads) {
        thread.join(STOP_WITHIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void leave(Line line) {
    switchboard.remove(line);
  }

  void fetch(Line line, long after) {
    reader.wish(line, after);
  }

  int lagging() {
    return sweep.lagging();
  }

  int readsWaiting() {
    return reader.waiting();
  }

  DeliveryLimits limits() {
    return limits;
  }

  Receipts receipts() {
    return receipts;
  }

  DeliveryMeters meters() {
    return meters;
  }

  /** The clock that measures the patience with phones, in milliseconds. */
  public long nowMs() {
    return clock.getAsLong();
  }

  private void wake(Position newest) {
    for (Line line : switchboard.of(newest.recipient())) {
      if (line.sent() < newest.seq()) {
        hint(line, () -> line.hear(newest.seq()));
      }
    }
  }

  private void hint(Line line, Runnable task) {
    if (hints.incrementAndGet() > HINTS_MAX) {
      hints.decrementAndGet();
      meters.hintDropped();
      return;
    }
    line.phone()
        .execute(
            () -> {
              hints.decrementAndGet();
              task.run();
            });
  }

  private void begin(String name, Task task) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    task.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }
}
