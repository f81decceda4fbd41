package org.muster.command.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.Envelope;
import org.muster.command.desk.LiaisonDesk.Item;
import org.muster.command.desk.LiaisonDesk.Naming;
import org.muster.command.desk.OrderDesk;
import org.muster.command.desk.ResponseDesk;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.model.access.Principal;
import org.muster.model.matching.Candidate;
import org.muster.model.order.Nature;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** What the people of a {@link SmallTown} do on the way from a response to offers. */
public final class Townsfolk {
  private static final String CODE = "000000";

  private final SmallTown town;
  private final Nature nature;

  public Townsfolk(SmallTown town) {
    this(town, Nature.VOLUNTARY);
  }

  /**
   * @param nature of the service that all orders ask for
   */
  public Townsfolk(SmallTown town, Nature nature) {
    this.town = town;
    this.nature = nature;
  }

  /** Raises a response under the town's only plan. */
  public ResponseId raise(Tier tier) {
    return raise(tier, false);
  }

  /** The same, which is only practised. */
  public ResponseId rehearse(Tier tier) {
    return raise(tier, true);
  }

  private ResponseId raise(Tier tier, boolean isDrill) {
    var raising =
        new ResponseDesk.Raising(
            SmallTown.COUNTY,
            Optional.of(tier),
            "太湖流域洪水",
            2,
            town.now().plus(Duration.ofDays(3)),
            List.of("转移群众"),
            Optional.of(town.plan),
            Optional.empty(),
            Optional.of(isDrill),
            CODE);
    JsonNode raised = town.responses.raise(command(SmallTown.commander(), "raise"), raising);
    return ResponseId.of(raised.path("id").asText());
  }

  /**
   * Drafts an order for the whole county.
   *
   * @param need as it stands in an order's text
   */
  public OrderId draft(Principal by, ResponseId response, Tier tier, String need) {
    String text =
        """
        {"kind":"order","title":"关于机关志愿者下沉社区的命令","nature":"%s","response":"%s","tier":"%s",
         "issuer":"长兴县指挥部","signer":"县长 王某","basis":"二级响应","task":"巡查圩堤","risk":"涉水、夜间",
         "contact":"值班室 0572-0000000","target":{"areas":["330522"]},"need":%s,"addressees":["各单位"],
         "until":"%s"}
        """
            .formatted(
                EnumNames.of(nature),
                response.value(),
                EnumNames.of(tier),
                need,
                town.now().plus(Duration.ofDays(1)));
    JsonNode drafted =
        town.orders.draft(command(by, "draft"), Json.read(text, OrderDocument.class));
    return OrderId.of(drafted.path("id").asText());
  }

  /** The second dispatcher lets it pass. */
  public void review(OrderId order) {
    var _ =
        town.orders.review(
            command(SmallTown.dispatcher("二"), "review"), order, true, Optional.empty());
  }

  public JsonNode sign(OrderId order) {
    return town.orders.sign(
        command(SmallTown.commander(), "sign"),
        order,
        new OrderDesk.Signing(CODE, Optional.empty()));
  }

  /** An order under a response, drafted, reviewed and signed. */
  public OrderId signed(ResponseId response, Tier tier, String need) {
    OrderId order = draft(SmallTown.dispatcher("一"), response, tier, need);
    review(order);
    sign(order);
    return order;
  }

  /** The unit's liaison signs for the order and names whom the proposal puts first. */
  public void name(OrderId order, UnitId unit) {
    Principal liaison = SmallTown.liaison(unit);
    var _ =
        town.liaisons.signReceipt(
            command(liaison, "receipt"), order, Optional.empty(), Optional.empty());
    List<Item> items =
        town.liaisons.proposal(liaison, order, Optional.empty(), Optional.empty()).stream()
            .map(
                proposal ->
                    new Item(
                        proposal.quota().community(),
                        proposal.placement().chosen().stream().map(Candidate::volunteer).toList()))
            .toList();
    if (!items.isEmpty()) {
      var _ =
          town.liaisons.giveNames(
              command(liaison, "names"), order, Naming.of(items, Optional.empty()));
    }
  }

  /** What is due of launches is done. */
  public void fill() {
    town.due.fillAll(lease());
  }

  /** What else is due is done, to the end. */
  public void doOthers() {
    int done = 1;
    while (done > 0) {
      done = town.due.doDeadlines(lease()) + town.due.lookAround(lease());
    }
  }

  public Lease lease() {
    return town.database
        .transaction(tx -> new Leases().take(tx, "timers", new UUID(1, 1), Duration.ofMinutes(1)))
        .orElseThrow();
  }

  private static Envelope command(Principal by, String what) {
    return Envelope.of(by, UUID.randomUUID(), what);
  }
}
