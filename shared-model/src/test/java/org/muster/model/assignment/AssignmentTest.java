package org.muster.model.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.muster.model.assignment.AssignmentStory.COMMUNITY;
import static org.muster.model.assignment.AssignmentStory.THIS;
import static org.muster.model.assignment.AssignmentStory.acceptAt;
import static org.muster.model.assignment.AssignmentStory.acceptedAt;
import static org.muster.model.assignment.AssignmentStory.arriveAt;
import static org.muster.model.assignment.AssignmentStory.arrivedAt;
import static org.muster.model.assignment.AssignmentStory.at;
import static org.muster.model.assignment.AssignmentStory.confirm;
import static org.muster.model.assignment.AssignmentStory.declineAt;
import static org.muster.model.assignment.AssignmentStory.declinedAt;
import static org.muster.model.assignment.AssignmentStory.departAt;
import static org.muster.model.assignment.AssignmentStory.departedAt;
import static org.muster.model.assignment.AssignmentStory.expiredAt;
import static org.muster.model.assignment.AssignmentStory.given;
import static org.muster.model.assignment.AssignmentStory.leaveAt;
import static org.muster.model.assignment.AssignmentStory.missAt;
import static org.muster.model.assignment.AssignmentStory.missingAt;
import static org.muster.model.assignment.AssignmentStory.moveTo;
import static org.muster.model.assignment.AssignmentStory.movedTo;
import static org.muster.model.assignment.AssignmentStory.offer;
import static org.muster.model.assignment.AssignmentStory.offeredAtTen;
import static org.muster.model.assignment.AssignmentStory.relievedAt;
import static org.muster.model.assignment.AssignmentStory.reportAt;
import static org.muster.model.assignment.AssignmentStory.reportedAt;
import static org.muster.model.assignment.AssignmentStory.served;
import static org.muster.model.assignment.AssignmentStory.silenceUntil;
import static org.muster.model.assignment.AssignmentStory.tickOff;
import static org.muster.model.assignment.AssignmentStory.tickedOff;
import static org.muster.model.assignment.AssignmentStory.withdrawAt;
import static org.muster.model.assignment.AssignmentStory.withdrawnAt;

import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.Assignment.State;
import org.muster.model.assignment.AssignmentEvent.MovedToSpot;
import org.muster.model.assignment.AssignmentEvent.Relieved;

/**
 * The rules of an assignment (派单), one sentence a test. Somebody is asked at ten and has until half
 * past ten to answer.
 */
final class AssignmentTest {

  @Nested
  @DisplayName("Asking: 派单")
  final class Asking {
    @Test
    void anOfferWaitsForAnAnswer() {
      given().when(offer()).then(offeredAtTen());
      given(offeredAtTen()).standsAs(new Assignment.Offered(THIS, at("10:00"), at("10:30")));
    }

