package org.muster.model.order;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.AccountId;
import org.muster.model.order.ResponseEvent.ResponseEnded;
import org.muster.model.order.ResponseEvent.ResponseRaised;
import org.muster.model.order.ResponseEvent.TierChanged;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;

/** A response (响应) to an emergency in an area: raised, changed in tier, ended. */
public sealed interface Response {

  record None() implements Response {}

  record InForce(ResponseId id, Tier tier) implements Response {
    /** Orders go as far as the signed tier and no further: 层级转换 is a decision of its own. */
    public boolean covers(Tier asked) {
      return asked.compareTo(tier) <= 0;
    }
  }

  record Ended(ResponseId id) implements Response {}

  /** What a commander decides; the number is given to the decision when it is recorded. */
  sealed interface Command {}

  /**
   * Raises a response. 突发事件应对法 art. 72: subject, level, expected end and measures must be stated.
   *
   * @param level 1 (highest) to 4
   * @param space {@code live}, or the id of the drill (演练) that the response opens
   */
  record Raise(
      ResponseId id,
      String number,
      AreaCode area,
      Tier tier,
      int level,
      String subject,
      Instant expectedUntil,
      List<String> measures,
      PlanId plan,
      AccountId by,
      Instant at,
      String space)
      implements Command {
    public Raise {
      subject = Texts.required("subject", subject, 500);
      measures = Texts.requiredList("measures", measures);
      if (level < 1 || level > 4) {
        throw RefusedException.invalid("level", "1 to 4");
      }
      if (!expectedUntil.isAfter(at)) {
        throw RefusedException.invalid("expectedUntil", "must lie ahead");
      }
    }
  }

  record ChangeTier(String number, Tier tier, String reason, AccountId by, Instant at)
      implements Command {
    public ChangeTier {
      reason = Texts.required("reason", reason, 2000);
    }
  }

  record End(String number, String reason, AccountId by, Instant at) implements Command {
    public End {
      reason = Texts.required("reason", reason, 2000);
    }
  }

  static Decision<ResponseEvent> decide(Response state, Command command) {
    return switch (command) {
      case Raise raise -> raise(state, raise);
      case ChangeTier change -> changeTier(state, change);
      case End end -> end(state, end);
    };
  }

  /**
   * What a recorded fact makes of the state. Never refuses: facts are facts, though rules change.
   */
  static Response evolve(Response state, ResponseEvent event) {
    ResponseId id = event.response();
    return switch (event) {
      case ResponseRaised raised -> new InForce(id, raised.tier());
      case TierChanged changed -> state instanceof Ended ? state : new InForce(id, changed.to());
      case ResponseEnded _ -> new Ended(id);
    };
  }

  private static Decision<ResponseEvent> raise(Response state, Raise raise) {
    if (!(state instanceof None)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(
        new ResponseRaised(
            raise.id(),
            raise.number(),
            raise.area(),
            raise.tier(),
            raise.level(),
            raise.subject(),
            raise.expectedUntil(),
            raise.measures(),
            raise.plan(),
            raise.by(),
            raise.at(),
            Optional.of(raise.space())));
  }

  private static Decision<ResponseEvent> changeTier(Response state, ChangeTier change) {
    if (!(state instanceof InForce response) || response.tier() == change.tier()) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(
        new TierChanged(
            response.id(),
            change.number(),
            response.tier(),
            change.tier(),
            change.reason(),
            change.by(),
            change.at()));
  }

  private static Decision<ResponseEvent> end(Response state, End end) {
    if (!(state instanceof InForce response)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(
        new ResponseEnded(response.id(), end.number(), end.reason(), end.by(), end.at()));
  }
}
