package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.order.ResponseEvent.ResponseEnded;
import org.muster.model.order.ResponseEvent.ResponseRaised;
import org.muster.model.order.ResponseEvent.TierChanged;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;

/** 突发事件应对法 art. 72: a response states its subject, level, expected end and measures. */
final class ResponseTest {
  private static final ResponseId THIS = new ResponseId(new UUID(0, 1));
  private static final AccountId COMMANDER = new AccountId(new UUID(0, 2));
  private static final PlanId PLAN = new PlanId(new UUID(0, 3));
  private static final AreaCode CITY = AreaCode.of("3305");
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

  @Test
  void aResponseIsRaisedInATierAndPinnedToAPlan() {
    assertEquals(
        Decision.accepted(raised()),
        Response.decide(new Response.None(), raise(3, "防汛", List.of("全员待命"), TOMORROW)));
    assertEquals(new Response.InForce(THIS, Tier.EMERGENCY), folded(raised()));
  }

  @Test
  void eachOfTheFourStatementsIsRequired() {
    assertFault("subject", () -> raise(3, " ", List.of("全员待命"), TOMORROW));
    assertFault("measures", () -> raise(3, "防汛", List.of(), TOMORROW));
    assertFault("measures", () -> raise(3, "防汛", List.of(" "), TOMORROW));
    assertFault("expectedUntil", () -> raise(3, "防汛", List.of("全员待命"), NOON));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, -1})
  void levelsAreOneToFour(int level) {
    assertFault("level", () -> raise(level, "防汛", List.of("全员待命"), TOMORROW));
  }

  @Test
  void changingTheTierSaysFromWhichToWhichAndWhy() {
    assertEquals(
        Decision.accepted(changed(Tier.EMERGENCY, Tier.CRITICAL)),
        Response.decide(folded(raised()), change(Tier.CRITICAL)));
    assertEquals(
        new Response.InForce(THIS, Tier.CRITICAL),
        folded(raised(), changed(Tier.EMERGENCY, Tier.CRITICAL)));
    assertFault("reason", () -> new Response.ChangeTier("2", Tier.NORMAL, "", COMMANDER, NOON));
  }

  @Test
  void changingToTheSameTierIsNoDecision() {
    assertEquals(
        Decision.refused(Refusal.CONFLICT),
        Response.decide(folded(raised()), change(Tier.EMERGENCY)));
  }

  @Test
  void anEndedResponseStaysEnded() {
    assertEquals(
        Decision.accepted(ended()),
        Response.decide(folded(raised()), new Response.End("2", "雨停", COMMANDER, NOON)));
    assertFault("reason", () -> new Response.End("2", " ", COMMANDER, NOON));
    Response ended = folded(raised(), ended());
    assertEquals(new Response.Ended(THIS), ended);
    for (Response.Command command :
        List.of(
            raise(3, "防汛", List.of("全员待命"), TOMORROW),
            change(Tier.CRITICAL),
            new Response.End("3", "雨停", COMMANDER, NOON))) {
      assertEquals(Decision.refused(Refusal.CONFLICT), Response.decide(ended, command));
    }
  }

  @Test
  void nothingIsChangedThatWasNotRaised() {
    var none = new Response.None();
    assertEquals(Decision.refused(Refusal.CONFLICT), Response.decide(none, change(Tier.CRITICAL)));
    assertEquals(
        Decision.refused(Refusal.CONFLICT),
        Response.decide(none, new Response.End("2", "雨停", COMMANDER, NOON)));
  }

  private static Response folded(ResponseEvent... facts) {
    Response state = new Response.None();
    for (ResponseEvent fact : facts) {
      state = Response.evolve(state, fact);
    }
    return state;
  }

  private static void assertFault(String field, Runnable making) {
    var refused = assertThrows(RefusedException.class, making::run);
    assertEquals(List.of(field), refused.problems().stream().map(p -> p.field()).toList());
  }

  private static Response.Raise raise(
      int level, String subject, List<String> measures, Instant until) {
    return new Response.Raise(
        THIS,
        "1",
        CITY,
        Tier.EMERGENCY,
        level,
        subject,
        until,
        measures,
        PLAN,
        COMMANDER,
        NOON,
        "live");
  }

  private static ResponseRaised raised() {
    return new ResponseRaised(
        THIS,
        "1",
        CITY,
        Tier.EMERGENCY,
        3,
        "防汛",
        TOMORROW,
        List.of("全员待命"),
        PLAN,
        COMMANDER,
        NOON,
        Optional.of("live"));
  }

  private static Response.ChangeTier change(Tier tier) {
    return new Response.ChangeTier("2", tier, "水位上涨", COMMANDER, NOON);
  }

  private static TierChanged changed(Tier from, Tier to) {
    return new TierChanged(THIS, "2", from, to, "水位上涨", COMMANDER, NOON);
  }

  private static ResponseEnded ended() {
    return new ResponseEnded(THIS, "2", "雨停", COMMANDER, NOON);
  }
}
