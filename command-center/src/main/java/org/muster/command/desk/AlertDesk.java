package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.store.AlertStore;
import org.muster.command.store.AlertStore.Channel;
import org.muster.command.store.AlertStore.Fresh;
import org.muster.command.store.AlertStore.OpenOffer;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.delivery.Ladder;
import org.muster.model.delivery.Ladder.Standing;
import org.muster.model.delivery.Ladder.Step;
import org.muster.model.order.OrderId;
import org.muster.model.roster.VolunteerId;

/**
 * Looks at the open offers of an order and puts those on the next channel whose time has come: a
 * push, then a text, then the liaison's call sheet, of which the unit's robot speaks.
 *
 * <p>An order is looked at as often as one of its offers may want it, and no longer when none is
 * open. Who cannot serve any more, or has signed out, is on no further channel.
 */
public final class AlertDesk {
  private static final String QUEUED = "queued";
  private static final String LISTED = "listed";
  private static final String BARRED = "barred";

  private final Ladder ladder;
  private final PeopleStore people;
  private final Timers timers = new Timers();

  public AlertDesk(Ladder ladder, PeopleStore people) {
    this.ladder = ladder;
    this.people = people;
  }

  /** What one look at an order came to. */
  private static final class Look {
    final List<OpenOffer> pushes = new ArrayList<>();
    final List<OpenOffer> texts = new ArrayList<>();
    final List<OpenOffer> calls = new ArrayList<>();
    Optional<Instant> next = Optional.empty();

    void wait(Instant until) {
      next = next.filter(earlier -> earlier.isBefore(until)).or(() -> Optional.of(until));
    }
  }

  /** Climbs the ladder for orders whose time has come. */
  public void climb(Work work, List<UUID> due) {
    Instant mayWaitSince = ladder.storedMayWaitSince(work.now());
    for (UUID id : due) {
      var order = new OrderId(id);
      var bySpace = new LinkedHashMap<String, List<OpenOffer>>();
      for (OpenOffer offer : AlertStore.open(work.tx(), order, mayWaitSince)) {
        bySpace.computeIfAbsent(offer.space(), _ -> new ArrayList<>()).add(offer);
      }
      bySpace.forEach((space, offers) -> climb(work, order, space, offers));
    }
  }

  private void climb(Work work, OrderId order, String space, List<OpenOffer> offers) {
    Look look = look(offers, work.now());
    put(work, new Fresh(Channel.PUSH, QUEUED, order, space, work.now()), look.pushes);
    put(work, new Fresh(Channel.SMS, QUEUED, order, space, work.now()), look.texts);
    var called = put(work, new Fresh(Channel.CALL, LISTED, order, space, work.now()), look.calls);
    var units = called.stream().map(OpenOffer::unit).distinct().toList();
    AlertStore.queueRobots(work.tx(), order, units, space, work.now());
    look.next.ifPresent(at -> timers.set(work.tx(), Kind.ALERT, List.of(order.value()), at));
  }

  private Look look(List<OpenOffer> offers, Instant now) {
    var look = new Look();
    offers.forEach(offer -> look(look, offer, offer.standing(), now));
    return look;
  }

  /** Takes every rung the offer has come to. */
  private void look(Look look, OpenOffer offer, Standing standing, Instant now) {
    switch (ladder.next(standing, now)) {
      case Step.Push _ -> {
        look.pushes.add(offer);
        look(look, offer, standing.withPush(), now);
      }
      case Step.Text _ -> {
        look.texts.add(offer);
        look(look, offer, standing.withText(), now);
      }
      case Step.Call _ -> look.calls.add(offer);
      case Step.Wait(var until) -> look.wait(until);
      case Step.Done _ -> {}
    }
  }

  /** Returns those who may be alerted; the others are noted as barred and never asked again. */
  private List<OpenOffer> put(Work work, Fresh fresh, List<OpenOffer> offers) {
    Set<VolunteerId> allowed = allowed(work, fresh, offers);
    var alerted = new ArrayList<OpenOffer>();
    var barred = new ArrayList<OpenOffer>();
    offers.forEach(o -> (allowed.contains(o.volunteer()) ? alerted : barred).add(o));
    AlertStore.queue(work.tx(), fresh, alerted);
    AlertStore.queue(
        work.tx(),
        new Fresh(fresh.channel(), BARRED, fresh.order(), fresh.space(), fresh.at()),
        barred);
    return alerted;
  }

  private Set<VolunteerId> allowed(Work work, Fresh fresh, Collection<OpenOffer> offers) {
    Map<Instant, List<OpenOffer>> byEnd = new LinkedHashMap<>();
    offers.stream()
        .filter(offer -> !offer.signedOut())
        .forEach(o -> byEnd.computeIfAbsent(o.until(), _ -> new ArrayList<>()).add(o));
    var allowed = new HashSet<VolunteerId>();
    byEnd.forEach(
        (until, some) -> {
          var ids = some.stream().map(OpenOffer::volunteer).toList();
          var wanted =
              Mobilising.wanted(fresh.order(), work.now(), until, List.of(), fresh.space());
          people.ofIds(work.tx(), ids, wanted).stream()
              .filter(known -> Ladder.mayAlert(known.person().bars(), false))
              .forEach(known -> allowed.add(known.id()));
        });
    return allowed;
  }
}
