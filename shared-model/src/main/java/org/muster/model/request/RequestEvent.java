package org.muster.model.request;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;

/** What happens to a resident's request (点单). Who the resident is stands outside the log. */
public sealed interface RequestEvent extends Event {
  RequestId request();

  /**
   * Help was asked for (点单).
   *
   * @param service the line of the service menu
   * @param wish what was asked for in the resident's words
   * @param wantedAt when it should be; as soon as possible when left out
   */
  record RequestRaised(
      RequestId request,
      String service,
      AreaCode community,
      Channel channel,
      AccountId resident,
      Optional<NoteId> wish,
      Optional<Instant> wantedAt,
      Instant at)
      implements RequestEvent {}

  /** The same was asked for again, perhaps by another channel; it stays one request. */
  record RequestRepeated(RequestId request, Channel channel, Instant at) implements RequestEvent {}

  /** The command post or the community took it on (受理). */
  record RequestAccepted(RequestId request, AccountId by, Instant at) implements RequestEvent {}

  /** It cannot be served (不予受理), for this reason. */
  record RequestRefused(RequestId request, NoteId reason, AccountId by, Instant at)
      implements RequestEvent {}

  /** Volunteers are asked to go (派单), by a small order. */
  record RequestDispatched(RequestId request, OrderId order, AccountId by, Instant at)
      implements RequestEvent {}

  /** Nobody could go; it waits to be dispatched again (重新派单). */
  record RequestReturned(RequestId request, OrderId order, Instant at) implements RequestEvent {}

  /** The accepted volunteer was shown where to go and whom to call. */
  record ContactShown(RequestId request, AssignmentId assignment, Instant at)
      implements RequestEvent {}

  /** Who came has left; the resident is asked for a rating. */
  record RequestServed(RequestId request, Instant at) implements RequestEvent {}

  /**
   * The resident rated the service, which closes the request (评单).
   *
   * @param stars 1 to 5
   */
  record RequestRated(RequestId request, int stars, Optional<NoteId> words, Instant at)
      implements RequestEvent {}

  /** No rating came in time; closed without one. */
  record RequestLapsed(RequestId request, Instant at) implements RequestEvent {}

  /** The resident does not need it any more. */
  record RequestCancelled(RequestId request, Instant at) implements RequestEvent {}
}
