package org.muster.command.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.AreaVoidStore;
import org.muster.command.store.AreaVoidStore.Recorded;
import org.muster.command.store.AreaVoidStore.Standing;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedOrder;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.order.AreaVoid;
import org.muster.model.order.Order;
import org.muster.model.order.OrderId;
import org.muster.model.order.VoidEvent;
import org.muster.model.order.VoidId;

/** Looks now and then where a community has a need and nobody, and tells the command post once. */
public final class VoidDesk {
  /** A fifth of what a void has to last. */
  private static final Duration LOOK_EVERY = AreaVoid.DWELL.dividedBy(5);

  private final OrderStore orders = new OrderStore();
  private final Timers timers = new Timers();

  /** Looks at orders, and comes back to those that are still in force. */
  public void look(Work work, List<UUID> due) {
    due.stream()
        .sorted()
        .flatMap(id -> orders.find(work.tx(), new OrderId(id)).stream())
        .forEach(order -> look(work, order));
  }

  private void look(Work work, RecordedOrder order) {
    List<Standing> standing =
        AreaVoidStore.list(work.tx(), order.id(), Optional.empty(), "%", work.now());
    List<Recorded> before = AreaVoidStore.recorded(work.tx(), order.id());
    List<VoidEvent> events =
        AreaVoid.look(
            order.id(),
            standing.stream().map(one -> one.of(order.id())).toList(),
            before.stream().filter(Recorded::isOpen).map(Recorded::raised).toList(),
            work.now());
    work.record(entries(events, before), order.space());
    if (order.state() instanceof Order.Signed signed && signed.until().isAfter(work.now())) {
      timers.set(work.tx(), Kind.VOIDS, List.of(order.id().value()), work.now().plus(LOOK_EVERY));
    }
  }

  private static List<Entry> entries(List<VoidEvent> events, List<Recorded> before) {
    var versions = new HashMap<VoidId, Integer>();
    before.forEach(one -> versions.put(one.id(), one.version()));
    var entries = new ArrayList<Entry>();
    for (VoidEvent event : events) {
      int version = versions.getOrDefault(event.id(), 0) + 1;
      entries.add(new Entry(event.id().value(), version, event));
    }
    return entries;
  }
}
