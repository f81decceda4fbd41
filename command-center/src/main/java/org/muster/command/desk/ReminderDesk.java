package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.store.CommitmentStore;
import org.muster.command.store.CommitmentStore.Commitment;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.OrderStore.RecordedOrder;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.CommitmentEvent.UnitReminded;
import org.muster.model.order.Order;
import org.muster.model.order.OrderId;
import org.muster.model.order.Reminder;
import org.muster.model.roster.UnitId;

/** Where the command post reminds units of an order (催办). */
public final class ReminderDesk {
  private final Counter counter;
  private final OrderDesk orders;

  public ReminderDesk(Counter counter, OrderDesk orders) {
    this.counter = counter;
    this.orders = orders;
  }

  /**
   * Reminds units of an order in force; whoever was reminded just now is left in peace.
   *
   * @param units who is reminded; without any, every unit that has not signed for the order
   */
  public JsonNode remind(Envelope envelope, OrderId id, Optional<List<UnitId>> units) {
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = orders.lock(work, envelope.principal(), id);
          if (!(order.state() instanceof Order.Signed)) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          List<Commitment> asked = CommitmentStore.lockAll(work.tx(), id, units);
          if (units.isPresent() && asked.size() < units.get().stream().distinct().count()) {
            throw new RefusedException(Refusal.UNKNOWN_UNIT);
          }
          List<Commitment> due =
              asked.stream().filter(c -> Reminder.isDue(c.remindedAt(), work.now())).toList();
          work.record(entries(due, envelope.principal().id(), work), order.space());
          return Map.of(
              "reminded",
              due.stream().map(Commitment::unit).toList(),
              "passedOver",
              asked.size() - due.size());
        });
  }

  private static List<Entry> entries(List<Commitment> due, AccountId by, Work work) {
    var entries = new ArrayList<Entry>();
    for (Commitment commitment : due) {
      var reminded = new UnitReminded(commitment.order(), commitment.unit(), by, work.now());
      entries.add(new Entry(commitment.id().value(), commitment.version() + 1, reminded));
    }
    return entries;
  }
}
