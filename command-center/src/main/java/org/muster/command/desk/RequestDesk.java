package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.secret.Vault;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.RequestStore;
import org.muster.command.store.RequestStore.Recorded;
import org.muster.command.store.ResidentStore;
import org.muster.command.store.Sealed;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.request.Channel;
import org.muster.model.request.Complaint;
import org.muster.model.request.ComplaintId;
import org.muster.model.request.Request;
import org.muster.model.request.RequestEvent.RequestRaised;
import org.muster.model.request.RequestId;
import org.muster.model.roster.MobileNumber;

/** Takes in what residents ask for (点单), their ratings (评单) and complaints. */
public final class RequestDesk {
  private static final int NAME_MAX = 50;
  private static final int TEXT_MAX = 500;

  /** Nobody needs help with more things in a day; somebody who plays with the button does. */
  private static final int A_DAY_MAX = 10;

  private final Counter counter;
  private final Supplier<Jurisdiction> places;
  private final Vault vault;
  private final RequestBook book = new RequestBook();
  private final RequestStore requests = new RequestStore();

  public RequestDesk(Counter counter, Supplier<Jurisdiction> places, Vault vault) {
    this.counter = counter;
    this.places = places;
    this.vault = vault;
  }

  /**
   * What somebody asks for.
   *
   * @param phone of the resident; only where the command post or a community enters what it heard
   * @param channel likewise; by the resident's own page when left out
   */
  public record Asking(
      String service,
      AreaCode community,
      String name,
      String address,
      Optional<String> wish,
      Optional<Instant> wantedAt,
      Optional<MobileNumber> phone,
      Optional<Channel> channel) {
    public Asking {
      service = Texts.required("service", service, NAME_MAX);
      community = Texts.required("community", community);
      name = Texts.required("name", name, NAME_MAX);
      address = Texts.required("address", address, TEXT_MAX);
    }
  }

  /** How it was: 1 to 5 stars. */
  public record Rating(Integer stars, Optional<String> words) {
    public Rating {
      stars = Texts.required("stars", stars);
    }
  }

