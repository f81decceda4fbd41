package org.muster.model.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.talk.NoticeEvent.NoticePublished;
import org.muster.model.talk.NoticeEvent.NoticeWithdrawn;

/** What is made known to many: who may address whom, and how it is taken back. */
final class NoticeTest {
  private static final NoticeId ID = new NoticeId(new UUID(0, 1));
  private static final AccountId POST = new AccountId(new UUID(0, 2));
  private static final NoteId WORDS = new NoteId(new UUID(0, 3));
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final AreaCode COUNTY = AreaCode.of("330522");
  private static final AreaCode STREET = AreaCode.of("330522001");
  private static final AreaCode ELSEWHERE = AreaCode.of("330523");
  private static final UnitId WATER = new UnitId(new UUID(0, 4));
  private static final UnitId HEALTH = new UnitId(new UUID(0, 5));
  private static final OrderId ORDER = new OrderId(new UUID(0, 6));
  private static final Readers NOBODY =
      new Readers(Optional.empty(), Optional.empty(), Optional.empty());
  private static final NoticePublished PUBLISHED =
      new NoticePublished(
          ID,
          Optional.empty(),
          Optional.of(WATER),
          Optional.empty(),
          Optional.empty(),
          Optional.of(COUNTY),
          WORDS,
          WORDS,
          POST,
          NOON,
          "live");
  private static final NoticeWithdrawn WITHDRAWN = new NoticeWithdrawn(ID, POST, NOON);

  @Test
  void itIsPublishedOnceAndWithdrawnOnce() {
    assertEquals(Decision.accepted(PUBLISHED), when(new Notice.Publish(PUBLISHED)));
    assertEquals(
        Decision.refused(Refusal.CONFLICT), when(new Notice.Publish(PUBLISHED), PUBLISHED));
    assertEquals(Decision.accepted(WITHDRAWN), when(withdraw(), PUBLISHED));
    assertEquals(Decision.unchanged(), when(withdraw(), PUBLISHED, WITHDRAWN));
    assertEquals(Decision.refused(Refusal.NOT_FOUND), when(withdraw()));
  }

  @Test
  void aLiaisonAddressesTheOwnUnitAndNobodyElse() {
    Principal liaison = principal(Role.LIAISON, Optional.of(WATER), Optional.empty());
    assertEquals(ofUnit(WATER), NOBODY.addressedBy(liaison));
    assertEquals(ofUnit(WATER), ofUnit(WATER).addressedBy(liaison));
    assertEquals(Refusal.FORBIDDEN, refusal(ofUnit(HEALTH), liaison));
    var ofOrder = new Readers(Optional.of(ORDER), Optional.empty(), Optional.empty());
    assertEquals(
        new Readers(Optional.of(ORDER), Optional.of(WATER), Optional.empty()),
        ofOrder.addressedBy(liaison));
  }

  @Test
  void theCommandPostAddressesItsJurisdictionAndHasToNameSomebody() {
    Principal post = principal(Role.DISPATCHER, Optional.empty(), Optional.of(COUNTY));
    assertEquals(inArea(STREET), inArea(STREET).addressedBy(post));
    assertEquals(Refusal.FORBIDDEN, refusal(inArea(ELSEWHERE), post));
    assertEquals(Refusal.INVALID, refusal(NOBODY, post));
    assertEquals(
        new Readers(Optional.empty(), Optional.of(WATER), Optional.of(COUNTY)),
        ofUnit(WATER).addressedBy(post));
  }

  @Test
  void nobodyElseAddressesAnybody() {
    Principal community = principal(Role.COMMUNITY, Optional.empty(), Optional.of(STREET));
    assertEquals(Refusal.FORBIDDEN, refusal(inArea(STREET), community));
  }

  private static Refusal refusal(Readers readers, Principal by) {
    return assertThrows(RefusedException.class, () -> readers.addressedBy(by)).refusal();
  }

  private static Readers ofUnit(UnitId unit) {
    return new Readers(Optional.empty(), Optional.of(unit), Optional.empty());
  }

  private static Readers inArea(AreaCode area) {
    return new Readers(Optional.empty(), Optional.empty(), Optional.of(area));
  }

  private static Principal principal(Role role, Optional<UnitId> unit, Optional<AreaCode> area) {
    return new Principal(POST, "name", Set.of(role), unit, area, Optional.empty());
  }

  private static Notice.Command withdraw() {
    return new Notice.Withdraw(POST, NOON);
  }

  private static Decision<NoticeEvent> when(Notice.Command command, NoticeEvent... facts) {
    Notice state = new Notice.None();
    for (NoticeEvent fact : facts) {
      state = Notice.evolve(state, fact);
    }
    return Notice.decide(state, command);
  }
}
