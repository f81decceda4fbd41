package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.order.AreaVoid.Kind;
import org.muster.model.order.AreaVoid.Raised;
import org.muster.model.order.VoidEvent.VoidEnded;
import org.muster.model.order.VoidEvent.VoidRaised;
import org.muster.model.place.AreaCode;

/** Of a void the command post is told once it has lasted, once. */
final class AreaVoidTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T02:00:00Z");
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final AreaVoid LEFT =
      new AreaVoid(ORDER, AreaCode.of("330522001001"), Kind.NOBODY_LEFT, Optional.empty(), SINCE);

  @Test
  void aVoidIsRaisedWhenItHasLastedAndNotBefore() {
    Instant lasted = SINCE.plus(AreaVoid.DWELL);
    assertEquals(List.of(), look(List.of(LEFT), List.of(), lasted.minusMillis(1)));
    var told = look(List.of(LEFT), List.of(), lasted);
    assertEquals(LEFT.id(), assertInstanceOf(VoidRaised.class, told.getFirst()).id());
  }

  @Test
  void whatWasRaisedIsNotRaisedAgainAndEndsOnce() {
    Instant later = SINCE.plus(AreaVoid.DWELL.multipliedBy(3));
    var raised = List.of(new Raised(LEFT.id(), LEFT.community()));
    assertEquals(List.of(), look(List.of(LEFT), raised, later));
    var over = look(List.of(), raised, later);
    assertEquals(LEFT.id(), assertInstanceOf(VoidEnded.class, over.getFirst()).id());
    assertEquals(1, over.size());
  }

  @Test
  void eachMissingSkillIsAVoidOfItsOwn() {
    Instant later = SINCE.plus(AreaVoid.DWELL);
    var lacking = List.of(lacking("急救员"), lacking("电工"));
    assertEquals(2, look(lacking, List.of(), later).stream().map(VoidEvent::id).distinct().count());
  }

  private static AreaVoid lacking(String skill) {
    return new AreaVoid(ORDER, LEFT.community(), Kind.SKILL_MISSING, Optional.of(skill), SINCE);
  }

  private static List<VoidEvent> look(List<AreaVoid> seen, List<Raised> raised, Instant now) {
    return AreaVoid.look(ORDER, seen, raised, now);
  }
}