    @Test
    void nobodyIsAskedTwiceByOneAssignment() {
      given(offeredAtTen()).when(offer()).thenRefused(Refusal.CONFLICT);
      given(offeredAtTen(), declinedAt("10:05")).when(offer()).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void nothingCanBeDoneBeforeAnybodyIsAsked() {
      given().when(acceptAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(declineAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(departAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(arriveAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(leaveAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(reportAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(missAt("10:05")).thenRefused(Refusal.CONFLICT);
      given().when(confirm("10:05", "11:00")).thenRefused(Refusal.CONFLICT);
    }
  }

  @Nested
  @DisplayName("Answering: 接受、因故不能、沉默")
  final class Answering {
    @Test
    void whoeverAcceptsInTimeIsExpected() {
      given(offeredAtTen()).when(acceptAt("10:05")).then(acceptedAt("10:05"));
    }

    @Test
    void theLastMomentIsStillInTime() {
      given(offeredAtTen()).when(acceptAt("10:30")).then(acceptedAt("10:30"));
      given(offeredAtTen()).when(acceptAt("10:30:00.000001")).thenRefused(Refusal.TOO_LATE);
    }

    @Test
    void acceptingTwiceCountsOnce() {
      given(offeredAtTen(), acceptedAt("10:05")).when(acceptAt("10:06")).thenNothingHappens();
    }

    @Test
    void nobodyIsForcedToGo() {
      given(offeredAtTen()).when(declineAt("10:05")).then(declinedAt("10:05"));
    }

    @Test
    void whoeverAcceptedMayStillBePreventedUntilOnTheWay() {
      given(offeredAtTen(), acceptedAt("10:05")).when(declineAt("10:20")).then(declinedAt("10:20"));
      given(offeredAtTen(), acceptedAt("10:05"), departedAt("10:10"))
          .when(declineAt("10:20"))
          .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void cannotIsAnAnswerAndNotAnAbsence() {
      given(offeredAtTen(), declinedAt("10:05"))
          .standsAs(new Assignment.Ended(THIS, State.DECLINED));
      given(offeredAtTen(), declinedAt("10:05"))
          .when(missAt("12:00"))
          .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void decliningTwiceCountsOnce() {
      given(offeredAtTen(), declinedAt("10:05")).when(declineAt("10:06")).thenNothingHappens();
    }

    @Test
    void whoeverDeclinedHasMadeRoomForSomebodyElse() {
      given(offeredAtTen(), declinedAt("10:05"))
          .when(acceptAt("10:06"))
          .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void silenceEndsTheOffer() {
      given(offeredAtTen()).when(silenceUntil("10:31")).then(expiredAt("10:31"));
    }

    @Test
    void silenceBeforeTheDeadlineMeansNothing() {
      given(offeredAtTen()).when(silenceUntil("10:29")).thenNothingHappens();
    }

    @Test
    void offerDoesNotStayOpenForEverWhenTheTimerComesAtTheVeryDeadline() {
      given(offeredAtTen()).when(silenceUntil("10:30")).then(expiredAt("10:30"));
    }

    @Test
    void theDeadlineMeansNothingOnceThereIsAnAnswer() {
      given(offeredAtTen(), acceptedAt("10:05")).when(silenceUntil("10:31")).thenNothingHappens();
      given(offeredAtTen(), declinedAt("10:05")).when(silenceUntil("10:31")).thenNothingHappens();
      given(offeredAtTen(), expiredAt("10:31")).when(silenceUntil("10:32")).thenNothingHappens();
    }

    @Test
    void answersAfterTheEndAreTooLate() {
      given(offeredAtTen(), expiredAt("10:31"))
          .when(acceptAt("10:32"))
          .thenRefused(Refusal.TOO_LATE);
      given(offeredAtTen(), expiredAt("10:31"))
          .when(declineAt("10:32"))
          .thenRefused(Refusal.TOO_LATE);
    }
  }

  @Nested
  @DisplayName("Going: 出发、到岗、离岗")
  final class Going {
    @Test
    void onlyWhoeverAcceptedSetsOut() {
      given(offeredAtTen()).when(departAt("10:05")).thenRefused(Refusal.CONFLICT);
      given(offeredAtTen(), acceptedAt("10:05")).when(departAt("10:10")).then(departedAt("10:10"));
    }

    @Test
    void arrivingNeedsNoWordOfSettingOut() {
      given(offeredAtTen(), acceptedAt("10:05")).when(arriveAt("10:40")).then(arrivedAt("10:40"));
      given(offeredAtTen(), acceptedAt("10:05"), departedAt("10:10"))
          .when(arriveAt("10:40"))
          .then(arrivedAt("10:40"));
    }

    @Test
    void nobodyArrivesWithoutHavingAccepted() {
      given(offeredAtTen()).when(arriveAt("10:20")).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void theCommunityMayEnterAnArrivalLater() {
      given(offeredAtTen(), acceptedAt("10:05"))
          .when(tickOff("10:40", "11:15"))
          .then(tickedOff("10:40", "11:15"));
      given(offeredAtTen(), acceptedAt("10:05"), tickedOff("10:40", "11:15"))
          .standsAs(new Assignment.OnPost(THIS, at("10:40")));
    }

    @Test
    void anArrivalLiesNeitherBeforeTheOfferNorAhead() {
      given(offeredAtTen(), acceptedAt("10:05")).when(tickOff("09:59", "11:15")).thenInvalid("at");
      given(offeredAtTen(), acceptedAt("10:05")).when(tickOff("11:16", "11:15")).thenInvalid("at");
    }

    @Test
    void deedsThatWaitedInAPhoneWithoutNetworkCountOnce() {
      var onPost = given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"));
      onPost.when(acceptAt("10:41")).thenNothingHappens();
      onPost.when(departAt("10:41")).thenNothingHappens();
      onPost.when(arriveAt("10:41")).thenNothingHappens();
    }

    @Test
    void whoeverIsOnPostLeavesWhenRelieved() {
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"))
          .when(leaveAt("17:00"))
          .then(relievedAt("17:00"));
      given(offeredAtTen(), acceptedAt("10:05"), departedAt("10:10"))
          .when(leaveAt("17:00"))
          .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void leavingTwiceCountsOnce() {
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), relievedAt("17:00"))
          .when(leaveAt("17:01"))
          .thenNothingHappens();
    }

    @Test
    void reportsComeFromThoseWhoAcceptedAndChangeNothing() {
      given(offeredAtTen()).when(reportAt("10:05")).thenRefused(Refusal.CONFLICT);
      given(offeredAtTen(), acceptedAt("10:05")).when(reportAt("10:06")).then(reportedAt("10:06"));
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), reportedAt("11:00"))
          .standsAs(new Assignment.OnPost(THIS, at("10:40")));
    }
  }

  @Nested
  @DisplayName("Missing: 未到、脱岗")
  final class Missing {
    @Test
    void whoeverPromisedAndDidNotComeIsAbsent() {
      given(offeredAtTen(), acceptedAt("10:05")).when(missAt("12:00")).then(missingAt("12:00"));
      given(offeredAtTen(), acceptedAt("10:05"), departedAt("10:10"))
          .when(missAt("12:00"))
          .then(missingAt("12:00"));
    }

    @Test
    void whoeverLeftThePostWithoutAWordIsAbsent() {
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"))
          .when(missAt("12:00"))
          .then(missingAt("12:00"));
    }

    @Test
    void whoeverPromisedNothingCannotBeAbsent() {
      given(offeredAtTen()).when(missAt("12:00")).thenRefused(Refusal.CONFLICT);
      given(offeredAtTen(), expiredAt("10:31")).when(missAt("12:00")).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void servedTimeIsNotTakenAwayAfterwards() {
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), relievedAt("17:00"))
          .when(missAt("17:30"))
          .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void beingMissedTwiceCountsOnce() {
      given(offeredAtTen(), acceptedAt("10:05"), missingAt("12:00"))
          .when(missAt("12:01"))
          .thenNothingHappens();
    }
  }

  @Nested
  @DisplayName("Taking back: 撤销")
  final class TakingBack {
    @Test
    void whoeverHasNotComeYetIsFree() {
      given(offeredAtTen()).when(withdrawAt("10:15")).then(withdrawnAt("10:15"));
      given(offeredAtTen(), acceptedAt("10:05"))
          .when(withdrawAt("10:15"))
          .then(withdrawnAt("10:15"));
      given(offeredAtTen(), acceptedAt("10:05"), departedAt("10:10"))
          .when(withdrawAt("10:15"))
          .then(withdrawnAt("10:15"));
    }

    @Test
    void whoeverIsOnPostIsRelievedSoThatTheServiceCounts() {
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"))
          .when(withdrawAt("11:00"))
          .then(new Relieved(THIS, Optional.empty(), at("11:00")));
    }

    @Test
    void whatIsOverStaysAsItIs() {
      given(offeredAtTen(), declinedAt("10:05")).when(withdrawAt("10:15")).thenNothingHappens();
      given(offeredAtTen(), withdrawnAt("10:15")).when(withdrawAt("10:16")).thenNothingHappens();
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), relievedAt("17:00"))
          .when(withdrawAt("17:05"))
          .thenNothingHappens();
    }

    @Test
    void aWithdrawnOfferCannotBeAccepted() {
      given(offeredAtTen(), withdrawnAt("10:15"))
          .when(acceptAt("10:16"))
          .thenRefused(Refusal.CONFLICT);
    }
  }

  @Nested
  @DisplayName("Confirming: 社区确认")
  final class Confirming {
    private final AssignmentStory done =
        given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), relievedAt("17:00"));

    @Test
    void theCommunityConfirmsWhatWasServed() {
      done.when(confirm("10:40", "17:00")).then(served("10:40", "17:00"));
    }

    @Test
    void onlyTimeOnPostCounts() {
      done.when(confirm("10:34", "17:00")).thenInvalid("from");
      done.when(confirm("10:40", "17:06")).thenInvalid("to");
      done.when(confirm("17:00", "10:40")).thenInvalid("to");
      done.when(confirm("12:00", "12:00")).thenInvalid("to");
    }

    @Test
    void clocksMayDifferByFiveMinutes() {
      done.when(confirm("10:35", "17:05")).then(served("10:35", "17:05"));
    }

    @Test
    void nobodyIsConfirmedBeforeBeingRelieved() {
      given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"))
          .when(confirm("10:40", "11:40"))
          .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void confirmingTwiceCountsOnce() {
      given(
              offeredAtTen(),
              acceptedAt("10:05"),
              arrivedAt("10:40"),
              relievedAt("17:00"),
              served("10:40", "17:00"))
          .when(confirm("10:40", "16:00"))
          .thenNothingHappens();
    }
  }

  @Test
  void theCommunityMovesWhoeverComesOrIsThere() {
    var move = new Assignment.MoveToSpot(" 东门卡口 ", COMMUNITY, at("11:00"));
    var moved = new MovedToSpot(THIS, "东门卡口", COMMUNITY, at("11:00"));
    var accepted = given(offeredAtTen(), acceptedAt("10:05"));
    accepted.when(move).then(moved);
    given(offeredAtTen(), acceptedAt("10:05"), moved, arrivedAt("10:40")).when(move).then(moved);
    given(offeredAtTen(), acceptedAt("10:05"), moved)
        .standsAs(new Assignment.Accepted(THIS, at("10:00")));
    given(offeredAtTen()).when(move).thenRefused(Refusal.CONFLICT);
    given(offeredAtTen(), declinedAt("10:05")).when(move).thenRefused(Refusal.CONFLICT);
  }

  @Test
  void whoeverComesOrIsThereIsSentToAnotherCommunityAndNobodyElse() {
    var move = moveTo("330522001002", at("11:00"));
    var moved = movedTo("330522001002", at("11:00"));
    given(offeredAtTen(), acceptedAt("10:05")).when(move).then(moved);
    var there = given(offeredAtTen(), acceptedAt("10:05"), arrivedAt("10:40"), moved);
    there.standsAs(new Assignment.OnPost(THIS, at("10:40")));
    there.when(confirm("10:40", "17:00")).thenRefused(Refusal.CONFLICT);
    given(offeredAtTen()).when(move).thenRefused(Refusal.CONFLICT);
    given(offeredAtTen(), declinedAt("10:05")).when(move).thenRefused(Refusal.CONFLICT);
    given().when(move).thenRefused(Refusal.CONFLICT);
    var nowhere = assertThrows(RefusedException.class, () -> moveTo("330522001001", at("11:00")));
    assertEquals("community", nowhere.problems().getFirst().field());
  }

  @Test
  void aPersonIsHeldFromTheOfferToTheRelief() {
    var active = EnumSet.noneOf(State.class);
    var filling = EnumSet.noneOf(State.class);
    for (State state : State.values()) {
      if (state.isActive()) {
        active.add(state);
      }
      if (state.fillsQuota()) {
        filling.add(state);
      }
    }
    assertEquals(EnumSet.of(State.OFFERED, State.ACCEPTED, State.DEPARTED, State.ON_POST), active);
    active.addAll(EnumSet.of(State.RELIEVED, State.CONFIRMED));
    assertEquals(active, filling, "served places stay filled");
  }

  @Test
  void anEndWithoutServiceIsOneOfFour() {
    for (State state : EnumSet.of(State.NONE, State.OFFERED, State.RELIEVED, State.CONFIRMED)) {
      assertThrows(IllegalArgumentException.class, () -> new Assignment.Ended(THIS, state));
    }
  }
}
