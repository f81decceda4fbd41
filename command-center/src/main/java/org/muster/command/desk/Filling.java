package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.store.QuotaStore;
import org.muster.command.store.QuotaStore.Commitment;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.QuotaStore.Waiting;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.Source;
import org.muster.model.matching.Candidate;
import org.muster.model.matching.Person;
import org.muster.model.matching.Placement;
import org.muster.model.matching.Post;
import org.muster.model.order.CommitmentEvent.Cause;
import org.muster.model.order.CommitmentEvent.ShortageReported;
import org.muster.model.order.QuotaId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * Offers the open places of quotas to the next people in line: the one mechanism behind launch,
 * naming and backfill.
 *
 * <p>In one transaction: the quotas are locked in the order of their ids, the people in the order
 * of theirs; whoever cannot go by now is passed over; when no candidate is left, reserves of the
 * same unit are ranked and called; when nobody is left at all, the shortage is reported. Asking a
 * quota twice does nothing the second time. What is due stands in timer rows, so a launch that dies
 * goes on where it stood.
 */
public final class Filling {
  private final QuotaStore quotas = new QuotaStore();
  private final Timers timers = new Timers();
  private final PeopleStore people;
  private final Mobilising mobilising;

  public Filling(PeopleStore people, Mobilising mobilising) {
    this.people = people;
    this.mobilising = mobilising;
  }

  /** What one transaction does about several quotas. */
  private static final class Round {
    final List<Entry> entries = new ArrayList<>();
    final Set<VolunteerId> taken = new HashSet<>();
    final List<UUID> unfinished = new ArrayList<>();
    int offersLeft;

    Round(int offersMax) {
      offersLeft = offersMax;
    }
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
    var round = new Round(offersMax);
    Map<QuotaId, List<Waiting>> waiting = waiting(work, open);
    lockPeople(work, waiting.values());
    Map<VolunteerId, Known> known = known(work, open, waiting.values());
    var lacking = new ArrayList<Open>();
    for (Open quota : open) {
      int missing =
          offerWaiting(work, quota, waiting.getOrDefault(quota.id(), List.of()), known, round);
      if (missing > 0) {
        lacking.add(quota);
      }
    }
    callReserves(work, lacking, round);
    work.record(round.entries, open.getFirst().space());
    timers.set(work.tx(), Kind.FILL, round.unfinished, work.now());
    if (!round.unfinished.isEmpty()) {
      work.due();
    }
    return (int) round.entries.stream().filter(e -> e.event() instanceof OfferMade).count();
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
    var byOrder = new LinkedHashMap<org.muster.model.order.OrderId, List<VolunteerId>>();
    var sample = new HashMap<org.muster.model.order.OrderId, Open>();
    for (List<Waiting> list : waiting) {
      for (Waiting one : list) {
        Open quota = java.util.Objects.requireNonNull(orderOf.get(one.quota()));
        sample.put(quota.order(), quota);
        byOrder.computeIfAbsent(quota.order(), _ -> new ArrayList<>()).add(one.volunteer());
      }
    }
    byOrder.forEach(
        (order, ids) -> {
          Wanted wanted = wanted(java.util.Objects.requireNonNull(sample.get(order)), work.now());
          people.inLine(work.tx(), ids, wanted).forEach(k -> known.put(k.id(), k));
        });
    return known;
  }

  private static Wanted wanted(Open quota, Instant now) {
    return Mobilising.wanted(quota.order(), now, quota.until(), quota.skills(), quota.space());
  }

