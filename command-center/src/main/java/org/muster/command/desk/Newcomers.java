package org.muster.command.desk;

import java.util.Set;
import java.util.stream.Collectors;
import org.muster.command.desk.LateEntryDesk.Unasked;
import org.muster.command.store.AssignmentStore.Recorded;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedOrder;
import org.muster.command.store.RowIds;
import org.muster.command.store.Sql;
import org.muster.command.store.UnaskedStore;
import org.muster.command.store.UnaskedStore.Found;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.LateEntry;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;

/**
 * People who came under an order without having been asked, while somebody enters them.
 *
 * @param here communities of the order for which whoever enters them speaks
 */
record Newcomers(RecordedOrder order, Set<AreaCode> here) {
  private static final OrderStore ORDERS = new OrderStore();

  /** Holds the order, so that nobody else enters the same people meanwhile. */
  static Newcomers lock(Sql tx, Principal by, OrderId id) {
    RecordedOrder order =
        ORDERS.lock(tx, id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    Set<AreaCode> here =
        ORDERS.asked(tx, id).stream()
            .filter(community -> AssignmentDesk.receives(by, community))
            .collect(Collectors.toSet());
    return new Newcomers(order, here);
  }

  String space() {
    return order.space();
  }

  /** The assignment somebody is to have, before anything is recorded about it. */
  Recorded recorded(Sql tx, Unasked unasked) {
    Found found =
        UnaskedStore.find(tx, order.id(), unasked.volunteer())
            .filter(_ -> here.contains(unasked.community()))
            .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    if (found.asked()) {
      throw RefusedException.invalid("unasked", "stands on the roll of this order");
    }
    return new Recorded(
        new AssignmentId(RowIds.next()),
        new Assignment.None(),
        order.id(),
        QuotaId.of(order.id(), found.unit(), unasked.community()),
        found.unit(),
        unasked.community(),
        unasked.volunteer(),
        order.text().nature(),
        order.space(),
        0);
  }

  static LateEntry.Unasked who(Recorded recorded) {
    return new LateEntry.Unasked(
        recorded.id(),
        recorded.order(),
        recorded.unit(),
        recorded.community(),
        recorded.volunteer(),
        recorded.space());
  }
}
