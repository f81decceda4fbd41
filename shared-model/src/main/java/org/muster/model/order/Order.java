package org.muster.model.order;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.acceptedAll;
import static org.muster.model.Decision.refused;
import static org.muster.model.order.Nature.VOLUNTARY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderEvent.OrderClosed;
import org.muster.model.order.OrderEvent.OrderDrafted;
import org.muster.model.order.OrderEvent.OrderReviewed;
import org.muster.model.order.OrderEvent.OrderRevised;
import org.muster.model.order.OrderEvent.OrderSigned;
import org.muster.model.order.OrderEvent.OrderWithdrawn;
import org.muster.model.order.OrderEvent.QuotasReduced;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;

/**
 * A mobilisation order (动员令) on its way: 拟稿 → 审核 → 签发 → 办结 or 撤销.
 *
 * <p>The number is given at signing; a signed order is changed only by an amending order. Nobody
 * reviews or signs a text of their own, small orders for residents' requests excepted.
 */
public sealed interface Order {
  /** Within this time a signed order is taken back without a reason. */
  Duration RECALL = Duration.ofSeconds(10);

  /** More people than this are no small order: they take a text, a review and a signature. */
  int SMALL_MAX = 20;

  record None() implements Order {}

  /**
   * A text that can still be changed.
   *
   * @param drafter who wrote it first
   * @param author who wrote it as it stands
   */
  record Draft(OrderId id, int revision, String hash, AccountId drafter, AccountId author)
      implements Order {}

  record Reviewed(OrderId id, int revision, String hash, AccountId drafter, AccountId author)
      implements Order {}

  record Signed(OrderId id, Instant signedAt, Instant until) implements Order {}

  record Closed(OrderId id) implements Order {}

  record Withdrawn(OrderId id) implements Order {}

  sealed interface Command {}

  record DraftText(
      OrderId id,
      ResponseId response,
      Optional<OrderId> amends,
      String hash,
      Nature nature,
      Tier tier,
      AccountId by,
      Instant at,
      String space)
      implements Command {}

  record Revise(String hash, Nature nature, Tier tier, AccountId by, Instant at)
      implements Command {}

  record Review(boolean pass, Optional<NoteId> remark, AccountId by, Instant at)
      implements Command {}

  record Sign(String number, Terms terms, List<Quota> quotas, AccountId by, Instant at)
      implements Command {}

  record Withdraw(
      String number, List<AreaCode> communities, Optional<NoteId> reason, AccountId by, Instant at)
      implements Command {}

  /** The response stepped down: these quotas become smaller. */
  record Reduce(List<QuotasReduced.Reduced> quotas, AccountId by, Instant at) implements Command {}

  record Close(AccountId by, Instant at) implements Command {}

  /**
   * Sends a few people on a resident's request: drafted and signed by one dispatcher, on the ground
   * of a response that the commander signed.
   */
  record Dispatch(DraftText text, Sign sign) implements Command {}

  static Decision<OrderEvent> decide(Order state, Command command) {
    return switch (command) {
      case DraftText draft -> draft(state, draft);
      case Revise revise -> revise(state, revise);
      case Review review -> review(state, review);
      case Sign sign -> sign(state, sign);
      case Withdraw withdraw -> withdraw(state, withdraw);
      case Reduce reduce -> reduce(state, reduce);
      case Close close -> close(state, close);
      case Dispatch dispatch -> dispatch(state, dispatch);
    };
  }

  /**
   * What a recorded fact makes of the state. Never refuses: facts are facts, though rules change.
   */
  static Order evolve(Order state, OrderEvent event) {
    OrderId id = event.order();
    return switch (event) {
      case OrderDrafted it -> new Draft(id, it.revision(), it.hash(), it.by(), it.by());
      case OrderRevised it ->
          new Draft(id, it.revision(), it.hash(), drafter(state, it.by()), it.by());
      case OrderReviewed it -> it.pass() ? passed(state) : returned(state);
      case OrderSigned it -> new Signed(id, it.at(), it.terms().until());
      case OrderWithdrawn it -> it.communities().isEmpty() ? new Withdrawn(id) : state;
      case QuotasReduced _ -> state;
      case OrderClosed _ -> new Closed(id);
    };
  }

  private static AccountId drafter(Order state, AccountId otherwise) {
    return switch (state) {
      case Draft it -> it.drafter();
      case Reviewed it -> it.drafter();
      case None _, Signed _, Closed _, Withdrawn _ -> otherwise;
    };
  }

  private static Order passed(Order state) {
    return state instanceof Draft it
        ? new Reviewed(it.id(), it.revision(), it.hash(), it.drafter(), it.author())
        : state;
  }

