package org.muster.command.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.store.AcceptanceStore;
import org.muster.command.store.CommitmentStore;
import org.muster.command.store.CommitmentStore.Commitment;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.QuotaStore;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.QuotaStore.Waiting;
import org.muster.model.assignment.Source;
import org.muster.model.matching.Candidate;
import org.muster.model.matching.Person;
import org.muster.model.order.CommitmentEvent.Cause;
import org.muster.model.order.CommitmentEvent.ShortageReported;
import org.muster.model.order.CommitmentId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Eligibility;
import org.muster.model.wave.Calling;
import org.muster.model.wave.Calling.Vacancy;

/**
 * Calls reserves in waves (递补) where nobody in line is left for places that became open: those of
 * the same unit who can go and were neither asked nor put in line under the order. What stays open
 * when nobody is left is reported.
 *
 * <p>Two rounds go on side by side. One waits for nothing the other holds, or each would wait for
 * the other: a unit that is in other hands is left for the next round.
 */
final class Backfill {
  private final QuotaStore quotas = new QuotaStore();
  private final PeopleStore people;
  private final Mobilising mobilising;
  private final double probability;

  /**
   * @param probability with which one wave is to fill the places
   */
  Backfill(PeopleStore people, Mobilising mobilising, double probability) {
    this.people = people;
    this.mobilising = mobilising;
    this.probability = probability;
  }

  /** A quota with the places of it that nobody in line can take. */
  record Lacking(Open quota, int places) {}

  /** Quotas of one space. */
  void call(Work work, List<Lacking> lacking, FillingRound round) {
    var byUnit = new LinkedHashMap<CommitmentId, List<Lacking>>();
    for (Lacking one : lacking) {
      var unit = CommitmentId.of(one.quota().order(), one.quota().unit());
      byUnit.computeIfAbsent(unit, _ -> new ArrayList<>()).add(one);
    }
    Set<CommitmentId> ours = CommitmentStore.lockFree(work.tx(), byUnit.keySet());
    byUnit.forEach(
        (unit, open) -> {
          if (!ours.contains(unit) || !callUnit(work, open, round)) {
            open.forEach(one -> round.unfinished.add(one.quota().id().value()));
          }
        });
  }

  /** Quotas of one unit under one order; false when its people are in somebody else's hands. */
  private boolean callUnit(Work work, List<Lacking> open, FillingRound round) {
    Open sample = open.getFirst().quota();
    int places = open.stream().mapToInt(Lacking::places).sum();
    List<Person> free = free(work, sample, places, round);
    if (!free.isEmpty()) {
      if (!quotas.lockPeopleNow(work.tx(), free.stream().map(p -> p.volunteer().id()).toList())) {
        return false;
      }
      free = free(work, sample, places, round);
    }
    List<Vacancy> vacancies = vacancies(work, open);
    int unnamed = unnamed(work, sample);
    int spare = Math.max(0, free.size() - unnamed - places);
    Map<AreaCode, List<Candidate>> wave =
        new Calling(terms(work, sample, round)).next(vacancies, free, spare);
    int called = 0;
    for (int i = 0; i < vacancies.size(); i++) {
      Open quota = open.get(i).quota();
      List<Candidate> asked = wave.getOrDefault(quota.community(), List.of());
      ask(work, quota, asked, round);
      called += asked.size();
      reportShortage(work, quota, open.get(i).places() - quota.hoped() - asked.size(), round);
    }
    Shortages.ofUnit(commitment(work, sample), unnamed, free.size() - called, work.now())
        .ifPresent(shortage -> report(work, sample, shortage, round));
    return true;
  }

  private Calling.Terms terms(Work work, Open sample, FillingRound round) {
    return new Calling.Terms(
        sample.unit(),
        sample.tier(),
        work.now().atZone(Eligibility.BEIJING).getHour(),
        mobilising.travel(),
        mobilising.straight(),
        round.acceptance.computeIfAbsent(
            sample.tier(), tier -> AcceptanceStore.read(work.tx(), tier)),
        probability);
  }

  private List<Vacancy> vacancies(Work work, List<Lacking> open) {
    var hoped = new HashMap<QuotaId, List<Optional<AreaCode>>>();
    quotas
        .hoped(work.tx(), open.stream().map(l -> l.quota().id()).toList())
        .forEach(h -> hoped.computeIfAbsent(h.quota(), _ -> new ArrayList<>()).add(h.home()));
    return open.stream()
        .map(
            l ->
                new Vacancy(
                    l.quota().community(),
                    l.places(),
                    hoped.getOrDefault(l.quota().id(), List.of())))
        .toList();
  }

  private static void ask(Work work, Open quota, List<Candidate> wave, FillingRound round) {
    int ordinal = quota.lastOrdinal();
    for (Candidate reserve : wave) {
      round.taken.add(reserve.volunteer());
      var next = Waiting.of(quota.id(), ++ordinal, reserve.volunteer(), Source.RESERVE);
      round.offer(work, quota, next);
    }
  }

  /** Who was thanked under the order is asked again only where the others are too few. */
  private List<Person> free(Work work, Open quota, int places, FillingRound round) {
    List<Known> all =
        people.ofUnits(work.tx(), List.of(quota.unit()), Filling.wanted(quota, work.now())).stream()
            .filter(k -> k.isFree() && !round.taken.contains(k.id()))
            .toList();
    boolean isEnough = all.stream().filter(k -> !k.thanked()).count() >= places;
    return all.stream().filter(k -> !isEnough || !k.thanked()).map(Known::person).toList();
  }

  /** Places of the unit for which people are still to be named: reserves are left for them. */
  private int unnamed(Work work, Open quota) {
    return quotas.ofUnit(work.tx(), quota.order(), quota.unit()).stream()
        .mapToInt(Open::toName)
        .sum();
  }

  /** Places that stay open even when everybody who was asked says yes. */
  private void reportShortage(Work work, Open quota, int missing, FillingRound round) {
    int count = Math.max(0, missing);
    if (count == quota.shortage()) {
      return;
    }
    report(
        work,
        quota,
        new ShortageReported(
            quota.order(),
            quota.unit(),
            Optional.of(quota.id()),
            count,
            Cause.EXHAUSTED,
            Optional.empty(),
            work.now()),
        round);
  }

  private void report(Work work, Open quota, ShortageReported shortage, FillingRound round) {
    Commitment commitment = commitment(work, quota);
    UUID stream = commitment.id().value();
    int pending = (int) round.entries.stream().filter(e -> e.stream().equals(stream)).count();
    round.entries.add(new Entry(stream, commitment.version() + pending + 1, shortage));
  }

  private Commitment commitment(Work work, Open quota) {
    return CommitmentStore.lock(work.tx(), quota.order(), quota.unit()).orElseThrow();
  }
}