  /** Offers to those in line; returns how many places nobody in line can take. */
  private static int offerWaiting(
      Work work, Open quota, List<Waiting> line, Map<VolunteerId, Known> known, Round round) {
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
      if (person != null && person.person().isAble() && round.taken.add(next.volunteer())) {
        offer(work, quota, next, round);
        missing--;
      }
    }
    return missing;
  }

  private static void offer(Work work, Open quota, Waiting next, Round round) {
    Instant answerBy = work.now().plusSeconds(quota.answerWithinS());
    var id = new AssignmentId(UUID.randomUUID());
    var offer =
        new OfferMade(
            id,
            quota.order(),
            quota.id(),
            quota.unit(),
            quota.community(),
            next.volunteer(),
            next.source(),
            next.ordinal(),
            answerBy.isAfter(quota.until()) ? quota.until() : answerBy,
            quota.until(),
            work.now(),
            quota.space());
    var decision = Assignment.decide(new Assignment.None(), new Assignment.Offer(offer));
    round.entries.addAll(Work.entries(id.value(), 0, decision));
    round.offersLeft--;
  }

  /** Ranks those of the same unit who were not asked yet, and reports what stays open. */
  private void callReserves(Work work, List<Open> lacking, Round round) {
    var byUnit = new LinkedHashMap<UnitId, List<Open>>();
    lacking.forEach(q -> byUnit.computeIfAbsent(q.unit(), _ -> new ArrayList<>()).add(q));
    byUnit.forEach((unit, open) -> callReserves(work, unit, open, round));
  }

  private void callReserves(Work work, UnitId unit, List<Open> open, Round round) {
    List<Person> free = reserves(work, unit, open.getFirst(), round);
    if (!free.isEmpty()) {
      quotas.lockPeople(work.tx(), free.stream().map(p -> p.volunteer().id()).toList());
      free = reserves(work, unit, open.getFirst(), round);
    }
    var posts = new ArrayList<Post>();
    open.forEach(quota -> posts.add(new Post(quota.community(), missing(quota, round))));
    var placements = new HashMap<org.muster.model.place.AreaCode, Placement>();
    mobilising.ranking().place(posts, free).forEach(p -> placements.put(p.community(), p));
    for (Open quota : open) {
      Placement placement = java.util.Objects.requireNonNull(placements.get(quota.community()));
      int ordinal = quota.lastOrdinal();
      for (Candidate reserve : placement.chosen()) {
        round.taken.add(reserve.volunteer());
        var next = new Waiting(quota.id(), ++ordinal, reserve.volunteer(), Source.RESERVE);
        offer(work, quota, next, round);
      }
      reportShortage(work, quota, missing(quota, round), round);
    }
    reportUnnamed(work, open.getFirst(), free.size() - called(placements.values()), round);
  }

  private static int called(Collection<Placement> placements) {
    return placements.stream().mapToInt(placement -> placement.chosen().size()).sum();
  }

  /** Reserves that were called can no longer be named for other places of the unit. */
  private void reportUnnamed(Work work, Open quota, int free, Round round) {
    int unnamed =
        quotas.ofUnit(work.tx(), quota.order(), quota.unit()).stream().mapToInt(Open::toName).sum();
    Shortages.ofUnit(commitment(work, quota), unnamed, free, work.now())
        .ifPresent(shortage -> report(work, quota, shortage, round));
  }

  private static int missing(Open quota, Round round) {
    long offered =
        round.entries.stream()
            .filter(e -> e.event() instanceof OfferMade o && o.quota().equals(quota.id()))
            .count();
    return quota.toFill() - (int) offered;
  }

  /** Those of the unit who can go and were neither asked nor put in line under this order. */
  private List<Person> reserves(Work work, UnitId unit, Open quota, Round round) {
    return people.ofUnits(work.tx(), List.of(unit), wanted(quota, work.now())).stream()
        .filter(k -> k.isFree() && !round.taken.contains(k.id()))
        .map(Known::person)
        .toList();
  }

  private void reportShortage(Work work, Open quota, int missing, Round round) {
    if (missing == quota.shortage()) {
      return;
    }
    report(
        work,
        quota,
        new ShortageReported(
            quota.order(),
            quota.unit(),
            Optional.of(quota.id()),
            missing,
            Cause.EXHAUSTED,
            Optional.empty(),
            work.now()),
        round);
  }

  private void report(Work work, Open quota, ShortageReported shortage, Round round) {
    Commitment commitment = commitment(work, quota);
    UUID stream = commitment.id().value();
    int pending = (int) round.entries.stream().filter(e -> e.stream().equals(stream)).count();
    round.entries.add(new Entry(stream, commitment.version() + pending + 1, shortage));
  }

  private Commitment commitment(Work work, Open quota) {
    return quotas.lockCommitment(work.tx(), quota.order(), quota.unit()).orElseThrow();
  }
}
