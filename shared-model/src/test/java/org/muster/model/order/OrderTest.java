package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.Order.Command;
import org.muster.model.order.OrderEvent.OrderClosed;
import org.muster.model.order.OrderEvent.OrderDrafted;
import org.muster.model.order.OrderEvent.OrderReviewed;
import org.muster.model.order.OrderEvent.OrderRevised;
import org.muster.model.order.OrderEvent.OrderSigned;
import org.muster.model.order.OrderEvent.OrderWithdrawn;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/** The road of an order: 拟稿 → 审核 → 签发 → 办结 or 撤销. */
final class OrderTest {
  private static final OrderId THIS = new OrderId(new UUID(0, 1));
  private static final AccountId DRAFTER = new AccountId(new UUID(0, 2));
  private static final AccountId REVIEWER = new AccountId(new UUID(0, 3));
  private static final AccountId COMMANDER = new AccountId(new UUID(0, 4));
  private static final NoteId REASON = new NoteId(new UUID(0, 5));
  private static final AreaCode COMMUNITY = AreaCode.of("330522001001");
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final Instant EVENING = NOON.plus(Duration.ofHours(6));

  @Test
  void aDraftHasNoNumberAndNoForce() {
    given().when(draft()).then(drafted());
    given(drafted()).stands(new Order.Draft(THIS, 1, "h1", DRAFTER, DRAFTER));
    given(drafted()).when(sign(COMMANDER)).thenRefused(Refusal.CONFLICT);
    given(drafted()).when(withdrawAt(NOON)).thenRefused(Refusal.CONFLICT);
    given(drafted()).when(new Order.Close(COMMANDER, NOON)).thenRefused(Refusal.CONFLICT);
  }

  @Test
  void anOrderIsDraftedOnce() {
    given(drafted()).when(draft()).thenRefused(Refusal.CONFLICT);
  }

  @Test
  void whoeverDraftsDoesNotReview() {
    given(drafted()).when(review(true, DRAFTER)).thenRefused(Refusal.SAME_PERSON);
    given(drafted()).when(review(true, REVIEWER)).then(reviewed(true));
  }

  @Test
  void whoeverDraftsDoesNotSign() {
    given(drafted(), reviewed(true)).when(sign(DRAFTER)).thenRefused(Refusal.SAME_PERSON);
  }

  @Test
  void whoeverReviewedMaySign() {
    given(drafted(), reviewed(true)).when(sign(REVIEWER)).then(signedBy(REVIEWER));
  }

  @Test
  void textRewrittenByTheCommanderIsNotReviewedOrSignedByTheSamePerson() {
    given(drafted(), reviewed(false), revisedBy(COMMANDER))
        .when(review(true, COMMANDER))
        .thenRefused(Refusal.SAME_PERSON);
    given(drafted(), revisedBy(COMMANDER), reviewed(true))
        .when(sign(COMMANDER))
        .thenRefused(Refusal.SAME_PERSON);
    given(drafted(), revisedBy(COMMANDER), reviewed(true))
        .when(sign(DRAFTER))
        .thenRefused(Refusal.SAME_PERSON);
    given(drafted(), revisedBy(COMMANDER), reviewed(true))
        .when(sign(REVIEWER))
        .then(signed("h2", REVIEWER));
  }

  @Test
  void sendingBackNeedsAReason() {
    var silent = new Order.Review(false, Optional.empty(), REVIEWER, NOON);
    given(drafted()).when(silent).thenRefused(Refusal.REASON_MISSING);
    given(drafted()).when(review(false, REVIEWER)).then(reviewed(false));
    given(drafted(), reviewed(false)).stands(new Order.Draft(THIS, 1, "h1", DRAFTER, DRAFTER));
  }

  @Test
  void aReviewedTextIsChangedOnlyAfterItWasSentBackAndIsReviewedAgain() {
    given(drafted(), reviewed(true)).when(revise(DRAFTER)).thenRefused(Refusal.CONFLICT);
    given(drafted(), reviewed(true)).when(review(true, REVIEWER)).thenRefused(Refusal.CONFLICT);
    given(drafted(), reviewed(true)).when(review(false, REVIEWER)).then(reviewed(false));
    given(drafted(), reviewed(true), reviewed(false))
        .when(revise(DRAFTER))
        .then(revisedBy(DRAFTER));
    given(drafted(), reviewed(true), reviewed(false), revisedBy(DRAFTER))
        .when(sign(COMMANDER))
        .thenRefused(Refusal.CONFLICT);
  }

