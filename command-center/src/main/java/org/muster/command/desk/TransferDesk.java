package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.AssignmentStore.Recorded;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.OrderStore;
import org.muster.command.store.QuotaStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;

/**
 * Where somebody who directs several communities sends people of an order from one to another (调派).
 * The place goes along, so that neither the order nor the unit owes more or less than before.
 */
public final class TransferDesk {
  private static final int REASON_MAX = 200;

  private final Counter counter;
  private final AssignmentStore assignments = new AssignmentStore();
  private final OrderStore orders = new OrderStore();
  private final QuotaStore quotas = new QuotaStore();

  public TransferDesk(Counter counter) {
    this.counter = counter;
  }

  /** Where to, and why. */
  public record Transfer(AreaCode community, String reason) {
    public Transfer {
      community = Texts.required("community", community);
      reason = Texts.required("reason", reason, REASON_MAX);
    }
  }

  public JsonNode move(Envelope envelope, AssignmentId id, Transfer transfer) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = lock(work, by, id, transfer.community());
          if (!AssignmentDesk.receives(by, transfer.community())
              || !orders.asked(work.tx(), recorded.order()).contains(transfer.community())) {
            throw RefusedException.invalid("community", "not a community of this order here");
          }
          var moved =
              new MovedToCommunity(
                  id,
                  recorded.community(),
                  transfer.community(),
                  recorded.quota(),
                  taken(recorded, transfer.community()),
                  work.note(transfer.reason()),
                  by.id(),
                  work.now());
          List<Entry> entries =
              AssignmentDesk.entries(recorded, new Assignment.MoveToCommunity(moved));
          work.record(entries, recorded.space());
          return AssignmentDesk.answer(AssignmentDesk.after(recorded, entries));
        });
  }

  /** Quotas before people, as whoever fills them does it. */
  private Recorded lock(Work work, Principal by, AssignmentId id, AreaCode to) {
    Optional<Recorded> seen =
        assignments
            .find(work.tx(), id)
            .filter(found -> AssignmentDesk.receives(by, found.community()));
    seen.ifPresent(
        found -> quotas.lock(work.tx(), List.of(found.quota().value(), taken(found, to).value())));
    return seen.flatMap(_ -> assignments.lock(work.tx(), id))
        .filter(found -> AssignmentDesk.receives(by, found.community()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static QuotaId taken(Recorded recorded, AreaCode to) {
    return QuotaId.of(recorded.order(), recorded.unit(), to);
  }
}