  private static Order returned(Order state) {
    return state instanceof Reviewed it
        ? new Draft(it.id(), it.revision(), it.hash(), it.drafter(), it.author())
        : state;
  }

  private static Decision<OrderEvent> draft(Order state, DraftText draft) {
    if (!(state instanceof None)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(drafted(draft));
  }

  private static OrderDrafted drafted(DraftText draft) {
    return new OrderDrafted(
        draft.id(),
        draft.response(),
        draft.amends(),
        1,
        draft.hash(),
        draft.nature(),
        draft.tier(),
        draft.by(),
        draft.at(),
        draft.space());
  }

  /** Peace-time service only, by a handful of people who may say no. */
  private static Decision<OrderEvent> dispatch(Order state, Dispatch dispatch) {
    DraftText text = dispatch.text();
    if (!(state instanceof None) || text.tier() != Tier.NORMAL || text.nature() != VOLUNTARY) {
      return refused(Refusal.CONFLICT);
    }
    int people = dispatch.sign().quotas().stream().mapToInt(Quota::need).sum();
    if (people < 1 || people > SMALL_MAX) {
      throw RefusedException.invalid("units", "1 to " + SMALL_MAX + " people");
    }
    return acceptedAll(List.of(drafted(text), signed(text.id(), text.hash(), dispatch.sign())));
  }

  private static Decision<OrderEvent> revise(Order state, Revise revise) {
    return switch (state) {
      case Draft draft -> accepted(revised(draft.id(), draft.revision(), revise));
      case None _, Reviewed _, Signed _, Closed _, Withdrawn _ -> refused(Refusal.CONFLICT);
    };
  }

  private static OrderRevised revised(OrderId id, int revision, Revise revise) {
    return new OrderRevised(
        id, revision + 1, revise.hash(), revise.nature(), revise.tier(), revise.by(), revise.at());
  }

  /** Passes a draft on or sends it back; a text that was passed on can only be sent back. */
  private static Decision<OrderEvent> review(Order state, Review review) {
    return switch (state) {
      case Draft it -> reviewed(it, review);
      case Reviewed it when !review.pass() ->
          reviewed(new Draft(it.id(), it.revision(), it.hash(), it.drafter(), it.author()), review);
      case None _, Reviewed _, Signed _, Closed _, Withdrawn _ -> refused(Refusal.CONFLICT);
    };
  }

  private static Decision<OrderEvent> reviewed(Draft text, Review review) {
    if (review.by().equals(text.drafter()) || review.by().equals(text.author())) {
      return refused(Refusal.SAME_PERSON);
    }
    if (!review.pass() && review.remark().isEmpty()) {
      return refused(Refusal.REASON_MISSING);
    }
    return accepted(
        new OrderReviewed(text.id(), review.pass(), review.remark(), review.by(), review.at()));
  }

  private static Decision<OrderEvent> sign(Order state, Sign sign) {
    if (!(state instanceof Reviewed reviewed)) {
      return refused(Refusal.CONFLICT);
    }
    if (sign.by().equals(reviewed.drafter()) || sign.by().equals(reviewed.author())) {
      return refused(Refusal.SAME_PERSON);
    }
    if (sign.quotas().isEmpty()) {
      return refused(Refusal.TARGET_EMPTY);
    }
    if (!sign.terms().until().isAfter(sign.at())) {
      return refused(Refusal.TOO_LATE);
    }
    return accepted(signed(reviewed.id(), reviewed.hash(), sign));
  }

  private static OrderSigned signed(OrderId id, String hash, Sign sign) {
    return new OrderSigned(
        id, sign.number(), hash, sign.terms(), sign.quotas(), sign.by(), sign.at());
  }

  private static Decision<OrderEvent> withdraw(Order state, Withdraw withdraw) {
    if (!(state instanceof Signed signed)) {
      return refused(Refusal.CONFLICT);
    }
    boolean recall = !withdraw.at().isAfter(signed.signedAt().plus(RECALL));
    if (!recall && withdraw.reason().isEmpty()) {
      return refused(Refusal.REASON_MISSING);
    }
    return accepted(
        new OrderWithdrawn(
            signed.id(),
            withdraw.number(),
            withdraw.communities(),
            withdraw.reason(),
            recall,
            withdraw.by(),
            withdraw.at()));
  }

  private static Decision<OrderEvent> reduce(Order state, Reduce reduce) {
    if (!(state instanceof Signed signed)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(new QuotasReduced(signed.id(), reduce.quotas(), reduce.by(), reduce.at()));
  }

  private static Decision<OrderEvent> close(Order state, Close close) {
    if (!(state instanceof Signed signed)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(new OrderClosed(signed.id(), close.by(), close.at()));
  }
}
