package org.muster.model.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.muster.model.order.OrderDocument;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** The text of an order as a client would send it, complete unless a test takes something out. */
public final class SampleOrder {
  private static final String TEXT =
      """
      {
        "kind": "order",
        "title": "关于组织机关志愿者支援社区的动员令",
        "nature": "voluntary",
        "response": "00000000-0000-0000-0000-0000000000aa",
        "tier": "emergency",
        "issuer": "示范市应急指挥部",
        "signer": "李明 指挥长",
        "basis": "依照Ⅲ级响应的要求",
        "task": "协助社区值守和转移群众",
        "risk": "夜间涉水，注意防滑",
        "contact": "值班室 0000-0000000",
        "target": {"areas": ["330522001"]},
        "need": {"byPlan": true},
        "addressees": ["各成员单位"]
      }
      """;

  private final ObjectNode text = (ObjectNode) Json.parse(TEXT);

  private SampleOrder() {}

  public static SampleOrder order() {
    return new SampleOrder();
  }

  /** The same with one member set to what this JSON says, or taken out by {@code null}. */
  public SampleOrder with(String member, String json) {
    text.set(member, Json.parse(json));
    return this;
  }

  public SampleOrder without(String member) {
    text.remove(member);
    return this;
  }

  public SampleOrder in(Tier tier) {
    text.set("tier", Json.tree(tier));
    return this;
  }

  public SampleOrder at(String member, Instant time) {
    text.set(member, Json.tree(time));
    return this;
  }

  public SampleOrder asking(String need) {
    return with("need", need);
  }

  public SampleOrder of(UnitId... units) {
    text.set("units", Json.tree(List.of(units)));
    return this;
  }

  public SampleOrder meetingAt(AreaCode community, String place) {
    text.putObject("meetingPoints").put(community.value(), place);
    return this;
  }

  public OrderDocument text() {
    return Json.decode(text, OrderDocument.class);
  }
}
