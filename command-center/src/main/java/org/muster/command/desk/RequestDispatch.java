package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.LiaisonDesk.Given;
import org.muster.command.desk.LiaisonDesk.Item;
import org.muster.command.desk.LiaisonDesk.Naming;
import org.muster.command.secret.Vault;
import org.muster.command.store.DocumentNumbers;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.OrderStore;
import org.muster.command.store.RequestStore;
import org.muster.command.store.RequestStore.Ground;
import org.muster.command.store.RequestStore.Recorded;
import org.muster.command.store.RequestStore.ServiceKind;
import org.muster.command.store.ResidentStore;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.matching.Candidate;
import org.muster.model.order.CommitmentId;
import org.muster.model.order.Contact;
import org.muster.model.order.Nature;
import org.muster.model.order.Need;
import org.muster.model.order.Order;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.Quota;
import org.muster.model.order.QuotaId;
import org.muster.model.order.Target;
import org.muster.model.order.Terms;
import org.muster.model.plan.Tier;
import org.muster.model.request.Request;
import org.muster.model.request.RequestId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/**
 * Sends volunteers on a resident's request (派单) by a small order: from there on they are asked,
 * replaced, received and recorded as under every other order.
 */
public final class RequestDispatch {
  private static final String ISSUER = "便民服务";
  private static final int CONTACT_MAX = 200;

  /** Who is asked for a favour is not hurried; the next one is asked after this. */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(20);

  /** How soon somebody should be there where the resident named no time. */
  private static final Duration ARRIVE_WITHIN = Duration.ofHours(2);

  /** Help takes longer than the menu says, and nobody is sent home for that. */
  private static final Duration MARGIN = Duration.ofHours(2);

  private final Counter counter;
  private final LiaisonDesk liaisons;
  private final Vault vault;
  private final RequestStore requests = new RequestStore();
  private final OrderStore orders = new OrderStore();
  private final DocumentNumbers numbers = new DocumentNumbers();
  private final RequestBook book = new RequestBook();

  public RequestDispatch(Counter counter, LiaisonDesk liaisons, Vault vault) {
    this.counter = counter;
    this.liaisons = liaisons;
    this.vault = vault;
  }

  /**
   * What one unit sends; several serve one request as one operation (组团式提供).
   *
   * @param volunteers whom to ask; whom the ranking puts first when left out
   */
  public record Part(UnitId unit, Integer people, List<VolunteerId> volunteers) {
    public Part {
      unit = Texts.required("units.unit", unit);
      people = Texts.required("units.people", people);
      volunteers = Texts.orEmpty(volunteers);
      if (people < 1 || people > Order.SMALL_MAX) {
        throw RefusedException.invalid("units.people", "1 to " + Order.SMALL_MAX);
      }
    }
  }

  /**
   * @param contact whom the volunteers call about it
   */
  public record Sending(List<Part> units, String contact) {
    public Sending {
      units = Texts.orEmpty(units);
      contact = Texts.required("contact", contact, CONTACT_MAX);
      if (units.isEmpty() || units.size() != units.stream().map(Part::unit).distinct().count()) {
        throw RefusedException.invalid("units", "one or more, each once");
      }
    }
  }

  /** Whom to call, where to go, and what was asked for. */
  public record Shown(String name, String phone, String address, Optional<String> wish) {}

