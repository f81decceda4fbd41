package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.store.QuotaStore;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.QuotaStore.Waiting;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.roster.VolunteerId;

/**
 * Offers the open places of quotas to the next people in line: the one mechanism behind launch,
 * naming and backfill.
 *
 * <p>In one transaction: the quotas are locked in the order of their ids, the people in the order
 * of theirs; whoever cannot go by now is passed over; when no candidate is left, reserves of the
 * same unit are called in waves (see {@link Backfill}). Asking a quota twice does nothing the
 * second time. What is due stands in timer rows, so a launch that dies goes on where it stood.
 */
public final class Filling {
  private final QuotaStore quotas = new QuotaStore();
  private final Timers timers = new Timers();
  private final PeopleStore people;
  private final Backfill backfill;

  /**
   * @param probability with which one wave of reserves is to fill the open places
   */
  public Filling(PeopleStore people, Mobilising mobilising, double probability) {
    this.people = people;
    this.backfill = new Backfill(people, mobilising, probability);
  }

  /**
   * Fills quotas; returns how many offers were made.
   *
   * @param offersMax offers to those in line; what exceeds it goes on in the next transaction.
   *     Reserves are called beyond it.
   */
  public int fill(Work work, Collection<UUID> due, int offersMax) {
    var bySpace = new LinkedHashMap<String, List<Open>>();
    for (Open quota : quotas.lock(work.tx(), due)) {
      if (quota.toFill() > 0 && quota.until().isAfter(work.now())) {
        bySpace.computeIfAbsent(quota.space(), _ -> new ArrayList<>()).add(quota);
      }
    }
    int offered = 0;
    for (List<Open> open : bySpace.values()) {
      offered += fill(work, open, offersMax);
    }
    return offered;
  }

  /** Quotas of one space: drill and live never meet. */
  private int fill(Work work, List<Open> open, int offersMax) {
    var round = new FillingRound(offersMax);
    Map<QuotaId, List<Waiting>> waiting = waiting(work, open);
    lockPeople(work, waiting.values());
    Map<VolunteerId, Known> known = known(work, open, waiting.values());
    var lacking = new ArrayList<Backfill.Lacking>();
    for (Open quota : open) {
      int missing =
          offerWaiting(work, quota, waiting.getOrDefault(quota.id(), List.of()), known, round);
      if (missing > 0) {
        lacking.add(new Backfill.Lacking(quota, missing));
      } else if (quota.hoped() > 0) {
        round.crowded.add(quota.order().value());
      }
    }
    backfill.call(work, lacking, round);
    work.record(round.entries, open.getFirst().space());
    timers.set(work.tx(), Kind.FILL, round.unfinished, work.now());
    timers.set(work.tx(), Kind.RELEASE, round.crowded, work.now());
    if (!round.unfinished.isEmpty() || !round.crowded.isEmpty()) {
      work.due();
    }
    return round.offers();
  }

  private Map<QuotaId, List<Waiting>> waiting(Work work, List<Open> open) {
    var waiting = new LinkedHashMap<QuotaId, List<Waiting>>();
    for (Waiting one : quotas.waiting(work.tx(), open.stream().map(Open::id).toList())) {
      waiting.computeIfAbsent(one.quota(), _ -> new ArrayList<>()).add(one);
    }
    return waiting;
  }

  private void lockPeople(Work work, Collection<List<Waiting>> waiting) {
    List<VolunteerId> ids =
        waiting.stream().flatMap(List::stream).map(Waiting::volunteer).distinct().toList();
    if (!ids.isEmpty()) {
      quotas.lockPeople(work.tx(), ids);
    }
  }

  /** The candidates as they stand now that nobody else can change them. */
  private Map<VolunteerId, Known> known(
      Work work, List<Open> open, Collection<List<Waiting>> waiting) {
    var orderOf = new HashMap<QuotaId, Open>();
    open.forEach(quota -> orderOf.put(quota.id(), quota));
    var known = new HashMap<VolunteerId, Known>();
    var byOrder = new LinkedHashMap<OrderId, List<VolunteerId>>();
    var sample = new HashMap<OrderId, Open>();
    for (List<Waiting> list : waiting) {
      for (Waiting one : list) {
        Open quota = Objects.requireNonNull(orderOf.get(one.quota()));
        sample.put(quota.order(), quota);
        byOrder.computeIfAbsent(quota.order(), _ -> new ArrayList<>()).add(one.volunteer());
      }
    }
    byOrder.forEach(
        (order, ids) -> {
          Wanted wanted = wanted(Objects.requireNonNull(sample.get(order)), work.now());
          people.inLine(work.tx(), ids, wanted).forEach(k -> known.put(k.id(), k));
        });
    return known;
  }

  static Wanted wanted(Open quota, Instant now) {
    return Mobilising.wanted(quota.order(), now, quota.until(), quota.skills(), quota.space());
  }

  /** Offers to those in line; returns how many places nobody in line can take. */
  private static int offerWaiting(
      Work work,
      Open quota,
      List<Waiting> line,
      Map<VolunteerId, Known> known,
      FillingRound round) {
    int missing = quota.toFill();
    for (Waiting next : line) {
      if (missing == 0) {
        return 0;
      }
      if (round.offersLeft == 0) {
        round.unfinished.add(quota.id().value());
        return 0;
      }
      Known person = known.get(next.volunteer());
      if (person != null
          && !person.asked()
          && next.mayGo(person.person().bars())
          && round.taken.add(next.volunteer())) {
        round.offer(work, quota, next);
        missing--;
      }
    }
    return missing;
  }
}
