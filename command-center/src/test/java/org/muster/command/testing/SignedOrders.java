package org.muster.command.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.Envelope;
import org.muster.command.desk.OrderDesk.Signing;
import org.muster.command.desk.ResponseDesk.Raising;
import org.muster.command.store.Leases;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Orders of a small town from draft to offers, for tests that are about what comes after. */
public final class SignedOrders {
  private static final UUID HOLDER = new UUID(1, 1);

  private final SmallTown town;

  public SignedOrders(SmallTown town) {
    this.town = town;
  }

  /** An order by the plan under a response of its own, with all offers made that it makes now. */
  public OrderId byPlan(Tier tier) {
    return signed(tier, "{\"byPlan\":true}");
  }

  public OrderId signed(Tier tier, String need) {
    JsonNode raised =
        town.responses.raise(
            envelope(SmallTown.commander()),
            new Raising(
                SmallTown.COUNTY,
                Optional.of(tier),
                "太湖流域洪水",
                2,
                town.now().plus(Duration.ofDays(3)),
                List.of("转移群众"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "000000"));
    String text =
        """
        {"kind":"order","title":"关于机关志愿者下沉社区的命令","nature":"voluntary","response":"%s",
         "tier":"%s","issuer":"长兴县指挥部","signer":"县长 王某","basis":"二级响应","task":"巡查圩堤",
         "risk":"涉水、夜间","contact":"值班室 0572-0000000","target":{"areas":["330522"]},"need":%s,
         "addressees":["各单位"]}
        """
            .formatted(raised.path("id").asText(), tier.name().toLowerCase(Locale.ROOT), need);
    JsonNode drafted =
        town.orders.draft(
            envelope(SmallTown.dispatcher("一")), Json.read(text, OrderDocument.class));
    var order = OrderId.of(drafted.path("id").asText());
    town.orders.review(envelope(SmallTown.dispatcher("二")), order, true, Optional.empty());
    town.orders.sign(
        envelope(SmallTown.commander()), order, new Signing("000000", Optional.empty()));
    fill();
    return order;
  }

  public void fill() {
    var lease =
        town.database
            .transaction(tx -> new Leases().take(tx, "timers", HOLDER, Duration.ofMinutes(1)))
            .orElseThrow();
    town.due.fillAll(lease);
  }

  /** Somebody says or does something about what they were asked for. */
  public void perform(AssignmentId id, VolunteerId who, String name, Object details) {
    town.assignments.perform(SmallTown.phone(who), UUID.randomUUID(), id, name, Json.tree(details));
  }

  private static Envelope envelope(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "");
  }
}
