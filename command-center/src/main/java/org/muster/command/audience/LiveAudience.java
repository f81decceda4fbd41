package org.muster.command.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.muster.command.store.AudienceStore;
import org.muster.command.store.AudienceStore.Changes;
import org.muster.command.store.AudienceStore.Known;
import org.muster.command.store.Database;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.roster.Duties;
import org.muster.model.roster.VolunteerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of everybody, filled from the database at the start and kept as the database is.
 *
 * <p>It looks once a second, which is seldom enough to leave a launch alone and finds what other
 * nodes wrote as well. Positions never reach the database and are told by those who take them in;
 * whoever has nothing promised any more counts at home again. When the divisions change, all are
 * put into their places anew. Who was reached is looked at less often, for it is told in hours.
 */
public final class LiveAudience implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveAudience.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration HEAR_EVERY = Duration.ofSeconds(30);

  /** A contact may be committed later than its time; and it is written again every ten minutes. */
  private static final Duration LATE_MAX = Duration.ofMinutes(1);

  private static final Duration STOP_MAX = Duration.ofSeconds(5);
  private static final int PAGE = 5_000;
  private static final VolunteerId FIRST = new VolunteerId(new UUID(0, 0));

  private final Database database;
  private final AudienceStore store;
  private final Supplier<Jurisdiction> places;
  private final BooleanSupplier busy;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("audience").unstarted(this::run);

  /** Held by whoever writes to the index or to the positions. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Map<VolunteerId, LonLat> positions = new HashMap<>();
  private volatile Ground ground = new Ground(Jurisdiction.EMPTY);

  /** What has been seen; for the one thread that looks. */
  private String snapshot = "";

  private Instant heardUntil = Instant.EPOCH;

  private long heardNanos = System.nanoTime();
  private boolean failed;

  /**
   * @param busy while it says so, what is new waits
   */
  public LiveAudience(
      Database database, AudienceStore store, Supplier<Jurisdiction> places, BooleanSupplier busy) {
    this.database = database;
    this.store = store;
    this.places = places;
    this.busy = busy;
  }

  /** Reads everybody, then keeps up. */
  public void start() {
    look();
    thread.start();
  }

  public AudienceIndex index() {
    return ground.index();
  }

  /** Somebody was seen somewhere. */
  public void seen(VolunteerId id, LonLat at) {
    locked(
        () -> {
          positions.put(id, at);
          AudienceIndex index = ground.index();
          index.find(id).ifPresent(member -> index.put(member.movedTo(at)));
        });
  }

  /** Nobody may know any more where somebody is: they count where they live. */
  public void lost(VolunteerId id) {
    locked(
        () -> {
          if (positions.remove(id) != null) {
            Ground now = ground;
            now.index()
                .find(id)
                .map(member -> member.movedTo(now.home(member.volunteer())))
                .ifPresent(now.index()::put);
          }
        });
  }

  private void run() {
    try {
      while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!busy.getAsBoolean()) {
          guarded();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded() {
    try {
      look();
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("the audience is not up to date: {}", e.getMessage());
      }
      failed = true;
    }
  }

  /** Brings the index up to what is committed now. */
  void look() {
    Jurisdiction now = places.get();
    if (snapshot.isEmpty() || now != ground.places()) {
      readAll(new Ground(now));
      return;
    }
    Changes changes = database.read(sql -> AudienceStore.since(sql, snapshot));
    inPages(changes.engaged(), this::engage);
    inPages(changes.people(), this::take);
    snapshot = changes.snapshot();
    if (System.nanoTime() - heardNanos >= HEAR_EVERY.toNanos()) {
      hear();
    }
  }

  /** Takes over who was reached since the last look. */
  void hear() {
    heardNanos = System.nanoTime();
    Instant since = heardUntil.minus(LATE_MAX);
    Map<VolunteerId, Instant> heard = database.read(sql -> AudienceStore.heard(sql, since));
    locked(() -> heard.forEach(this::reached));
    heardUntil = heard.values().stream().reduce(heardUntil, LiveAudience::later);
  }

  private void reached(VolunteerId id, Instant at) {
    AudienceIndex index = ground.index();
    index
        .find(id)
        .filter(member -> member.reached().isBefore(at))
        .ifPresent(member -> index.put(member.reachedAt(at)));
  }

  private static void inPages(List<VolunteerId> all, Consumer<List<VolunteerId>> each) {
    for (int from = 0; from < all.size(); from += PAGE) {
      each.accept(all.subList(from, Math.min(all.size(), from + PAGE)));
    }
  }

  /** Whoever is not in the index has changed otherwise as well, and is taken for that. */
  private void engage(List<VolunteerId> changed) {
    Map<VolunteerId, Duties> duties = database.read(sql -> store.duties(sql, changed));
    locked(() -> duties.forEach(this::engage));
  }

  private void engage(VolunteerId id, Duties duties) {
    if (duties.promised().isEmpty()) {
      positions.remove(id);
    }
    Ground now = ground;
    now.index().find(id).map(member -> now.engaged(member, duties)).ifPresent(now.index()::put);
  }

  private void take(List<VolunteerId> changed) {
    List<Known> people = database.read(sql -> store.ofIds(sql, changed));
    locked(
        () -> {
          var gone = new HashSet<>(changed);
          for (Known known : people) {
            VolunteerId id = known.volunteer().id();
            gone.remove(id);
            if (known.duties().promised().isEmpty()) {
              positions.remove(id);
            }
            ground.index().put(ground.member(known, positions));
          }
          gone.forEach(ground.index()::remove);
        });
  }

  private void readAll(Ground fresh) {
    String before = database.read(AudienceStore::snapshot);
    Optional<VolunteerId> last = Optional.of(FIRST);
    while (last.isPresent()) {
      VolunteerId after = last.get();
      List<Known> page = database.read(sql -> store.after(sql, after, PAGE));
      for (Known known : page) {
        fresh.index().put(fresh.member(known, Map.of()));
        heardUntil = later(heardUntil, known.reached());
      }
      last = page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().volunteer().id());
    }
    locked(
        () -> {
          positions.forEach(
              (id, at) -> fresh.index().find(id).ifPresent(m -> fresh.index().put(m.movedTo(at))));
          ground = fresh;
        });
    snapshot = before;
    LOG.info("audience: {} people", fresh.index().size());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private void locked(Runnable change) {
    writing.lock();
    try {
      change.run();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_MAX.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
