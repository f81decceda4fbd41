package org.muster.model.request;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;
import static org.muster.model.Decision.unchanged;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.request.RequestEvent.ContactShown;
import org.muster.model.request.RequestEvent.RequestAccepted;
import org.muster.model.request.RequestEvent.RequestCancelled;
import org.muster.model.request.RequestEvent.RequestDispatched;
import org.muster.model.request.RequestEvent.RequestLapsed;
import org.muster.model.request.RequestEvent.RequestRaised;
import org.muster.model.request.RequestEvent.RequestRated;
import org.muster.model.request.RequestEvent.RequestRefused;
import org.muster.model.request.RequestEvent.RequestRepeated;
import org.muster.model.request.RequestEvent.RequestReturned;
import org.muster.model.request.RequestEvent.RequestServed;

/**
 * A resident's request on its way: 点单 → 受理 → 派单 → 服务 → 评单.
 *
 * <p>Who goes, and whether they came, is the affair of the small order's assignments; here stands
 * what the resident was promised. Only the resident's rating, or its absence for a week, closes
 * what was served.
 */
public sealed interface Request {
  /** A rating that has not come by then is not waited for. */
  Duration RATING_WITHIN = Duration.ofDays(7);

  int STARS_MAX = 5;

  record None() implements Request {}

  /** Nobody has taken it on yet. */
  record Waiting(RequestId id) implements Request {}

  /** Taken on; to be dispatched, for the first time or again. */
  record Accepted(RequestId id) implements Request {}

  /**
   * Volunteers are asked or on their way.
   *
   * @param shown the assignments whose volunteers were shown the resident's address
   */
  record Dispatched(RequestId id, OrderId order, Set<AssignmentId> shown) implements Request {
    public Dispatched {
      shown = Set.copyOf(shown);
    }
  }

  /** Over for the volunteers; the rating is awaited. */
  record Served(RequestId id, OrderId order, Instant servedAt) implements Request {}

  /** Refused, rated, lapsed or cancelled: nothing more happens to it. */
  record Closed(RequestId id) implements Request {}

  sealed interface Command {}

  /** Asks for help; what was asked for is that of the event. */
  record Raise(RequestRaised raised) implements Command {}

  record Repeat(Channel channel, Instant at) implements Command {}

  record Accept(AccountId by, Instant at) implements Command {}

  record Refuse(NoteId reason, AccountId by, Instant at) implements Command {}

  record Dispatch(OrderId order, AccountId by, Instant at) implements Command {}

  /** Looks at how far the people sent have come. */
  record Follow(Progress progress, Instant at) implements Command {}

  record ShowContact(AssignmentId assignment, Instant at) implements Command {}

  record Rate(int stars, Optional<NoteId> words, Progress progress, Instant at) implements Command {
    public Rate {
      if (stars < 1 || stars > STARS_MAX) {
        throw RefusedException.invalid("stars", "1 to " + STARS_MAX);
      }
    }
  }

  record Cancel(Progress progress, Instant at) implements Command {}