  @Test
  void whatIsSignedIsWhatWasReviewed() {
    given(drafted(), revisedBy(DRAFTER), reviewed(true))
        .when(sign(COMMANDER))
        .then(signed("h2", COMMANDER));
  }

  @Test
  void anOrderThatAsksNobodyIsNotSigned() {
    var nobody = new Order.Sign("3", terms(EVENING), List.of(), COMMANDER, NOON);
    given(drafted(), reviewed(true)).when(nobody).thenRefused(Refusal.TARGET_EMPTY);
  }

  @Test
  void anOrderThatIsOverAlreadyIsNotSigned() {
    var late = new Order.Sign("3", terms(NOON), quotas(), COMMANDER, NOON);
    given(drafted(), reviewed(true)).when(late).thenRefused(Refusal.TOO_LATE);
  }

  @Test
  void aSignedOrderNeverChanges() {
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(revise(DRAFTER))
        .thenRefused(Refusal.CONFLICT);
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(sign(COMMANDER))
        .thenRefused(Refusal.CONFLICT);
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(review(false, REVIEWER))
        .thenRefused(Refusal.CONFLICT);
  }

  @Test
  void recallWithinTenSecondsNeedsNoReason() {
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(withdraw(Optional.empty(), NOON.plusSeconds(10)))
        .then(withdrawn(true, Optional.empty(), NOON.plusSeconds(10)));
  }

  @Test
  void withdrawalAfterTenSecondsNeedsAReason() {
    Instant later = NOON.plusSeconds(10).plusNanos(1000);
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(withdraw(Optional.empty(), later))
        .thenRefused(Refusal.REASON_MISSING);
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(withdrawAt(later))
        .then(withdrawn(false, Optional.of(REASON), later));
  }

  @Test
  void withdrawnInOneCommunityItGoesOnInTheOthers() {
    var partly =
        new OrderWithdrawn(
            THIS, "4", List.of(COMMUNITY), Optional.of(REASON), false, COMMANDER, NOON);
    given(drafted(), reviewed(true), signedBy(COMMANDER), partly)
        .stands(new Order.Signed(THIS, NOON, EVENING));
  }

  @Test
  void anOrderThatIsOverStaysOver() {
    var over = given(drafted(), reviewed(true), signedBy(COMMANDER), whollyWithdrawn());
    over.stands(new Order.Withdrawn(THIS));
    over.when(new Order.Close(COMMANDER, EVENING)).thenRefused(Refusal.CONFLICT);
    over.when(withdrawAt(EVENING)).thenRefused(Refusal.CONFLICT);
    var closed = new OrderClosed(THIS, COMMANDER, EVENING);
    given(drafted(), reviewed(true), signedBy(COMMANDER))
        .when(new Order.Close(COMMANDER, EVENING))
        .then(closed);
    given(drafted(), reviewed(true), signedBy(COMMANDER), closed).stands(new Order.Closed(THIS));
    given(drafted(), reviewed(true), signedBy(COMMANDER), closed)
        .when(withdrawAt(EVENING))
        .thenRefused(Refusal.CONFLICT);
  }

  @Test
  void aQuotaAsksForOneOrMoreAndRingsNoMoreThanThat() {
    Quota good = quotas().getFirst();
    assertThrows(IllegalArgumentException.class, () -> quota(good, 0));
    assertEquals(1, quota(good, 1).need());
  }

  @Test
  void aSmallOrderIsSignedByWhoeverDraftsIt() {
    var decided = Order.decide(new Order.None(), small(Tier.NORMAL, Nature.VOLUNTARY, 3));
    var events = ((Decision.Accepted<OrderEvent>) decided).events();
    assertEquals(2, events.size());
    given(events.toArray(OrderEvent[]::new)).stands(new Order.Signed(THIS, NOON, EVENING));
  }

  @Test
  void onlyPeaceTimeVoluntaryServiceByAFewPeopleGoesByASmallOrder() {
    given().when(small(Tier.EMERGENCY, Nature.VOLUNTARY, 3)).thenRefused(Refusal.CONFLICT);
    given().when(small(Tier.NORMAL, Nature.DUTY, 3)).thenRefused(Refusal.CONFLICT);
    given(drafted()).when(small(Tier.NORMAL, Nature.VOLUNTARY, 3)).thenRefused(Refusal.CONFLICT);
    Command tooMany = small(Tier.NORMAL, Nature.VOLUNTARY, Order.SMALL_MAX + 1);
    assertThrows(RefusedException.class, () -> Order.decide(new Order.None(), tooMany));
  }

