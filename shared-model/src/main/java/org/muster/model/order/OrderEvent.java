package org.muster.model.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;

/** What happens to a mobilisation order (动员令). Its text stands beside, under revision and hash. */
public sealed interface OrderEvent extends Event {
  OrderId order();

  /** A draft was written; {@code amends} names the signed order it supplements. */
  record OrderDrafted(
      OrderId order,
      ResponseId response,
      Optional<OrderId> amends,
      int revision,
      String hash,
      Nature nature,
      Tier tier,
      AccountId by,
      Instant at,
      String space)
      implements OrderEvent {}

  /** The text was changed; a review that had passed is void. */
  record OrderRevised(
      OrderId order, int revision, String hash, Nature nature, Tier tier, AccountId by, Instant at)
      implements OrderEvent {}

  record OrderReviewed(
      OrderId order, boolean pass, Optional<NoteId> remark, AccountId by, Instant at)
      implements OrderEvent {}

  /** The order has a number and is in force; from here on the text never changes. */
  record OrderSigned(
      OrderId order,
      String number,
      String hash,
      Terms terms,
      List<Quota> quotas,
      AccountId by,
      Instant at)
      implements OrderEvent {}

  /** Taken back, in all communities (none listed) or in some, by a numbered 撤销 order. */
  record OrderWithdrawn(
      OrderId order,
      String number,
      List<AreaCode> communities,
      Optional<NoteId> reason,
      boolean recall,
      AccountId by,
      Instant at)
      implements OrderEvent {}

  /** Places were given up because the response stepped down; who is too many goes home. */
  record QuotasReduced(OrderId order, List<Reduced> quotas, AccountId by, Instant at)
      implements OrderEvent {
    public QuotasReduced {
      quotas = List.copyOf(quotas);
    }

    /** A quota and what is left of it. */
    public record Reduced(QuotaId quota, int need) {
      public Reduced {
        if (need < 0) {
          throw new IllegalArgumentException("a quota asks for nobody or more");
        }
      }
    }
  }

  record OrderClosed(OrderId order, AccountId by, Instant at) implements OrderEvent {}
}
