package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.muster.command.store.DocumentNumbers;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedOrder;
import org.muster.command.store.OrderStore.RecordedResponse;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.order.CommitmentEvent.Cause;
import org.muster.model.order.CommitmentEvent.ShortageReported;
import org.muster.model.order.CommitmentId;
import org.muster.model.order.Mobilisation;
import org.muster.model.order.Order;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.Response;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** Drafts, reviews, signs, withdraws, amends and closes mobilisation orders (动员令). */
public final class OrderDesk {
  private final Counter counter;
  private final Signatures signatures;
  private final Mobilising mobilising;
  private final int confirmAbove;
  private final OrderStore orders = new OrderStore();
  private final DocumentNumbers numbers = new DocumentNumbers();

  /**
   * @param confirmAbove more people than this have to be typed by the signer; 0 for never
   */
  public OrderDesk(
      Counter counter, Signatures signatures, Mobilising mobilising, int confirmAbove) {
    this.confirmAbove = confirmAbove;
    this.counter = counter;
    this.signatures = signatures;
    this.mobilising = mobilising;
  }

  /** What a preview rests on and comes to. */
  public record Preview(RecordedOrder order, Mobilising.Answer answer) {}

  /** How a commander signs. */
  public record Signing(String otp, Optional<Integer> confirmPeople) {
    public Signing {
      otp = org.muster.model.Texts.required("otp", otp, 20);
    }
  }

  /** How a commander takes an order back; a reason is needed after the first ten seconds. */
  public record Withdrawing(String otp, Optional<String> reason, List<AreaCode> communities) {
    public Withdrawing {
      otp = org.muster.model.Texts.required("otp", otp, 20);
      communities = org.muster.model.Texts.orEmpty(communities);
    }
  }

  public JsonNode draft(Envelope envelope, OrderDocument text) {
    return counter.handle(
        envelope, work -> draft(work, envelope.principal(), text, Optional.empty()));
  }