  // The story.

  private record Story(Order state) {
    Outcome when(Command command) {
      return new Outcome(state, Order.decide(state, command));
    }

    void stands(Order expected) {
      assertEquals(expected, state);
    }
  }

  private record Outcome(Order before, Decision<OrderEvent> decision) {
    void then(OrderEvent fact) {
      assertEquals(Decision.accepted(fact), decision);
    }

    void thenRefused(Refusal refusal) {
      assertEquals(Decision.refused(refusal), decision);
    }
  }

  private static Story given(OrderEvent... facts) {
    Order state = new Order.None();
    for (OrderEvent fact : facts) {
      state = Order.evolve(state, fact);
    }
    return new Story(state);
  }

  private static Command draft() {
    return new Order.DraftText(
        THIS,
        new ResponseId(new UUID(0, 9)),
        Optional.empty(),
        "h1",
        Nature.VOLUNTARY,
        Tier.EMERGENCY,
        DRAFTER,
        NOON,
        "live");
  }

  private static Command small(Tier tier, Nature nature, int people) {
    var text =
        new Order.DraftText(
            THIS,
            new ResponseId(new UUID(0, 9)),
            Optional.empty(),
            "h1",
            nature,
            tier,
            DRAFTER,
            NOON,
            "live");
    UnitId unit = new UnitId(new UUID(0, 8));
    var quota =
        new Quota(
            QuotaId.of(THIS, unit, COMMUNITY),
            CommitmentId.of(THIS, unit),
            unit,
            COMMUNITY,
            people,
            List.of());
    return new Order.Dispatch(
        text, new Order.Sign("1", terms(EVENING), List.of(quota), DRAFTER, NOON));
  }

  private static OrderDrafted drafted() {
    return new OrderDrafted(
        THIS,
        new ResponseId(new UUID(0, 9)),
        Optional.empty(),
        1,
        "h1",
        Nature.VOLUNTARY,
        Tier.EMERGENCY,
        DRAFTER,
        NOON,
        "live");
  }

  private static Command revise(AccountId by) {
    return new Order.Revise("h2", Nature.DUTY, Tier.CRITICAL, by, NOON);
  }

  private static OrderRevised revisedBy(AccountId by) {
    return new OrderRevised(THIS, 2, "h2", Nature.DUTY, Tier.CRITICAL, by, NOON);
  }

  private static Command review(boolean pass, AccountId by) {
    return new Order.Review(pass, Optional.of(REASON), by, NOON);
  }

  private static OrderReviewed reviewed(boolean pass) {
    return new OrderReviewed(THIS, pass, Optional.of(REASON), REVIEWER, NOON);
  }

  private static Command sign(AccountId by) {
    return new Order.Sign("3", terms(EVENING), quotas(), by, NOON);
  }

  private static OrderSigned signedBy(AccountId by) {
    return signed("h1", by);
  }

  private static OrderSigned signed(String hash, AccountId by) {
    return new OrderSigned(THIS, "3", hash, terms(EVENING), quotas(), by, NOON);
  }

  private static Command withdrawAt(Instant at) {
    return withdraw(Optional.of(REASON), at);
  }

  private static Command withdraw(Optional<NoteId> reason, Instant at) {
    return new Order.Withdraw("4", List.of(), reason, COMMANDER, at);
  }

  private static OrderWithdrawn withdrawn(boolean recall, Optional<NoteId> reason, Instant at) {
    return new OrderWithdrawn(THIS, "4", List.of(), reason, recall, COMMANDER, at);
  }

  private static OrderWithdrawn whollyWithdrawn() {
    return withdrawn(false, Optional.of(REASON), NOON.plusSeconds(60));
  }

  private static Terms terms(Instant until) {
    return new Terms(NOON.plusSeconds(600), NOON.plusSeconds(1800), until, until, 600);
  }

  private static List<Quota> quotas() {
    UnitId unit = new UnitId(new UUID(0, 8));
    return List.of(
        new Quota(
            QuotaId.of(THIS, unit, COMMUNITY),
            CommitmentId.of(THIS, unit),
            unit,
            COMMUNITY,
            3,
            List.of()));
  }

  private static Quota quota(Quota like, int need) {
    return new Quota(like.id(), like.commitment(), like.unit(), like.community(), need, List.of());
  }
}
