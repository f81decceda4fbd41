package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.muster.field.simulate.Center.Call;
import org.muster.field.simulate.SimulationSettings.Mission;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.wire.EnumNames;

/**
 * The command post: raises the response, drafts, reviews and signs the order, watches the board.
 */
final class CommandPost {
  private static final int PAGE = 500;
  private static final int SIGNINGS_MAX = 3;

  private final Desk commander;
  private final Desk drafter;
  private final Desk reviewer;

  CommandPost(Center center, Accounts accounts) {
    this.commander = new Desk(center, accounts.get(Role.COMMANDER, 0));
    this.drafter = new Desk(center, accounts.get(Role.DISPATCHER, 0));
    this.reviewer = new Desk(center, accounts.get(Role.DISPATCHER, 1));
  }

  /** An order on its way, and when it was sent off to be signed. */
  record Signed(UUID order, Instant asked) {}

  /**
   * An assignment as the server lists it.
   *
   * @param source why this person was asked: shock, named or reserve
   */
  record Listed(
      UUID id,
      UUID volunteer,
      UUID unit,
      AreaCode community,
      String state,
      String source,
      Instant offeredAt) {}

  /** What the commander commands: the own area, or without one that of the widest plan. */
  AreaCode area() {
    return commander
        .account()
        .area()
        .or(() -> findArea(commander.user()))
        .orElseGet(
            () ->
                plans().stream()
                    .map(plan -> findArea(plan).orElseThrow())
                    .min(Comparator.comparingInt(area -> area.prefix().length()))
                    .orElseThrow(() -> noPlan("")));
  }

  private static Optional<AreaCode> findArea(JsonNode node) {
    return Optional.ofNullable(node.get("area")).map(JsonNode::asText).map(AreaCode::of);
  }

  /** A reviewed order, ready to be signed. */
  UUID prepare(Mission mission) {
    UUID response = id(commander.sign("/responses", otp -> response(mission.tier(), otp)));
    UUID order = id(drafter.post("/orders", order(mission, response)));
    reviewer.post("/orders/" + order + "/review", Map.of("pass", true));
    return order;
  }

  /** Signs for as many people as the preview shows; again when the number has changed since. */
  Signed sign(UUID order) {
    for (int tries = 1; ; tries++) {
      try {
        return sign(order, people(order));
      } catch (RefusedAnswerException e) {
        if (!e.code().equals("people-not-confirmed") || tries >= SIGNINGS_MAX) {
          throw e;
        }
      }
    }
  }

  private int people(UUID order) {
    String path = "/orders/" + order + "/preview";
    return commander.send(Call.post(path)).path("need").asInt();
  }

  private Signed sign(UUID order, int people) {
    var asked = new AtomicReference<>(Instant.EPOCH);
    commander.sign(
        "/orders/" + order + "/sign",
        otp -> {
          asked.set(Instant.now());
          return Map.of("otp", otp, "confirmPeople", people);
        });
    return new Signed(order, Objects.requireNonNull(asked.get()));
  }

  JsonNode order(UUID order) {
    return commander.get("/orders/" + order);
  }

  JsonNode board(UUID order) {
    return commander.get("/orders/" + order + "/board");
  }

  List<JsonNode> units() {
    return pages(commander, "/units?");
  }

  List<Listed> assignments(UUID order) {
    return pages(commander, "/orders/" + order + "/assignments?").stream()
        .map(
            node ->
                new Listed(
                    id(node),
                    uuid(node, "volunteer"),
                    uuid(node, "unit"),
                    AreaCode.of(node.path("community").asText()),
                    node.path("state").asText(),
                    node.path("source").asText(),
                    OffsetDateTime.parse(node.path("offeredAt").asText()).toInstant()))
        .toList();
  }

  /** Where an order of this mission sends people. */
  List<AreaCode> target(Mission mission) {
    return mission.areas().isEmpty() ? List.of(area()) : mission.areas();
  }