  /** Puts a request into the queue; the same asked for twice stays one. */
  public JsonNode raise(Envelope envelope, Asking asking) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          check(work, by, asking);
          AccountId resident = resident(work, by, asking);
          Optional<Recorded> alike =
              requests.lockAlike(work.tx(), resident, asking.service(), asking.community());
          if (alike.isPresent()) {
            return book.record(
                work, alike.get(), new Request.Repeat(channel(by, asking), work.now()));
          }
          if (requests.countSince(work.tx(), resident, work.now().minus(Duration.ofDays(1)))
              >= A_DAY_MAX) {
            throw new RefusedException(Refusal.TOO_FAST);
          }
          return raise(work, by, asking, resident);
        });
  }

  private Map<String, Object> raise(Work work, Principal by, Asking asking, AccountId resident) {
    var id = new RequestId(UUID.randomUUID());
    var raised =
        new RequestRaised(
            id,
            asking.service(),
            asking.community(),
            channel(by, asking),
            resident,
            asking.wish().filter(text -> !text.isBlank()).map(work::note),
            asking.wantedAt(),
            work.now());
    ResidentStore.keep(
        work.tx(),
        id,
        new ResidentStore.Contact(
            seal(asking.name()), ResidentStore.phone(work.tx(), resident), seal(asking.address())));
    return book.raise(work, raised);
  }

  private Sealed seal(String text) {
    return Sealed.of(vault.encrypt(text));
  }

  private static Channel channel(Principal by, Asking asking) {
    return by.is(Role.RESIDENT) ? Channel.ONLINE : asking.channel().orElse(Channel.HOTLINE);
  }

  private AccountId resident(Work work, Principal by, Asking asking) {
    if (by.is(Role.RESIDENT)) {
      return by.id();
    }
    MobileNumber phone =
        asking.phone().orElseThrow(() -> RefusedException.invalid("phone", "required"));
    return ResidentDesk.know(work.tx(), vault, phone, work.now());
  }

  private void check(Work work, Principal by, Asking asking) {
    boolean known =
        places.get().find(asking.community()).map(Area::level).stream()
            .anyMatch(AreaCode.Level.COMMUNITY::equals);
    if (!known || (!by.is(Role.RESIDENT) && !by.sees(asking.community()))) {
      throw PlanDesk.unknown(Refusal.UNKNOWN_AREA, "community");
    }
    if (requests.findKind(work.tx(), asking.service()).isEmpty()) {
      throw RefusedException.invalid("service", "not on the menu");
    }
  }

  /** Takes it on (受理). */
  public JsonNode accept(Envelope envelope, RequestId id) {
    return change(
        envelope, id, (work, _) -> new Request.Accept(envelope.principal().id(), work.now()));
  }

  /** Says that it cannot be served, and why. */
  public JsonNode refuse(Envelope envelope, RequestId id, Optional<String> reason) {
    return change(
        envelope,
        id,
        (work, _) ->
            new Request.Refuse(
                work.note(text("reason", reason)), envelope.principal().id(), work.now()));
  }

  /** The resident says how it was; that closes the request and its small order. */
  public JsonNode rate(Envelope envelope, RequestId id, Rating rating) {
    return change(
        envelope,
        id,
        (work, recorded) ->
            new Request.Rate(
                rating.stars(),
                rating.words().filter(text -> !text.isBlank()).map(work::note),
                book.progress(work, recorded),
                work.now()));
  }

  /** The resident does not need it any more; who is on the way is told so. */
  public JsonNode cancel(Envelope envelope, RequestId id) {
    return change(
        envelope,
        id,
        (work, recorded) -> new Request.Cancel(book.progress(work, recorded), work.now()));
  }

  /** A resident complains about a request of their own; one complaint at a time. */
  public JsonNode complain(Envelope envelope, RequestId request, Optional<String> text) {
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = lock(work, envelope.principal(), request);
          var id = new ComplaintId(UUID.randomUUID());
          var make =
              new Complaint.Make(id, recorded.id(), work.note(text("text", text)), work.now());
          if (requests.hasOpenComplaint(work.tx(), request)) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          work.record(
              Work.entries(id.value(), 0, Complaint.decide(new Complaint.None(), make)),
              Origin.LIVE);
          return Map.of("id", id, "answerBy", work.now().plus(Complaint.ANSWER_WITHIN));
        });
  }

  /** Answers a complaint; the resident reads it beside the request. */
  public JsonNode answer(Envelope envelope, ComplaintId id, Optional<String> text) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          var complaint =
              requests
                  .lock(work.tx(), id)
                  .filter(found -> by.commands() && by.sees(found.community()))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          var answer = new Complaint.Answer(work.note(text("text", text)), by.id(), work.now());
          List<Entry> entries =
              Work.entries(
                  id.value(), complaint.version(), Complaint.decide(complaint.state(), answer));
          work.record(entries, Origin.LIVE);
          return Map.of("id", id, "version", complaint.version() + entries.size());
        });
  }

  private static String text(String field, Optional<String> text) {
    if (text.filter(it -> !it.isBlank()).isEmpty()) {
      throw new RefusedException(
          Refusal.REASON_MISSING, List.of(new FieldProblem(field, "required")));
    }
    return Texts.required(field, text.get(), TEXT_MAX);
  }

  /** What somebody says about a request. */
  @FunctionalInterface
  private interface Saying {
    Request.Command about(Work work, Recorded recorded);
  }

  private JsonNode change(Envelope envelope, RequestId id, Saying saying) {
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = lock(work, envelope.principal(), id);
          return book.record(work, recorded, saying.about(work, recorded));
        });
  }

  /** A resident's own, or one of the reader's area. */
  private Recorded lock(Work work, Principal by, RequestId id) {
    return requests
        .lock(work.tx(), id)
        .filter(
            found ->
                by.is(Role.RESIDENT)
                    ? found.resident().equals(by.id())
                    : by.sees(found.community()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