  static Decision<RequestEvent> decide(Request state, Command command) {
    return switch (command) {
      case Raise raise -> state instanceof None ? accepted(raise.raised()) : conflict();
      case Repeat repeat -> repeat(state, repeat);
      case Accept accept -> accept(state, accept);
      case Refuse refuse -> refuse(state, refuse);
      case Dispatch dispatch -> dispatch(state, dispatch);
      case Follow follow -> follow(state, follow);
      case ShowContact show -> show(state, show);
      case Rate rate -> rate(state, rate);
      case Cancel cancel -> cancel(state, cancel);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Request evolve(Request state, RequestEvent event) {
    RequestId id = event.request();
    return switch (event) {
      case RequestRaised _ -> new Waiting(id);
      case RequestRepeated _ -> state;
      case RequestAccepted _, RequestReturned _ -> new Accepted(id);
      case RequestDispatched it -> new Dispatched(id, it.order(), Set.of());
      case ContactShown it -> shown(state, it.assignment());
      case RequestServed it ->
          state instanceof Dispatched sent ? new Served(id, sent.order(), it.at()) : state;
      case RequestRefused _, RequestRated _, RequestLapsed _, RequestCancelled _ -> new Closed(id);
    };
  }

  private static Request shown(Request state, AssignmentId assignment) {
    if (!(state instanceof Dispatched sent)) {
      return state;
    }
    var all = new HashSet<>(sent.shown());
    all.add(assignment);
    return new Dispatched(sent.id(), sent.order(), all);
  }

  private static Decision<RequestEvent> conflict() {
    return refused(Refusal.CONFLICT);
  }

  private static Decision<RequestEvent> repeat(Request state, Repeat repeat) {
    return switch (state) {
      case Waiting it -> repeated(it.id(), repeat);
      case Accepted it -> repeated(it.id(), repeat);
      case Dispatched it -> repeated(it.id(), repeat);
      case None _, Served _, Closed _ -> conflict();
    };
  }

  private static Decision<RequestEvent> repeated(RequestId id, Repeat repeat) {
    return accepted(new RequestRepeated(id, repeat.channel(), repeat.at()));
  }

  private static Decision<RequestEvent> accept(Request state, Accept accept) {
    return switch (state) {
      case Waiting it -> accepted(new RequestAccepted(it.id(), accept.by(), accept.at()));
      case Accepted _, Dispatched _, Served _ -> unchanged();
      case None _, Closed _ -> conflict();
    };
  }

  private static Decision<RequestEvent> refuse(Request state, Refuse refuse) {
    return switch (state) {
      case Waiting it -> turnedDown(it.id(), refuse);
      case Accepted it -> turnedDown(it.id(), refuse);
      case None _, Dispatched _, Served _, Closed _ -> conflict();
    };
  }

  private static Decision<RequestEvent> turnedDown(RequestId id, Refuse refuse) {
    return accepted(new RequestRefused(id, refuse.reason(), refuse.by(), refuse.at()));
  }

  private static Decision<RequestEvent> dispatch(Request state, Dispatch dispatch) {
    return switch (state) {
      case Accepted it ->
          accepted(new RequestDispatched(it.id(), dispatch.order(), dispatch.by(), dispatch.at()));
      case None _, Waiting _, Dispatched _, Served _, Closed _ -> conflict();
    };
  }

  private static Decision<RequestEvent> follow(Request state, Follow follow) {
    return switch (state) {
      case Dispatched it when follow.progress().isOver() ->
          accepted(new RequestServed(it.id(), follow.at()));
      case Dispatched it when follow.progress().isVain() ->
          accepted(new RequestReturned(it.id(), it.order(), follow.at()));
      case Served it when !follow.at().isBefore(it.servedAt().plus(RATING_WITHIN)) ->
          accepted(new RequestLapsed(it.id(), follow.at()));
      case None _, Waiting _, Accepted _, Dispatched _, Served _, Closed _ -> unchanged();
    };
  }

  private static Decision<RequestEvent> show(Request state, ShowContact show) {
    return switch (state) {
      case Dispatched it when it.shown().contains(show.assignment()) -> unchanged();
      case Dispatched it -> accepted(new ContactShown(it.id(), show.assignment(), show.at()));
      case None _, Waiting _, Accepted _, Served _, Closed _ -> refused(Refusal.NOT_FOUND);
    };
  }

  /** As soon as somebody has come, the resident may say how it was. */
  private static Decision<RequestEvent> rate(Request state, Rate rate) {
    return switch (state) {
      case Served it -> rated(it.id(), rate);
      case Dispatched it when rate.progress().isBegun() -> rated(it.id(), rate);
      case None _, Waiting _, Accepted _, Dispatched _, Closed _ -> conflict();
    };
  }

  private static Decision<RequestEvent> rated(RequestId id, Rate rate) {
    return accepted(new RequestRated(id, rate.stars(), rate.words(), rate.at()));
  }

  /** Until somebody has come. */
  private static Decision<RequestEvent> cancel(Request state, Cancel cancel) {
    return switch (state) {
      case Waiting it -> accepted(new RequestCancelled(it.id(), cancel.at()));
      case Accepted it -> accepted(new RequestCancelled(it.id(), cancel.at()));
      case Dispatched it when !cancel.progress().isBegun() ->
          accepted(new RequestCancelled(it.id(), cancel.at()));
      case None _, Dispatched _, Served _, Closed _ -> conflict();
    };
  }
}
