package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.DocumentNumbers;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedResponse;
import org.muster.command.store.PlanStore;
import org.muster.command.store.Sql;
import org.muster.command.store.StandingQuotas;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.Order;
import org.muster.model.order.OrderEvent.QuotasReduced.Reduced;
import org.muster.model.order.OrderId;
import org.muster.model.order.Response;
import org.muster.model.order.ResponseEvent;
import org.muster.model.order.ResponseId;
import org.muster.model.order.StepDown;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanDifference;
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
   * @param hazard whose plan is taken when none is named; without one the plan for any hazard
   * @param drill whether it is only practised (演练): nothing of it then meets what is live
   */
  public record Raising(
      AreaCode area,
      Optional<Tier> tier,
      String subject,
      Integer level,
      Instant expectedUntil,
      List<String> measures,
      Optional<PlanId> plan,
      Optional<Hazard> hazard,
      Optional<Boolean> drill,
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
          String space = raising.drill().orElse(false) ? id.value().toString() : Origin.LIVE;
          signatures.verify(work.tx(), by, "response.raise:" + envelope.command(), raising.otp());
          var raise =
              new Response.Raise(
                  id,
                  numbers.next(work.tx(), SERIES, space, work.now()),
                  area(work.tx(), raising.area()),
                  raising.tier().orElseGet(() -> tierOf(raising.level())),
                  raising.level(),
                  raising.subject(),
                  raising.expectedUntil(),
                  raising.measures(),
                  plan(work.tx(), raising),
                  by.id(),
                  work.now(),
                  space);
          record(work, id, 0, space, Response.decide(new Response.None(), raise));
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
                  numbers.next(work.tx(), SERIES, response.space(), work.now()),
                  changing.tier(),
                  changing.reason(),
                  envelope.principal().id(),
                  work.now());
          var decision = Response.decide(response.state(), change);
          String purpose = "response.tier:" + envelope.command();
          signatures.verify(work.tx(), envelope.principal(), purpose, changing.otp());
          record(work, id, response.version(), response.space(), decision);
          var answer = decided(work, id, change.number());
          answer.put("from", response.tier());
          answer.put("difference", step(work, envelope.principal(), response, changing.tier()));
          return answer;
        });
  }

  /**
   * Who has to move so that people stand as the new tier wants them. On the way down quotas become
   * smaller at once, and who is too many goes home; on the way up an order asks for the difference.
   */
  private static PlanDifference.Total step(
      Work work, Principal by, RecordedResponse response, Tier to) {
    List<StepDown.Standing> standing = StandingQuotas.lock(work.tx(), response.id());
    Map<Plan.Place, Integer> wanted = PlanStore.needs(work.tx(), response.plan(), to);
    if (to.compareTo(response.tier()) < 0) {
      reduce(work, by, StepDown.of(standing, wanted));
    }
    return PlanDifference.between(StepDown.people(standing), wanted, (_, _) -> 0).total();
  }

  private static void reduce(Work work, Principal by, Map<OrderId, List<Reduced>> reductions) {
    reductions.forEach(
        (order, quotas) -> {
          var recorded = new OrderStore().find(work.tx(), order).orElseThrow();
          var reduce = new Order.Reduce(quotas, by.id(), work.now());
          work.record(
              Work.entries(
                  order.value(), recorded.version(), Order.decide(recorded.state(), reduce)),
              recorded.space());
        });
  }

  /** Ends the response; nobody is wanted under its orders any more, and everybody goes home. */
  public JsonNode end(Envelope envelope, ResponseId id, Ending ending) {
    return counter.handle(
        envelope,
        work -> {
          RecordedResponse response = lock(work, envelope.principal(), id);
          var end =
              new Response.End(
                  numbers.next(work.tx(), SERIES, response.space(), work.now()),
                  ending.reason(),
                  envelope.principal().id(),
                  work.now());
          var decision = Response.decide(response.state(), end);
          String purpose = "response.end:" + envelope.command();
          signatures.verify(work.tx(), envelope.principal(), purpose, ending.otp());
          record(work, id, response.version(), response.space(), decision);
          List<StepDown.Standing> standing = StandingQuotas.lockAll(work.tx(), id);
          reduce(work, envelope.principal(), StepDown.of(standing, Map.of()));
          var answer = decided(work, id, end.number());
          answer.put("released", standing.stream().mapToInt(StepDown.Standing::need).sum());
          return answer;
        });
  }

  private static void record(
      Work work, ResponseId id, int version, String space, Decision<ResponseEvent> decision) {
    work.record(Work.entries(id.value(), version, decision), space);
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
    answer.put("space", response.space());
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

  /** The plan that is named, or else the newest version for the hazard that covers the area. */
  private PlanId plan(Sql tx, Raising raising) {
    Optional<PlanId> plan =
        raising.plan().isPresent()
            ? orders.findPlan(tx, raising.plan().get())
            : orders.findPlan(tx, raising.area(), raising.hazard().orElse(Hazard.GENERAL));
    return plan.orElseThrow(
        () -> refusal(Refusal.UNKNOWN_PLAN, "plan", "no plan for " + raising.area()));
  }

  static RefusedException refusal(Refusal refusal, String field, String reason) {
    return new RefusedException(refusal, List.of(new org.muster.model.FieldProblem(field, reason)));
  }
}
