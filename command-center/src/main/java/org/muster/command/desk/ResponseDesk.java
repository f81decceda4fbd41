package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.DocumentNumbers;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedResponse;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.Response;
import org.muster.model.order.ResponseEvent;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;

/** Raises, changes and ends responses (响应); each act is signed and numbered. */
public final class ResponseDesk {
  /** Decisions about responses are numbered in a series of their own. */
  private static final String SERIES = "响应决定";

  private final Counter counter;
  private final Signatures signatures;
  private final Map<Integer, Tier> tiers;
  private final OrderStore orders = new OrderStore();
  private final DocumentNumbers numbers = new DocumentNumbers();

  /**
   * @param tiers the tier that each level of response brings into force
   */
  public ResponseDesk(Counter counter, Signatures signatures, Map<Integer, Tier> tiers) {
    this.counter = counter;
    this.tiers = Map.copyOf(tiers);
    this.signatures = signatures;
  }

  /**
   * What is asked when a response is raised; the four statements of the law are required.
   *
   * @param tier where it differs from the one the level stands for
   * @param plan where it is not the newest
   */
  public record Raising(
      AreaCode area,
      Optional<Tier> tier,
      String subject,
      Integer level,
      Instant expectedUntil,
      List<String> measures,
      Optional<PlanId> plan,
      String otp) {
    public Raising {
      area = Texts.required("area", area);
      subject = Texts.required("subject", subject, 500);
      level = Texts.required("level", level);
      expectedUntil = Texts.required("expectedUntil", expectedUntil);
      measures = Texts.requiredList("measures", measures);
      otp = Texts.required("otp", otp, 20);
    }
  }

  public record Changing(Tier tier, String reason, String otp) {
    public Changing {
      tier = Texts.required("tier", tier);
      reason = Texts.required("reason", reason, 2000);
      otp = Texts.required("otp", otp, 20);
    }
  }

  public record Ending(String reason, String otp) {
    public Ending {
      reason = Texts.required("reason", reason, 2000);
      otp = Texts.required("otp", otp, 20);
    }
  }

  public JsonNode raise(Envelope envelope, Raising raising) {
    Principal by = envelope.principal();
    if (!by.sees(raising.area())) {
      throw RefusedException.invalid("area", "outside your jurisdiction");
    }
    return counter.handle(
        envelope,
        work -> {
          var id = new ResponseId(UUID.randomUUID());
          signatures.verify(work.tx(), by, "response.raise:" + envelope.command(), raising.otp());
          var raise =
              new Response.Raise(
                  id,
                  numbers.next(work.tx(), SERIES, work.now()),
                  area(work.tx(), raising.area()),
                  raising.tier().orElseGet(() -> tierOf(raising.level())),
                  raising.level(),
                  raising.subject(),
                  raising.expectedUntil(),
                  raising.measures(),
                  plan(work.tx(), raising),
                  by.id(),
                  work.now());
          record(work, id, 0, Response.decide(new Response.None(), raise));
          return decided(work, id, raise.number());
        });
  }

  public JsonNode changeTier(Envelope envelope, ResponseId id, Changing changing) {
    return counter.handle(
        envelope,
        work -> {
          RecordedResponse response = lock(work, envelope.principal(), id);
          var change =
              new Response.ChangeTier(
                  numbers.next(work.tx(), SERIES, work.now()),
                  changing.tier(),
                  changing.reason(),
                  envelope.principal().id(),
                  work.now());
          var decision = Response.decide(response.state(), change);
          String purpose = "response.tier:" + envelope.command();
          signatures.verify(work.tx(), envelope.principal(), purpose, changing.otp());
          record(work, id, response.version(), decision);
          var answer = decided(work, id, change.number());
          answer.put("from", response.tier());
          return answer;
        });
  }

  public JsonNode end(Envelope envelope, ResponseId id, Ending ending) {
    return counter.handle(
        envelope,
        work -> {
          RecordedResponse response = lock(work, envelope.principal(), id);
          var end =
              new Response.End(
                  numbers.next(work.tx(), SERIES, work.now()),
                  ending.reason(),
                  envelope.principal().id(),
                  work.now());
          var decision = Response.decide(response.state(), end);
          String purpose = "response.end:" + envelope.command();
          signatures.verify(work.tx(), envelope.principal(), purpose, ending.otp());
          record(work, id, response.version(), decision);
          return decided(work, id, end.number());
        });
  }

  private static void record(
      Work work, ResponseId id, int version, org.muster.model.Decision<ResponseEvent> decision) {
    work.record(
        Work.entries(id.value(), version, decision), org.muster.command.store.EventLog.Origin.LIVE);
  }

  /** The response as the decision of this number left it. */
  private Map<String, Object> decided(Work work, ResponseId id, String number) {
    RecordedResponse response = orders.findResponse(work.tx(), id).orElseThrow();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", id);
    answer.put("number", number);
    answer.put("area", response.area());
    answer.put("tier", response.tier());
    answer.put("level", response.level());
    answer.put("subject", response.subject());
    answer.put("plan", response.plan());
    answer.put("state", response.state() instanceof Response.InForce ? "inForce" : "ended");
    answer.put("version", response.version());
    return answer;
  }

  private RecordedResponse lock(Work work, Principal by, ResponseId id) {
    return orders
        .lockResponse(work.tx(), id)
        .filter(response -> by.sees(response.area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private Tier tierOf(int level) {
    Tier tier = tiers.get(level);
    if (tier == null) {
      throw RefusedException.invalid("level", "1 to 4");
    }
    return tier;
  }

  private AreaCode area(Sql tx, AreaCode area) {
    return orders
        .findArea(tx, area)
        .orElseThrow(() -> refusal(Refusal.UNKNOWN_AREA, "area", area.value()));
  }

  /** The plan that is named, or else the newest version that covers the area. */
  private PlanId plan(Sql tx, Raising raising) {
    Optional<PlanId> plan =
        raising.plan().isPresent()
            ? orders.findPlan(tx, raising.plan().get())
            : orders.findPlan(tx, raising.area());
    return plan.orElseThrow(
        () -> refusal(Refusal.UNKNOWN_PLAN, "plan", "no plan for " + raising.area()));
  }

  static RefusedException refusal(Refusal refusal, String field, String reason) {
    return new RefusedException(refusal, List.of(new org.muster.model.FieldProblem(field, reason)));
  }
}
