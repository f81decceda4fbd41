package org.muster.model.duty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.duty.HandoverEvent.HandoverDrawn;
import org.muster.model.duty.HandoverEvent.HandoverTaken;
import org.muster.model.duty.HandoverEvent.HandoverTakenBack;
import org.muster.model.duty.Sheet.OpenOrder;
import org.muster.model.duty.Sheet.ShortPost;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * The change of a shift: given these facts, when this command, then these facts or this refusal.
 */
final class HandoverTest {
  private static final HandoverId ID = new HandoverId(new UUID(0, 1));
  private static final AreaCode COUNTY = AreaCode.of("330522");
  private static final AccountId GOING = new AccountId(new UUID(0, 2));
  private static final AccountId COMING = new AccountId(new UUID(0, 3));
  private static final Optional<NoteId> PROMISE = Optional.of(new NoteId(new UUID(0, 4)));
  private static final Instant EIGHT = Instant.parse("2026-11-22T12:00:00Z");
  private static final Sheet SHEET =
      new Sheet(
          List.of(
              new OpenOrder(
                  new OrderId(new UUID(0, 5)),
                  "长兴县指挥部〔2026〕1号",
                  12,
                  7,
                  3,
                  List.of(new UnitId(new UUID(0, 6))),
                  List.of(new ShortPost(AreaCode.of("330522001001"), 5)))));
  private static final HandoverEvent DRAWN =
      new HandoverDrawn(ID, COUNTY, SHEET, PROMISE, GOING, EIGHT);

  @Test
  void thePageIsSignedByTheOneWhoGoes() {
    assertEquals(
        Decision.accepted(DRAWN),
        given().when(new Handover.Draw(ID, COUNTY, SHEET, PROMISE, GOING, EIGHT)));
  }

  @Test
  void theWatchIsTakenByTheOneWhoComes() {
    assertEquals(
        Decision.accepted(new HandoverTaken(ID, Optional.empty(), COMING, EIGHT)),
        given(DRAWN).when(new Handover.Take(Optional.empty(), COMING, EIGHT)));
  }

  @Test
  void nobodyHandsOverToThemself() {
    assertEquals(
        Decision.refused(Refusal.SAME_PERSON),
        given(DRAWN).when(new Handover.Take(Optional.empty(), GOING, EIGHT)));
  }

  @Test
  void aWatchThatIsTakenIsNotTakenAgain() {
    var taken = new HandoverTaken(ID, Optional.empty(), COMING, EIGHT);
    assertEquals(
        Decision.refused(Refusal.CONFLICT),
        given(DRAWN, taken).when(new Handover.Take(Optional.empty(), COMING, EIGHT)));
    assertEquals(
        Decision.refused(Refusal.CONFLICT),
        given(DRAWN, taken).when(new Handover.TakeBack(GOING, EIGHT)));
  }

  @Test
  void onlyWhoSignedAPageTakesItBack() {
    assertEquals(
        Decision.refused(Refusal.FORBIDDEN),
        given(DRAWN).when(new Handover.TakeBack(COMING, EIGHT)));
    var back = new HandoverTakenBack(ID, GOING, EIGHT);
    assertEquals(Decision.accepted(back), given(DRAWN).when(new Handover.TakeBack(GOING, EIGHT)));
    assertEquals(
        Decision.refused(Refusal.CONFLICT),
        given(DRAWN, back).when(new Handover.Take(Optional.empty(), COMING, EIGHT)));
  }

  private record Given(Handover state) {
    Decision<HandoverEvent> when(Handover.Command command) {
      return Handover.decide(state, command);
    }
  }

  private static Given given(HandoverEvent... facts) {
    Handover state = new Handover.None();
    for (HandoverEvent fact : facts) {
      state = Handover.evolve(state, fact);
    }
    return new Given(state);
  }
}
