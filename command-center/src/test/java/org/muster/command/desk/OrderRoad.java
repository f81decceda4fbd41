package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.testing.SmallTown;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.plan.Tier;
import org.muster.model.wire.Json;

/** The beginning of the road of an order in the small town: raised, drafted, reviewed, signed. */
public final class OrderRoad {
  private final SmallTown town;

  public OrderRoad(SmallTown town) {
    this.town = town;
  }

  public ResponseId raise(Tier tier) {
    var raising =
        new ResponseDesk.Raising(
            SmallTown.COUNTY,
            Optional.of(tier),
            "太湖流域洪水",
            2,
            town.now().plus(Duration.ofDays(3)),
            List.of("转移群众"),
            Optional.empty(),
            Optional.empty(),
            "000000");
    JsonNode raised =
        town.responses.raise(
            Envelope.of(SmallTown.commander(), UUID.randomUUID(), "raise"), raising);
    return ResponseId.of(raised.path("id").asText());
  }

  public OrderId drafted(ResponseId response, Tier tier, String need, Principal by) {
    String text =
        """
        {"kind":"order","title":"关于机关志愿者下沉社区的命令","nature":"voluntary","response":"%s","tier":"%s",
         "issuer":"长兴县指挥部","signer":"县长 王某","basis":"二级响应","task":"巡查圩堤","risk":"涉水、夜间",
         "contact":"值班室 0572-0000000","target":{"areas":["330522"]},"need":%s,"addressees":["各单位"]}
        """
            .formatted(response.value(), tier.name().toLowerCase(Locale.ROOT), need);
    JsonNode drafted =
        town.orders.draft(
            Envelope.of(by, UUID.randomUUID(), "draft"), Json.read(text, OrderDocument.class));
    return OrderId.of(drafted.path("id").asText());
  }

  public void review(OrderId order) {
    var _ =
        town.orders.review(
            Envelope.of(SmallTown.dispatcher("二"), UUID.randomUUID(), "review"),
            order,
            true,
            Optional.empty());
  }

  public JsonNode sign(OrderId order) {
    return town.orders.sign(
        Envelope.of(SmallTown.commander(), UUID.randomUUID(), "sign"),
        order,
        new OrderDesk.Signing("000000", Optional.empty()));
  }

  public OrderId signed(Tier tier, String need) {
    OrderId order = drafted(raise(tier), tier, need, SmallTown.dispatcher("一"));
    review(order);
    sign(order);
    return order;
  }
}