  /** Writes a supplement to a signed order: a new draft that names it, with its text as a start. */
  public JsonNode amend(Envelope envelope, OrderId base, JsonNode changes) {
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = lock(work, envelope.principal(), base);
          if (!(order.state() instanceof Order.Signed)) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          OrderDocument text = merged(order.text(), changes);
          return draft(work, envelope.principal(), text, Optional.of(base));
        });
  }

  private Map<String, Object> draft(
      Work work, Principal by, OrderDocument text, Optional<OrderId> amends) {
    String space = check(work.tx(), by, text);
    var id = new OrderId(UUID.randomUUID());
    String hash = hash(text);
    var command =
        new Order.DraftText(
            id,
            text.response(),
            amends,
            hash,
            text.nature(),
            text.tier(),
            by.id(),
            work.now(),
            space);
    orders.keepText(work.tx(), id, 1, text, hash);
    work.record(Work.entries(id.value(), 0, Order.decide(new Order.None(), command)), space);
    return Map.of("id", id, "state", "draft", "version", 1);
  }

  /** Changes a draft in the version somebody has seen; {@code changes} holds what is replaced. */
  public JsonNode revise(Envelope envelope, OrderId id, JsonNode changes, int version) {
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = lock(work, envelope.principal(), id);
          if (version != order.version()) {
            throw new RefusedException(Refusal.VERSION_MISMATCH);
          }
          OrderDocument text = merged(order.text(), changes);
          if (!check(work.tx(), envelope.principal(), text).equals(order.space())) {
            throw ResponseDesk.refusal(Refusal.CONFLICT, "response", "drill and live never meet");
          }
          String hash = hash(text);
          var command =
              new Order.Revise(
                  hash, text.nature(), text.tier(), envelope.principal().id(), work.now());
          List<Entry> entries =
              Work.entries(id.value(), order.version(), Order.decide(order.state(), command));
          orders.keepText(work.tx(), id, order.revision() + 1, text, hash);
          work.record(entries, order.space());
          return Map.of("id", id, "state", "draft", "version", order.version() + 1);
        });
  }

  /** What signing now would ask of whom. */
  public Preview preview(Principal by, OrderId id) {
    return counter
        .database()
        .read(
            sql -> {
              RecordedOrder order = seen(sql, by, orders.find(sql, id));
              return new Preview(
                  order,
                  mobilising.answer(
                      sql, id, order.text(), response(sql, order), counter.now(), order.space()));
            });
  }

  public JsonNode review(Envelope envelope, OrderId id, boolean pass, Optional<String> remark) {
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = lock(work, envelope.principal(), id);
          var command =
              new Order.Review(
                  pass,
                  remark.filter(text -> !text.isBlank()).map(work::note),
                  envelope.principal().id(),
                  work.now());
          work.record(
              Work.entries(id.value(), order.version(), Order.decide(order.state(), command)),
              order.space());
          return Map.of(
              "id", id, "state", pass ? "reviewed" : "draft", "version", order.version() + 1);
        });
  }

  /**
   * Signs: the number is given, quotas and the audience of the first offers are frozen, and the
   * launch is set, all in one small transaction.
   */
  public JsonNode sign(Envelope envelope, OrderId id, Signing signing) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = lock(work, by, id);
          RecordedResponse response = response(work.tx(), order);
          covered(response.state(), order.text().tier());
          var answer =
              mobilising.answer(work.tx(), id, order.text(), response, work.now(), order.space());
          Mobilisation mobilisation = answer.mobilisation();
          confirmed(signing, mobilisation);
          var sign =
              new Order.Sign(
                  numbers.next(work.tx(), order.text().issuer(), order.space(), work.now()),
                  answer.terms(),
                  mobilisation.quotas(),
                  by.id(),
                  work.now());
          List<Entry> entries =
              new ArrayList<>(
                  Work.entries(id.value(), order.version(), Order.decide(order.state(), sign)));
          signatures.verify(work.tx(), by, "order.sign:" + id.value(), signing.otp());
          entries.addAll(shortages(work, id, mobilisation));
          work.record(entries, order.space());
          return Map.of(
              "id",
              id,
              "number",
              sign.number(),
              "signedAt",
              work.now(),
              "hash",
              hash(order.text()),
              "need",
              mobilisation.need(),
              "short",
              mobilisation.shortage(),
              "version",
              order.version() + 1);
        });
  }

  private static void covered(Response response, Tier tier) {
    if (!(response instanceof Response.InForce inForce)) {
      throw ResponseDesk.refusal(Refusal.CONFLICT, "response", "has ended");
    }
    if (!inForce.covers(tier)) {
      throw ResponseDesk.refusal(Refusal.CONFLICT, "tier", "above the tier of the response");
    }
  }

  /** Either number of the preview will do: how many are needed, or how many could go. */
  private void confirmed(Signing signing, Mobilisation mobilisation) {
    int need = mobilisation.need();
    int people = mobilisation.able().values().stream().mapToInt(n -> n).sum();
    boolean isAsked = confirmAbove > 0 && need > confirmAbove;
    boolean isRight =
        signing.confirmPeople().map(typed -> typed == need || typed == people).orElse(!isAsked);
    if (!isRight) {
      throw ResponseDesk.refusal(
          Refusal.PEOPLE_NOT_CONFIRMED, "confirmPeople", Integer.toString(need));
    }
  }

  /** A unit whose quota exceeds the people able to go is reported short at once. */
  private static List<Entry> shortages(Work work, OrderId id, Mobilisation mobilisation) {
    var entries = new ArrayList<Entry>();
    for (UnitId unit : mobilisation.able().keySet()) {
      int count = mobilisation.shortage(unit);
      if (count > 0) {
        var shortage =
            new ShortageReported(
                id, unit, Optional.empty(), count, Cause.ABLE, Optional.empty(), work.now());
        entries.add(new Entry(CommitmentId.of(id, unit).value(), 1, shortage));
      }
    }
    return entries;
  }

  public JsonNode withdraw(Envelope envelope, OrderId id, Withdrawing withdrawing) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = lock(work, by, id);
          var command =
              new Order.Withdraw(
                  numbers.next(work.tx(), order.text().issuer(), order.space(), work.now()),
                  communities(work.tx(), order, withdrawing),
                  withdrawing.reason().filter(text -> !text.isBlank()).map(work::note),
                  by.id(),
                  work.now());
          List<Entry> entries =
              Work.entries(id.value(), order.version(), Order.decide(order.state(), command));
          String purpose = "order.withdraw:" + envelope.command();
          signatures.verify(work.tx(), by, purpose, withdrawing.otp());
          work.record(entries, order.space());
          return Map.of("id", id, "number", command.number(), "version", order.version() + 1);
        });
  }

  /** The order's communities in the areas that are named; empty stands for all it still has. */
  private List<AreaCode> communities(Sql tx, RecordedOrder order, Withdrawing withdrawing) {
    if (withdrawing.communities().isEmpty() || !(order.state() instanceof Order.Signed)) {
      return List.of();
    }
    List<AreaCode> asked = orders.asked(tx, order.id());
    for (AreaCode area : withdrawing.communities()) {
      if (asked.stream().noneMatch(area::covers)) {
        throw ResponseDesk.refusal(Refusal.UNKNOWN_AREA, "communities", area.value());
      }
    }
    List<AreaCode> taken =
        asked.stream()
            .filter(c -> withdrawing.communities().stream().anyMatch(area -> area.covers(c)))
            .toList();
    return taken.size() == asked.size() ? List.of() : taken;
  }

  public JsonNode close(Envelope envelope, OrderId id) {
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder order = lock(work, envelope.principal(), id);
          var command = new Order.Close(envelope.principal().id(), work.now());
          work.record(
              Work.entries(id.value(), order.version(), Order.decide(order.state(), command)),
              order.space());
          return Map.of("id", id, "state", "closed", "version", order.version() + 1);
        });
  }

  /** Returns the space of the response that the text rests on. */
  private String check(Sql sql, Principal by, OrderDocument text) {
    RecordedResponse response =
        orders
            .findResponse(sql, text.response())
            .filter(found -> by.sees(found.area()))
            .orElseThrow(() -> unknown(Refusal.UNKNOWN_RESPONSE, "response", text.response()));
    if (!(response.state() instanceof Response.InForce)) {
      throw unknown(Refusal.UNKNOWN_RESPONSE, "response", text.response());
    }
    for (AreaCode community : mobilising.communities(text.target())) {
      if (!by.sees(community) || !response.area().covers(community)) {
        throw ResponseDesk.refusal(Refusal.UNKNOWN_AREA, "target", community.value());
      }
    }
    Set<UUID> unknown = new TreeSet<>(text.units().stream().map(UnitId::value).toList());
    orders.known(sql, text.units()).forEach(unit -> unknown.remove(unit.value()));
    if (!unknown.isEmpty()) {
      throw ResponseDesk.refusal(Refusal.UNKNOWN_UNIT, "units", unknown.toString());
    }
    return response.space();
  }

  private static RefusedException unknown(Refusal refusal, String field, ResponseId id) {
    return ResponseDesk.refusal(refusal, field, id.value().toString());
  }

  /** The order, as nobody else can change it before this work is done. */
  RecordedOrder lock(Work work, Principal by, OrderId id) {
    return seen(work.tx(), by, orders.lock(work.tx(), id));
  }

  /** An order of another's jurisdiction looks like one that does not exist. */
  private RecordedOrder seen(Sql sql, Principal by, Optional<RecordedOrder> order) {
    return order
        .filter(found -> by.commands() && by.sees(response(sql, found).area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private RecordedResponse response(Sql sql, RecordedOrder order) {
    ResponseId id = order.text().response();
    return orders
        .findResponse(sql, id)
        .orElseThrow(() -> new IllegalStateException("an order without its response: " + id));
  }

  private static OrderDocument merged(OrderDocument text, JsonNode changes) {
    ObjectNode merged = (ObjectNode) Json.tree(text);
    changes.properties().forEach(change -> merged.set(change.getKey(), change.getValue()));
    return Json.decode(merged, OrderDocument.class);
  }

  private static String hash(OrderDocument text) {
    return Envelope.Hashes.sha256(Json.write(text));
  }
}
