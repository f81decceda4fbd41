package org.muster.model.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.muster.model.assignment.AssignmentStory.COMMUNITY;
import static org.muster.model.assignment.AssignmentStory.THIS;
import static org.muster.model.assignment.AssignmentStory.WORDS;
import static org.muster.model.assignment.AssignmentStory.acceptedAt;
import static org.muster.model.assignment.AssignmentStory.arrivedAt;
import static org.muster.model.assignment.AssignmentStory.at;
import static org.muster.model.assignment.AssignmentStory.confirm;
import static org.muster.model.assignment.AssignmentStory.declinedAt;
import static org.muster.model.assignment.AssignmentStory.departedAt;
import static org.muster.model.assignment.AssignmentStory.expiredAt;
import static org.muster.model.assignment.AssignmentStory.given;
import static org.muster.model.assignment.AssignmentStory.missingAt;
import static org.muster.model.assignment.AssignmentStory.offeredAtTen;
import static org.muster.model.assignment.AssignmentStory.relievedAt;
import static org.muster.model.assignment.AssignmentStory.served;
import static org.muster.model.assignment.AssignmentStory.withdrawnAt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.Assignment.Command;
import org.muster.model.assignment.AssignmentEvent.CameUnasked;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.order.QuotaId;

/**
 * What may be entered afterwards (补录). The order was signed at nine, the system was away until
 * 18:30, and entries are taken for a day.
 */
final class LateEntryTest {
  private static final LateEntry.Limits LIMITS =
      new LateEntry.Limits(at("09:00"), Duration.ofDays(1));

  @Test
  void whoeverCameWithoutAnswerIsOnPostFromTheTimeOnPaper() {
    given(offeredAtTen()).when(paper("", "10:40", "")).then(entered("", "10:40", ""));
    given(offeredAtTen(), entered("", "10:40", ""))
        .standsAs(new Assignment.OnPost(THIS, at("10:40")));
  }

  @Test
  void aWholeServiceOnPaperEndsOnPaper() {
    given(offeredAtTen(), acceptedAt("10:05"), departedAt("10:10"))
        .when(paper("10:12", "10:40", "17:00"))
        .then(entered("10:12", "10:40", "17:00"));
    given(offeredAtTen(), entered("10:12", "10:40", "17:00"))
        .when(confirm("10:40", "17:00"))
        .then(served("10:40", "17:00"));
  }

  @Test
  void theArrivalOnRecordStandsAndOnlyTheLeavingIsEntered() {
    var onPost = given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"));
    onPost.when(paper("", "", "17:00")).then(entered("", "", "17:00"));
    onPost.when(paper("", "10:40", "17:00")).then(entered("", "", "17:00"));
    onPost.when(paper("", "10:50", "17:00")).thenRefused(Refusal.CONFLICT);
    onPost.when(paper("", "", "10:30")).thenInvalid("leftAt");
  }

  @Test
  void whoeverFellSilentOrWasLetGoMayHaveServedAllTheSame() {
    given(offeredAtTen(), expiredAt("10:30"))
        .when(paper("", "10:40", "17:00"))
        .then(entered("", "10:40", "17:00"));
    given(offeredAtTen(), withdrawnAt("12:00"))
        .when(paper("", "10:40", "17:00"))
        .then(entered("", "10:40", "17:00"));
  }

  @Test
  void nobodyIsPutOnPostAgainByPaper() {
    given(offeredAtTen(), expiredAt("10:30")).when(paper("", "10:40", "")).thenInvalid("leftAt");
    given(offeredAtTen(), withdrawnAt("12:00")).when(paper("", "10:40", "")).thenInvalid("leftAt");
  }

  @Test
  void anAnswerOrATickIsNotOverruledByPaper() {
    given(offeredAtTen(), declinedAt("10:05"))
        .when(paper("", "10:40", "17:00"))
        .thenRefused(Refusal.CONFLICT);
    given(offeredAtTen(), acceptedAt("10:05"), missingAt("12:00"))
        .when(paper("", "10:40", "17:00"))
        .thenRefused(Refusal.CONFLICT);
    given().when(paper("", "10:40", "17:00")).thenRefused(Refusal.CONFLICT);
  }

