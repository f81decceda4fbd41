package org.muster.command.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.command.history.History.Acknowledged;
import org.muster.command.history.History.Fact;
import org.muster.command.history.History.Holding;
import org.muster.command.history.History.Seen;
import org.muster.command.history.History.Shown;
import org.muster.command.history.HistoryChecker.Fault;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.assignment.AssignmentEvent.OfferAccepted;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.Source;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** The checker notices each thing that must not be, and finds nothing where all is well. */
final class HistoryCheckerTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final AreaCode STREET = AreaCode.of("330522001");
  private static final AreaCode COMMUNITY = AreaCode.of("330522001001");
  private static final AreaCode ELSEWHERE = AreaCode.of("330522002001");

  private final UUID anna = UUID.randomUUID();
  private final UUID offer = UUID.randomUUID();
  private final UUID accept = UUID.randomUUID();

  private final List<Fact> facts = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Map<UUID, Integer> held = new HashMap<>();
  private final Map<String, Integer> board = new HashMap<>(Map.of("offered", 1, "accepted", 1));
  private Set<UUID> replies = Set.of(accept);
  private int duplicates;

  /** Anna is offered a post, accepts, and her phone shows both. */
  HistoryCheckerTest() {
    facts.add(offered(1, offer, COMMUNITY));
    facts.add(accepted(2, 2));
    acknowledged.add(new Acknowledged(accept, 2));
    seen.add(new Seen(anna, offer));
    shown.add(new Shown(offer, 1));
    shown.add(new Shown(offer, 2));
    held.put(offer, 2);
  }

  @Test
  void whereAllIsWellNothingIsFound() {
    assertEquals(Set.of(), faults());
  }

  @Test
  void anAcknowledgedDeedThatIsNotRecordedIsLost() {
    facts.removeLast();
    held.put(offer, 1);
    board.put("accepted", 0);

    assertEquals(Set.of(Fault.LOST), faults());
  }

  @Test
  void anAcknowledgedDeedThatIsRecordedOtherwiseIsLost() {
    acknowledged.set(0, new Acknowledged(accept, 3));

    assertEquals(Set.of(Fault.LOST), faults());
  }

  @Test
  void anAcknowledgedDeedWithoutAKeptReplyIsLost() {
    replies = Set.of();

    assertEquals(Set.of(Fault.LOST), faults());
  }

  @Test
  void whatNeverReachedItsPhoneIsLost() {
    held.clear();

    assertEquals(Set.of(Fault.LOST), faults());
  }

  @Test
  void aPhoneThatShowsAnOldFormHasLostTheNewOne() {
    held.put(offer, 1);

    assertEquals(Set.of(Fault.LOST), faults());
  }

  @Test
  void whatSomebodyElseSeesIsMisdelivered() {
    seen.add(new Seen(UUID.randomUUID(), offer));

    assertEquals(Set.of(Fault.MISDELIVERED), faults());
  }

  @Test
  void whatWasNeverOfferedAndIsSeenIsMisdelivered() {
    seen.add(new Seen(anna, UUID.randomUUID()));

    assertEquals(Set.of(Fault.MISDELIVERED), faults());
  }

  @Test
  void anOfferOutsideTheTargetIsMisdelivered() {
    facts.set(0, offered(1, offer, ELSEWHERE));

    assertEquals(Set.of(Fault.MISDELIVERED), faults());
  }

  @Test
  void twoPostsAtATimeAreNoticed() {
    var second = UUID.randomUUID();
    facts.add(offered(3, second, COMMUNITY));
    held.put(second, 1);
    board.put("offered", 2);

    assertEquals(Set.of(Fault.DOUBLE_ACTIVE), faults());
  }

  @Test
  void whatIsShownTwiceIsNoticed() {
    shown.add(new Shown(offer, 2));

    assertEquals(Set.of(Fault.SHOWN_TWICE), faults());
  }

  @Test
  void whatIsSentAgainThoughAcknowledgedIsNoticed() {
    duplicates = 1;

    assertEquals(Set.of(Fault.SHOWN_TWICE), faults());
  }

  @Test
  void aCommandWithTwoEffectsIsNoticed() {
    facts.add(new Fact(3, Optional.of(accept), anna, 3, departed()));
    held.put(offer, 3);
    acknowledged.set(0, new Acknowledged(accept, 3));

    assertEquals(Set.of(Fault.TWO_EFFECTS), faults());
  }

  @Test
  void aChangeWithoutItsFactIsNoticed() {
    facts.set(1, accepted(2, 3));
    held.put(offer, 3);
    acknowledged.set(0, new Acknowledged(accept, 3));

    assertEquals(Set.of(Fault.BROKEN_LOG), faults());
  }

  @Test
  void aBoardThatCountsOtherwiseIsNoticed() {
    board.put("declined", 1);

    assertEquals(Set.of(Fault.MISCOUNTED), faults());
  }

  private Set<Fault> faults() {
    return HistoryChecker.faults(
            new History(
                facts,
                replies,
                acknowledged,
                seen,
                List.of(new Holding(anna, held, shown, duplicates)),
                List.of(STREET),
                board))
        .keySet();
  }

  private Fact offered(long transaction, UUID assignment, AreaCode community) {
    var event =
        new OfferMade(
            new AssignmentId(assignment),
            new OrderId(UUID.randomUUID()),
            new QuotaId(UUID.randomUUID()),
            new UnitId(UUID.randomUUID()),
            community,
            new VolunteerId(anna),
            Source.SHOCK,
            1,
            NOON.plusSeconds(60),
            NOON.plusSeconds(3_600),
            NOON,
            "live");
    return new Fact(transaction, Optional.empty(), anna, 1, event);
  }

  private Fact accepted(long transaction, int version) {
    var event = new OfferAccepted(new AssignmentId(offer), NOON);
    return new Fact(transaction, Optional.of(accept), anna, version, event);
  }

  private AssignmentEvent departed() {
    return new AssignmentEvent.Departed(new AssignmentId(offer), NOON);
  }
}