  /** The units that the plan sends to these areas. */
  Set<UUID> unitsFor(List<AreaCode> areas) {
    var units = new LinkedHashSet<UUID>();
    for (JsonNode line : commander.get("/plans/" + plan()).path("lines")) {
      AreaCode community = AreaCode.of(line.path("community").asText());
      if (areas.stream().anyMatch(area -> area.covers(community))) {
        units.add(uuid(line, "unit"));
      }
    }
    return units;
  }

  JsonNode shapes() {
    return commander.get("/areas.geojson?level=community&within=" + area());
  }

  private Map<String, Object> response(Tier tier, String otp) {
    var body = new LinkedHashMap<String, Object>();
    body.put("area", area());
    body.put("tier", tier);
    body.put("subject", "机关志愿者集结模拟");
    body.put("level", level(tier));
    body.put("expectedUntil", Instant.now().plus(Duration.ofHours(24)));
    body.put("measures", List.of("组织机关志愿者下沉社区", "开展值守、转移安置和物资保障"));
    body.put("plan", plan());
    body.put("otp", otp);
    return body;
  }

  private static int level(Tier tier) {
    return switch (tier) {
      case NORMAL -> 4;
      case EMERGENCY -> 3;
      case CRITICAL -> 2;
    };
  }

  /** The newest plan of the area. */
  private UUID plan() {
    AreaCode area = area();
    return plans().stream()
        .filter(plan -> findArea(plan).filter(own -> own.covers(area)).isPresent())
        .max(Comparator.comparingInt(plan -> plan.path("number").asInt()))
        .map(CommandPost::id)
        .orElseThrow(() -> noPlan(area.value()));
  }

  private List<JsonNode> plans() {
    return pages(commander, "/plans?");
  }

  private static SimulationException noPlan(String area) {
    return new SimulationException(
        "区划 %s 还没有预案，无法按预案派单。 There is no plan for the area %s.".formatted(area, area));
  }

  private Map<String, Object> order(Mission mission, UUID response) {
    Instant now = Instant.now();
    var body = new HashMap<String, Object>();
    body.put("kind", "order");
    body.put("title", mission.title().orElse("关于组织机关志愿者下沉社区的动员令（模拟）"));
    body.put("nature", "voluntary");
    body.put("urgency", mission.tier() == Tier.NORMAL ? "none" : "extraUrgent");
    body.put("response", response);
    body.put("tier", EnumNames.of(mission.tier()));
    body.put("issuer", "联防联控指挥部（模拟）");
    body.put("signer", "指挥长");
    body.put("basis", "依照启动响应的决定");
    body.put("task", "社区值守、人员转移安置、物资搬运");
    body.put("risk", "夜间作业，注意交通和用电安全");
    body.put("contact", "指挥部值班室 010-00000000");
    body.put("target", Map.of("areas", target(mission)));
    body.put("need", Map.of("byPlan", true));
    body.put("addressees", List.of("各成员单位"));
    body.put("receiptBy", now.plus(Duration.ofMinutes(10)));
    body.put("namesBy", now.plus(Duration.ofMinutes(20)));
    body.put("arriveBy", now.plus(Duration.ofHours(1)));
    body.put("until", now.plus(Duration.ofHours(8)));
    body.put("answerWithinS", mission.answerWithin().toSeconds());
    body.put("reporting", "每日两报");
    body.put("supplies", "统一配发防护用品");
    body.put("discipline", "服从社区安排，不得擅自离岗");
    return body;
  }

  private static List<JsonNode> pages(Desk desk, String path) {
    var all = new ArrayList<JsonNode>();
    String after = "";
    while (true) {
      JsonNode page = desk.get(path + "limit=" + PAGE + after);
      page.path("items").forEach(all::add);
      String next = page.path("next").asText("");
      if (next.isEmpty() || "null".equals(next)) {
        return all;
      }
      after = "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
  }

  private static UUID id(JsonNode node) {
    return uuid(node, "id");
  }

  private static UUID uuid(JsonNode node, String field) {
    return UUID.fromString(node.path(field).asText());
  }
}