  @Test
  void theSameSheetTwiceCountsOnce() {
    var done = given(offeredAtTen(), entered("", "10:40", "17:00"));
    done.when(paper("", "10:40", "17:00")).thenNothingHappens();
    done.when(paper("", "10:40", "17:30")).thenRefused(Refusal.CONFLICT);
    given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), relievedAt("17:00"))
        .when(paper("", "10:40", "17:00"))
        .thenNothingHappens();
    given(offeredAtTen(), entered("", "10:40", ""))
        .when(paper("", "10:40", ""))
        .thenNothingHappens();
  }

  @Test
  void whoeverWasNeverAskedIsEnteredWithAWholeServiceOrNotAtAll() {
    given().when(unasked("10:12", "10:40", "17:00")).then(came("10:12", "10:40", "17:00"));
    given().when(unasked("", "10:40", "")).thenInvalid("leftAt");
    given().when(unasked("", "", "17:00")).thenInvalid("arrivedAt");
    given().when(unasked("", "08:59", "17:00")).thenInvalid("arrivedAt");
    given(offeredAtTen()).when(unasked("", "10:40", "17:00")).thenRefused(Refusal.CONFLICT);
    given(came("", "10:40", "17:00"))
        .when(confirm("10:40", "17:00"))
        .then(served("10:40", "17:00"));
  }

  @Test
  void nothingIsEnteredAheadOrFromBeforeTheSignature() {
    var asked = given(offeredAtTen());
    asked.when(paper("", "10:40", "18:31")).thenInvalid("leftAt");
    asked.when(paper("", "18:31", "")).thenInvalid("arrivedAt");
    asked.when(paper("08:59", "10:40", "")).thenInvalid("departedAt");
    asked.when(paper("09:00", "10:40", "18:30")).then(entered("09:00", "10:40", "18:30"));
  }

  @Test
  void afterTheSetTimeItIsTooLate() {
    Instant lastMoment = at("10:40").plus(Duration.ofDays(1));
    var entry = times("", "10:40", "17:00");
    var late = new Assignment.EnterLater(entry, LIMITS, Optional.of(WORDS), COMMUNITY, lastMoment);
    given(offeredAtTen())
        .when(late)
        .then(
            new EnteredLater(
                THIS,
                Optional.empty(),
                entry.arrivedAt(),
                entry.leftAt(),
                Optional.of(WORDS),
                COMMUNITY,
                lastMoment));
    given(offeredAtTen())
        .when(
            new Assignment.EnterLater(
                entry, LIMITS, Optional.of(WORDS), COMMUNITY, lastMoment.plusNanos(1)))
        .thenRefused(Refusal.TOO_LATE);
  }

  @Test
  void timesThatCannotHaveBeenAreRefusedByName() {
    assertAtFault("arrivedAt", () -> times("", "", ""));
    assertAtFault("arrivedAt", () -> times("10:10", "", ""));
    assertAtFault("arrivedAt", () -> times("10:41", "10:40", ""));
    assertAtFault("leftAt", () -> times("", "10:40", "10:40"));
    assertAtFault("leftAt", () -> times("", "10:40", "10:39"));
  }

  private static void assertAtFault(String field, Executable entry) {
    var refused = assertThrows(RefusedException.class, entry);
    assertEquals(List.of(field), refused.problems().stream().map(p -> p.field()).toList());
  }

  private static Command unasked(String departed, String arrived, String left) {
    return new Assignment.EnterUnasked(AssignmentStory.unasked(), paper(departed, arrived, left));
  }

  private static CameUnasked came(String departed, String arrived, String left) {
    var offer = AssignmentStory.offeredAtTen();
    return new CameUnasked(
        THIS,
        offer.order(),
        QuotaId.of(offer.order(), offer.unit(), offer.community()),
        offer.unit(),
        offer.community(),
        offer.volunteer(),
        time(departed),
        at(arrived),
        at(left),
        Optional.of(WORDS),
        COMMUNITY,
        at("18:30"),
        offer.space());
  }

  private static Assignment.EnterLater paper(String departed, String arrived, String left) {
    return new Assignment.EnterLater(
        times(departed, arrived, left), LIMITS, Optional.of(WORDS), COMMUNITY, at("18:30"));
  }

  private static LateEntry times(String departed, String arrived, String left) {
    return new LateEntry(time(departed), time(arrived), time(left));
  }

  private static EnteredLater entered(String departed, String arrived, String left) {
    return new EnteredLater(
        THIS,
        time(departed),
        time(arrived),
        time(left),
        Optional.of(WORDS),
        COMMUNITY,
        at("18:30"));
  }

  private static Optional<Instant> time(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(at(text));
  }
}
