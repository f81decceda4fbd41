package org.muster.model.assignment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.muster.model.assignment.Assignment.State;
import org.muster.model.assignment.AssignmentEvent.Arrived;
import org.muster.model.assignment.AssignmentEvent.AssignmentWithdrawn;
import org.muster.model.assignment.AssignmentEvent.CameUnasked;
import org.muster.model.assignment.AssignmentEvent.Departed;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.assignment.AssignmentEvent.MarkedAbsent;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentEvent.MovedToSpot;
import org.muster.model.assignment.AssignmentEvent.OfferAccepted;
import org.muster.model.assignment.AssignmentEvent.OfferDeclined;
import org.muster.model.assignment.AssignmentEvent.OfferExpired;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentEvent.Relieved;
import org.muster.model.assignment.AssignmentEvent.ReportFiled;
import org.muster.model.assignment.AssignmentEvent.ServiceConfirmed;

/** An assignment as a table keeps it: a row whose columns are filled as facts come in. */
final class AssignmentRow {
  private State state = State.NONE;
  private @Nullable AssignmentId id;
  private @Nullable Instant offeredAt;
  private @Nullable Instant answerBy;
  private @Nullable Instant arrivedAt;
  private @Nullable Instant relievedAt;

  void project(AssignmentEvent event) {
    switch (event) {
      case OfferMade offer -> {
        state = State.OFFERED;
        id = offer.assignment();
        offeredAt = offer.at();
        answerBy = offer.answerBy();
      }
      case OfferAccepted _ -> state = State.ACCEPTED;
      case OfferDeclined _ -> state = State.DECLINED;
      case OfferExpired _ -> state = State.EXPIRED;
      case Departed _ -> state = State.DEPARTED;
      case Arrived arrived -> {
        state = State.ON_POST;
        arrivedAt = arrived.arrivedAt();
      }
      case Relieved relieved -> {
        state = State.RELIEVED;
        relievedAt = relieved.at();
      }
      case MarkedAbsent _ -> state = State.ABSENT;
      case AssignmentWithdrawn _ -> state = State.WITHDRAWN;
      case ReportFiled _, MovedToSpot _, MovedToCommunity _ -> {}
      case CameUnasked came -> {
        state = State.RELIEVED;
        id = came.assignment();
        arrivedAt = came.arrivedAt();
        relievedAt = came.leftAt();
      }
      case EnteredLater later -> {
        state = later.leftAt().isPresent() ? State.RELIEVED : State.ON_POST;
        later.arrivedAt().ifPresent(at -> arrivedAt = at);
        later.leftAt().ifPresent(at -> relievedAt = at);
      }
      case ServiceConfirmed _ -> state = State.CONFIRMED;
    }
  }

  Assignment read() {
    if (state == State.NONE) {
      return new Assignment.None();
    }
    AssignmentId known = requireNonNull(id);
    return switch (state) {
      case NONE -> new Assignment.None();
      case OFFERED ->
          new Assignment.Offered(known, requireNonNull(offeredAt), requireNonNull(answerBy));
      case ACCEPTED -> new Assignment.Accepted(known, requireNonNull(offeredAt));
      case DEPARTED -> new Assignment.OnTheWay(known, requireNonNull(offeredAt));
      case ON_POST -> new Assignment.OnPost(known, requireNonNull(arrivedAt));
      case RELIEVED ->
          new Assignment.Done(known, requireNonNull(arrivedAt), requireNonNull(relievedAt));
      case CONFIRMED -> new Assignment.Confirmed(known);
      case DECLINED, EXPIRED, WITHDRAWN, ABSENT -> new Assignment.Ended(known, state);
    };
  }
}
