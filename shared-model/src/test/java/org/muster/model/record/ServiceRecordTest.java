package org.muster.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.record.RecordEvent.RecordAgreed;
import org.muster.model.record.RecordEvent.RecordCorrected;
import org.muster.model.record.RecordEvent.Side;

/** What is recorded of a service: minutes truly served, agreed by both sides (志愿服务记录办法). */
final class ServiceRecordTest {
  private static final RecordId THIS = new RecordId(new UUID(0, 1));
  private static final AccountId COMMUNITY = new AccountId(new UUID(0, 2));
  private static final NoteId REASON = new NoteId(new UUID(0, 3));
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private final ServiceRecord confirmed = new ServiceRecord(THIS, 120, false);

  @ParameterizedTest
  @CsvSource({"PT2H,120", "PT1H59M59.999S,119", "PT59S,0", "PT168H,10080"})
  void onlyWholeMinutesCount(String served, int minutes) {
    assertEquals(minutes, ServiceRecord.minutes(NOON, NOON.plus(Duration.parse(served))));
  }

  @Test
  void moreThanSevenDaysIsAMistakeAndNotAShift() {
    Instant until = NOON.plus(Duration.ofDays(7).plusMinutes(1));
    var refused = assertThrows(RefusedException.class, () -> ServiceRecord.minutes(NOON, until));
    assertEquals("to", refused.problems().getFirst().field());
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void theServingSideAgreesOrKeepsSilentWhichSaysSo(Side side) {
    assertEquals(
        Decision.accepted(new RecordAgreed(THIS, side, Optional.empty(), NOON)),
        confirmed.agree(side, Optional.empty(), NOON));
  }

  @Test
  void agreeingTwiceCountsOnce() {
    assertEquals(
        Decision.unchanged(),
        new ServiceRecord(THIS, 120, true).agree(Side.SILENCE, Optional.empty(), NOON));
  }

  @Test
  void aCorrectionKeepsWhatStoodBefore() {
    assertEquals(
        Decision.accepted(new RecordCorrected(THIS, 120, 90, REASON, COMMUNITY, NOON)),
        confirmed.correct(90, REASON, COMMUNITY, NOON));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_081})
  void impossibleMinutesAreRefused(int minutes) {
    var refused =
        assertThrows(
            RefusedException.class, () -> confirmed.correct(minutes, REASON, COMMUNITY, NOON));
    assertEquals(List.of("minutes"), refused.problems().stream().map(p -> p.field()).toList());
  }

  @Test
  void correctionToTheSameMinutesWasRecordedAsAChange() {
    assertEquals(Decision.unchanged(), confirmed.correct(120, REASON, COMMUNITY, NOON));
  }
}