  /** Sends; refused while no response is in force that peace-time service could rest on. */
  public JsonNode send(Envelope envelope, RequestId id, Sending sending) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded =
              requests
                  .lock(work.tx(), id)
                  .filter(found -> by.commands() && by.sees(found.community()))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          checkUnits(work, sending);
          var order = new OrderId(UUID.randomUUID());
          var answer =
              book.record(work, recorded, new Request.Dispatch(order, by.id(), work.now()));
          List<Quota> quotas = quotas(order, recorded, sending);
          var small = new Small(order, recorded, sending, quotas);
          issue(work, by, small);
          ask(work, by, small);
          return Map.of(
              "id", id, "order", order, "state", "dispatched", "version", version(answer));
        });
  }

  private static Object version(Map<String, Object> answer) {
    return java.util.Objects.requireNonNull(answer.get("version"));
  }

  private void checkUnits(Work work, Sending sending) {
    var unknown = new HashSet<>(sending.units().stream().map(Part::unit).toList());
    unknown.removeAll(orders.known(work.tx(), List.copyOf(unknown)));
    if (!unknown.isEmpty()) {
      throw PlanDesk.unknown(Refusal.UNKNOWN_UNIT, "units");
    }
  }

  private static List<Quota> quotas(OrderId order, Recorded request, Sending sending) {
    return sending.units().stream()
        .map(
            part ->
                new Quota(
                    new QuotaId(UUID.randomUUID()),
                    CommitmentId.of(order, part.unit()),
                    part.unit(),
                    request.community(),
                    part.people(),
                    List.of()))
        .toList();
  }

  private record Menu(ServiceKind kind, Ground ground) {}

  private record Small(OrderId order, Recorded request, Sending sending, List<Quota> quotas) {}

  private void issue(Work work, Principal by, Small small) {
    Recorded request = small.request();
    ServiceKind kind =
        requests
            .findKind(work.tx(), request.service())
            .orElseThrow(() -> new RefusedException(Refusal.CONFLICT));
    Ground ground =
        requests
            .findGround(work.tx(), request.community())
            .orElseThrow(() -> PlanDesk.unknown(Refusal.UNKNOWN_RESPONSE, "response"));
    OrderDocument text = text(work, by, small, new Menu(kind, ground));
    String hash = Envelope.Hashes.sha256(Json.write(text));
    orders.keepText(work.tx(), small.order(), 1, text, hash);
    var draft =
        new Order.DraftText(
            small.order(),
            ground.response(),
            Optional.empty(),
            hash,
            text.nature(),
            text.tier(),
            by.id(),
            work.now(),
            Origin.LIVE);
    var sign =
        new Order.Sign(
            numbers.next(work.tx(), text.issuer(), work.now()),
            terms(text),
            small.quotas(),
            by.id(),
            work.now());
    work.record(
        Work.entries(
            small.order().value(),
            0,
            Order.decide(new Order.None(), new Order.Dispatch(draft, sign))),
        Origin.LIVE);
  }

  private static Terms terms(OrderDocument text) {
    Instant arriveBy = text.arriveBy().orElseThrow();
    return new Terms(
        arriveBy,
        arriveBy,
        arriveBy,
        text.until().orElseThrow(),
        Math.toIntExact(ANSWER_WITHIN.toSeconds()));
  }

  /** What the resident wrote, and who they are, stays out of it: a signed text is for ever. */
  private static OrderDocument text(Work work, Principal by, Small small, Menu menu) {
    ServiceKind kind = menu.kind();
    Ground ground = menu.ground();
    Instant soon = work.now().plus(ARRIVE_WITHIN);
    Instant arriveBy = small.request().wantedAt().filter(soon::isBefore).orElse(soon);
    int people = small.quotas().stream().mapToInt(Quota::need).sum();
    String issuer = ground.areaName() + ISSUER;
    return new OrderDocument(
        org.muster.model.order.Kind.NOTICE,
        ISSUER + "：" + kind.name(),
        Nature.VOLUNTARY,
        ground.response(),
        Tier.NORMAL,
        Optional.empty(),
        issuer,
        by.name(),
        "居民点单",
        kind.task(),
        kind.risk(),
        new Contact(small.sending().contact()),
        Target.of(small.request().community()),
        Need.of(people, kind.skills()),
        List.of(issuer),
        List.of(),
        small.quotas().stream().map(Quota::unit).toList(),
        Optional.of("接受后显示居民住址"),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(arriveBy),
        Optional.of(arriveBy.plus(Duration.ofMinutes(kind.minutes())).plus(MARGIN)),
        Optional.of(Math.toIntExact(ANSWER_WITHIN.toSeconds())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Names on behalf of the units who was picked, or else whom the ranking puts first. */
  private void ask(Work work, Principal by, Small small) {
    for (int i = 0; i < small.sending().units().size(); i++) {
      Part part = small.sending().units().get(i);
      List<VolunteerId> named =
          part.volunteers().isEmpty() ? ranked(work, by, small, part.unit()) : part.volunteers();
      if (named.isEmpty()) {
        throw new RefusedException(
            Refusal.NOT_ELIGIBLE, List.of(new FieldProblem("units[" + i + "]", "nobody can go")));
      }
      var item = new Item(small.request().community(), named);
      var naming = new Naming(List.of(item), Optional.empty(), Optional.of(part.unit()), List.of());
      liaisons.name(work, by, new Given(small.order(), part.unit(), naming));
    }
  }

  private List<VolunteerId> ranked(Work work, Principal by, Small small, UnitId unit) {
    return liaisons
        .proposal(work.tx(), by, small.order(), unit, Optional.of(small.request().community()))
        .stream()
        .flatMap(proposal -> proposal.placement().chosen().stream())
        .map(Candidate::volunteer)
        .toList();
  }

  /** Where the volunteer who accepted has to go; it is noted that they were shown it. */
  public Shown contact(Principal by, AssignmentId assignment) {
    VolunteerId volunteer =
        by.volunteer().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    return counter.work(
        work -> {
          Recorded recorded =
              requests
                  .lock(work.tx(), assignment, volunteer.value())
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          book.record(work, recorded, new Request.ShowContact(assignment, work.now()));
          var contact =
              ResidentStore.contact(work.tx(), recorded.id())
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          return new Shown(
              vault.decrypt(contact.name().bytes()),
              vault.decrypt(contact.phone().bytes()),
              vault.decrypt(contact.address().bytes()),
              requests.findWish(work.tx(), recorded.id()));
        });
  }

  /** Looks at requests whose people or places changed, and at those whose rating is overdue. */
  public void follow(Work work, List<UUID> due) {
    for (UUID id : due) {
      requests
          .lock(work.tx(), new RequestId(id))
          .ifPresent(
              recorded ->
                  book.record(
                      work,
                      recorded,
                      new Request.Follow(book.progress(work, recorded), work.now())));
    }
  }
}
