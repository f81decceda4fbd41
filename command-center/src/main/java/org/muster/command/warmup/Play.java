package org.muster.command.warmup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.muster.command.desk.Aftermath;
import org.muster.command.desk.Counter;
import org.muster.command.desk.Envelope;
import org.muster.command.desk.Filling;
import org.muster.command.desk.Mobilising;
import org.muster.command.desk.OrderDesk;
import org.muster.command.desk.OrderDesk.Signing;
import org.muster.command.store.Database;
import org.muster.command.store.MadeUpTown;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.Posted;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.Terms;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.Json;

/**
 * One launch from draft to letters, by the desks themselves, on a stage that is cleared after it.
 */
final class Play {
  private static final Duration A_WHILE = Duration.ofHours(1);

  /** As a launch begins: a few quotas, then the rest. */
  private static final int QUOTAS_FIRST = 4;

  private static final int OFFERS_MAX = 2_000;
  private static final double WAVE_PROBABILITY = 0.9;

  private final MadeUpTown town;
  private final InstantSource clock;
  private final Consumer<List<Posted>> post;
  private final Mobilising mobilising;
  private final Filling filling;
  private final Principal drafter;
  private final Principal reviewer;
  private final Principal signer;

  /**
   * @param post takes the letters when the launch believes that they are committed
   */
  Play(MadeUpTown town, InstantSource clock, Consumer<List<Posted>> post) {
    this.town = town;
    this.clock = clock;
    this.post = post;
    drafter = principal(town.county(), Role.DISPATCHER);
    reviewer = principal(town.county(), Role.DISPATCHER);
    signer = principal(town.county(), Role.COMMANDER);
    var jurisdiction = town.jurisdiction();
    var people = new PeopleStore(A_WHILE);
    var defaults = new Terms.Defaults(A_WHILE, A_WHILE, A_WHILE, A_WHILE, A_WHILE);
    mobilising = new Mobilising(people, () -> jurisdiction, Optional.empty(), defaults);
    filling = new Filling(people, mobilising, WAVE_PROBABILITY);
  }

  void perform(Database stage) {
    stage.transaction(
        tx -> {
          town.build(tx, clock.instant());
          return true;
        });
    var counter =
        new Counter(
            stage,
            new Aftermath(A_WHILE, Optional.empty()),
            told -> post.accept(told.posted()),
            clock);
    OrderId order = sign(new OrderDesk(counter, (_, _, _, _) -> {}, mobilising, 0));
    List<UUID> quotas = stage.read(sql -> town.quotas(sql, order));
    int first = Math.min(QUOTAS_FIRST, quotas.size());
    fill(counter, quotas.subList(0, first));
    fill(counter, quotas.subList(first, quotas.size()));
  }

  private OrderId sign(OrderDesk desk) {
    JsonNode drafted = desk.draft(envelope(drafter), text());
    var order = new OrderId(UUID.fromString(drafted.path("id").asText()));
    desk.review(envelope(reviewer), order, true, Optional.empty());
    desk.sign(envelope(signer), order, new Signing("000000", Optional.empty()));
    return order;
  }

  private void fill(Counter counter, List<UUID> quotas) {
    counter.work(work -> filling.fill(work, quotas, OFFERS_MAX));
  }

  private OrderDocument text() {
    Map<String, Object> text =
        Map.ofEntries(
            Map.entry("kind", "order"),
            Map.entry("title", "-"),
            Map.entry("nature", "voluntary"),
            Map.entry("response", town.response()),
            Map.entry("tier", "critical"),
            Map.entry("issuer", town.response().value().toString()),
            Map.entry("signer", "-"),
            Map.entry("basis", "-"),
            Map.entry("task", "-"),
            Map.entry("risk", "-"),
            Map.entry("contact", "-"),
            Map.entry("target", Map.of("areas", List.of(town.county()))),
            Map.entry("need", Map.of("byPlan", true)),
            Map.entry("addressees", List.of("-")));
    return Json.decode(Json.tree(text), OrderDocument.class);
  }

  private static Envelope envelope(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "");
  }

  private static Principal principal(AreaCode area, Role role) {
    return new Principal(
        new AccountId(UUID.randomUUID()),
        "-",
        Set.of(role),
        Optional.empty(),
        Optional.of(area),
        Optional.empty());
  }
}
