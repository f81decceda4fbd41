package org.muster.command.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.OrderStore;
import org.muster.command.store.RequestStore;
import org.muster.command.store.RequestStore.Recorded;
import org.muster.command.store.ResidentStore;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.access.AccountId;
import org.muster.model.order.Order;
import org.muster.model.order.OrderId;
import org.muster.model.request.Progress;
import org.muster.model.request.Request;
import org.muster.model.request.RequestEvent;
import org.muster.model.request.RequestEvent.RequestRaised;
import org.muster.model.request.RequestEvent.RequestReturned;
import org.muster.model.request.RequestEvent.RequestServed;
import org.muster.model.request.RequestId;

/**
 * Enters what was decided about a request, with what follows in the same transaction: a closed
 * request forgets whom to call and closes its small order; a served one waits for its rating.
 */
final class RequestBook {
  /** What nobody decided but the course of things. */
  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  private final RequestStore requests = new RequestStore();
  private final OrderStore orders = new OrderStore();
  private final Timers timers = new Timers();

  Map<String, Object> raise(Work work, RequestRaised raised) {
    return enter(
        work, raised.request(), new Standing(new Request.None(), 0), new Request.Raise(raised));
  }

  Map<String, Object> record(Work work, Recorded recorded, Request.Command command) {
    return enter(work, recorded.id(), new Standing(recorded.state(), recorded.version()), command);
  }

  /** How far the people sent on it have come. */
  Progress progress(Work work, Recorded recorded) {
    return recorded.order().map(order -> requests.progress(work.tx(), order)).orElse(Progress.NONE);
  }

  private record Standing(Request state, int version) {}

  private Map<String, Object> enter(
      Work work, RequestId id, Standing before, Request.Command command) {
    List<Entry> entries =
        Work.entries(id.value(), before.version(), Request.decide(before.state(), command));
    work.record(entries, Origin.LIVE);
    Request state = before.state();
    for (Entry entry : entries) {
      var event = (RequestEvent) entry.event();
      follow(work, state, event);
      state = Request.evolve(state, event);
    }
    if (state instanceof Request.Closed && !entries.isEmpty()) {
      ResidentStore.forget(work.tx(), id);
    }
    return Map.of("id", id, "state", name(state), "version", before.version() + entries.size());
  }

  /** The word of a state that a resident reads; a closed request shows how it closed elsewhere. */
  private static String name(Request state) {
    return switch (state) {
      case Request.None _ -> "none";
      case Request.Waiting _ -> "waiting";
      case Request.Accepted _ -> "accepted";
      case Request.Dispatched _ -> "dispatched";
      case Request.Served _ -> "served";
      case Request.Closed _ -> "closed";
    };
  }

  private void follow(Work work, Request before, RequestEvent event) {
    switch (event) {
      case RequestServed served ->
          timers.set(
              work.tx(),
              Kind.REQUEST,
              List.of(served.request().value()),
              served.at().plus(Request.RATING_WITHIN));
      case RequestReturned returned -> close(work, returned.order());
      case RequestEvent.RequestRated _,
          RequestEvent.RequestLapsed _,
          RequestEvent.RequestCancelled _ ->
          order(before).ifPresent(order -> close(work, order));
      case RequestRaised _,
          RequestEvent.RequestRepeated _,
          RequestEvent.RequestAccepted _,
          RequestEvent.RequestRefused _,
          RequestEvent.RequestDispatched _,
          RequestEvent.ContactShown _ -> {}
    }
  }

  private static Optional<OrderId> order(Request state) {
    return switch (state) {
      case Request.Dispatched sent -> Optional.of(sent.order());
      case Request.Served served -> Optional.of(served.order());
      case Request.None _, Request.Waiting _, Request.Accepted _, Request.Closed _ ->
          Optional.empty();
    };
  }

  /** Whoever has not come yet is told to stay; whoever is there is relieved. */
  private void close(Work work, OrderId id) {
    Instant now = work.now();
    orders
        .lock(work.tx(), id)
        .filter(order -> order.state() instanceof Order.Signed)
        .ifPresent(
            order ->
                work.record(
                    Work.entries(
                        id.value(),
                        order.version(),
                        Order.decide(order.state(), new Order.Close(NOBODY, now))),
                    order.space()));
  }
}
