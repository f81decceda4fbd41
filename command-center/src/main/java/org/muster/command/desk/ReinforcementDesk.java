package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.ReinforcementStore;
import org.muster.command.store.ReinforcementStore.Recorded;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.order.Reinforcement;
import org.muster.model.order.ReinforcementEvent.ReinforcementAsked;
import org.muster.model.order.ReinforcementId;
import org.muster.model.place.AreaCode;

/** Where communities ask for more people (增援请求) and the command post answers. */
public final class ReinforcementDesk {
  private static final int TEXT_MAX = 500;

  private final Counter counter;

  public ReinforcementDesk(Counter counter) {
    this.counter = counter;
  }

  /** Who asks for how many more, and why. */
  public record Asking(OrderId order, AreaCode community, Integer people, String reason) {
    public Asking {
      order = Texts.required("order", order);
      community = Texts.required("community", community);
      people = Texts.required("people", people);
      reason = Texts.required("reason", reason, TEXT_MAX);
    }
  }

  /** What the command post says to it. */
  public record Answering(Boolean granted, Optional<String> reply) {
    public Answering {
      granted = Texts.required("granted", granted);
    }
  }

  /** Asks under an order in force; a community has one request open at a time. */
  public JsonNode ask(Envelope envelope, Asking asking) {
    Principal by = envelope.principal();
    if (!AssignmentDesk.receives(by, asking.community())) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return counter.handle(
        envelope,
        work -> {
          String space =
              ReinforcementStore.lockOrder(work.tx(), asking.order(), asking.community())
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          if (ReinforcementStore.isWaiting(work.tx(), asking.order(), asking.community())) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          var id = new ReinforcementId(UUID.randomUUID());
          var asked =
              new ReinforcementAsked(
                  id,
                  asking.order(),
                  asking.community(),
                  asking.people(),
                  work.note(asking.reason()),
                  by.id(),
                  work.now(),
                  space);
          var ask = new Reinforcement.Ask(asked);
          work.record(
              Work.entries(id.value(), 0, Reinforcement.decide(new Reinforcement.None(), ask)),
              space);
          return Map.of("id", id, "version", 1);
        });
  }

  /** Answers a request beneath the own command post. */
  public JsonNode answer(Envelope envelope, ReinforcementId id, Answering answering) {
    return change(
        envelope,
        id,
        work ->
            new Reinforcement.Answer(
                answering.granted(),
                answering
                    .reply()
                    .filter(text -> !text.isBlank())
                    .map(text -> work.note(Texts.required("reply", text, TEXT_MAX))),
                envelope.principal().id(),
                work.now()));
  }

  /** Takes back a request that nobody has answered yet. */
  public JsonNode takeBack(Envelope envelope, ReinforcementId id) {
    return change(
        envelope, id, work -> new Reinforcement.TakeBack(envelope.principal().id(), work.now()));
  }

  private JsonNode change(
      Envelope envelope, ReinforcementId id, Function<Work, Reinforcement.Command> command) {
    return counter.handle(
        envelope,
        work -> {
          Recorded request =
              ReinforcementStore.lock(work.tx(), id)
                  .filter(found -> AssignmentDesk.receives(envelope.principal(), found.community()))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          List<Entry> entries =
              Work.entries(
                  id.value(),
                  request.version(),
                  Reinforcement.decide(request.state(), command.apply(work)));
          work.record(entries, request.space());
          return Map.of("id", id, "version", request.version() + entries.size());
        });
  }
}
