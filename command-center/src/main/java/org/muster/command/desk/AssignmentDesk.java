package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.secret.ArrivalCodes;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.AssignmentStore.Recorded;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.PhotoStore;
import org.muster.command.store.QuotaStore;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.Assignment.Command;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.assignment.AssignmentEvent.Arrival;
import org.muster.model.assignment.AssignmentEvent.ServiceConfirmed;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.Position;
import org.muster.model.record.RecordEvent.ServiceRecorded;
import org.muster.model.record.RecordId;
import org.muster.model.record.ServiceRecord;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** Where volunteers answer, go and report, and where communities receive them. */
public final class AssignmentDesk {
  /** A fix less exact than this does not prove an arrival; then the code or the tick does. */
  private static final double ACCURACY_MAX_M = 100;

  private final Counter counter;
  private final Supplier<Jurisdiction> places;
  private final ArrivalCodes codes;
  private final AssignmentStore assignments = new AssignmentStore();
  private final QuotaStore quotas = new QuotaStore();

  public AssignmentDesk(Counter counter, Supplier<Jurisdiction> places, ArrivalCodes codes) {
    this.counter = counter;
    this.places = places;
    this.codes = codes;
  }

  /** What a community states of a service. */
  public record Confirming(Instant from, Instant to, Optional<String> remark) {
    public Confirming {
      from = org.muster.model.Texts.required("from", from);
      to = org.muster.model.Texts.required("to", to);
    }
  }

  /** Does what a volunteer asks; the answer names the state and version that came of it. */
  public JsonNode perform(Principal by, UUID command, AssignmentId id, String name, JsonNode body) {
    Deed deed = Deed.of(name, body);
    var envelope = Envelope.of(by, command, name + "/" + id.value() + "/" + Json.write(deed));
    return counter.handle(
        envelope,
        work -> {
          List<Recorded> rivals = deed instanceof Deed.Accept ? rivals(work, by, id) : List.of();
          Recorded recorded = lock(work, id, r -> by.sees(r.volunteer()));
          return record(work, recorded, command(work, recorded, deed, command), rivals);
        });
  }

  /**
   * Of the reserves of one wave as many may accept as there are places: who takes the last one ends
   * the offers of the others. Returns those.
   */
  private List<Recorded> rivals(Work work, Principal by, AssignmentId id) {
    Optional<QuotaId> contested = assignments.lockContested(work.tx(), id);
    if (contested.isEmpty()) {
      return List.of();
    }
    QuotaId quota = contested.get();
    List<Recorded> asked = assignments.lockRivals(work.tx(), quota);
    // Answered or ended while this waited: then there is nothing to take.
    if (asked.stream().noneMatch(one -> one.id().equals(id) && by.sees(one.volunteer()))) {
      return List.of();
    }
    int places = quotas.lock(work.tx(), List.of(quota.value())).getFirst().toFill();
    if (places == 0) {
      throw new RefusedException(Refusal.TOO_LATE);
    }
    return places > 1 ? List.of() : asked.stream().filter(one -> !one.id().equals(id)).toList();
  }

  private Command command(Work work, Recorded recorded, Deed deed, UUID command) {
    return switch (deed) {
      case Deed.Accept _ -> new Assignment.Accept(work.now());
      case Deed.Decline decline -> new Assignment.Decline(work.note(decline.reason()), work.now());
      case Deed.Depart _ -> new Assignment.Depart(work.now());
      case Deed.Arrive arrive -> arrive(work, recorded, arrive);
      case Deed.Leave _ -> new Assignment.Leave(Optional.empty(), work.now());
      case Deed.Report report ->
          new Assignment.Report(
              work.note(report.text()),
              PhotoStore.find(work.tx(), recorded.id(), command),
              work.now());
    };
  }

  private Command arrive(Work work, Recorded recorded, Deed.Arrive arrive) {
    Arrival how =
        arrive
            .code()
            .map(code -> byCode(recorded.community(), code, work.now()))
            .orElseGet(() -> byPosition(recorded.community(), arrive));
    return new Assignment.Arrive(how, work.now(), Optional.empty(), work.now());
  }

  private Arrival byCode(AreaCode community, String code, Instant now) {
    if (!codes.isValid(community, code.strip(), now)) {
      throw new RefusedException(Refusal.WRONG_CODE);
    }
    return Arrival.CODE;
  }

  private Arrival byPosition(AreaCode community, Deed.Arrive arrive) {
    Position position = arrive.position().orElseThrow().canonical();
    if (position.accuracyM() > ACCURACY_MAX_M) {
      throw new RefusedException(Refusal.POSITION_UNCLEAR);
    }
    if (!places.get().contains(community, position)) {
      throw outside(community, position);
    }
    return Arrival.POSITION;
  }

  private RefusedException outside(AreaCode community, Position position) {
    double awayM = places.get().outsideM(community, position.point());
    return new RefusedException(
        Refusal.OUTSIDE_AREA,
        Double.isFinite(awayM)
            ? List.of(new FieldProblem("position", Math.round(awayM) + " m from the area"))
            : List.of());
  }

  /** Somebody has stayed in the area long enough (see {@code Dwelling}). */
  void arriveByItself(Principal by, AssignmentId id) {
    counter.work(
        work -> {
          Recorded recorded = lock(work, id, r -> by.sees(r.volunteer()));
          var arrive =
              new Assignment.Arrive(Arrival.AUTOMATIC, work.now(), Optional.empty(), work.now());
          return record(work, recorded, arrive, List.of());
        });
  }

  /** The community ticks somebody off; {@code at} when it was earlier than now. */
  public JsonNode markPresent(Envelope envelope, AssignmentId id, Optional<Instant> at) {
    return received(
        envelope,
        id,
        (work, recorded) ->
            new Assignment.Arrive(
                Arrival.TICK,
                at.orElse(work.now()),
                Optional.of(envelope.principal().id()),
                work.now()));
  }

  public JsonNode markAbsent(Envelope envelope, AssignmentId id, Optional<String> remark) {
    return received(
        envelope,
        id,
        (work, recorded) ->
            new Assignment.MarkAbsent(
                remark.filter(text -> !text.isBlank()).map(work::note),
                envelope.principal().id(),
                work.now()));
  }

  /** The community gives somebody another place to stand, within itself. */
  public JsonNode moveToSpot(Envelope envelope, AssignmentId id, String spot) {
    return received(
        envelope,
        id,
        (work, recorded) -> new Assignment.MoveToSpot(spot, envelope.principal().id(), work.now()));
  }

  /** The community confirms a service; the service record is made of it. */
  public JsonNode confirm(Envelope envelope, AssignmentId id, Confirming confirming) {
    return received(
        envelope,
        id,
        (work, recorded) ->
            new Assignment.Confirm(
                confirming.from(),
                confirming.to(),
                confirming.remark().filter(text -> !text.isBlank()).map(work::note),
                envelope.principal().id(),
                work.now()));
  }

  /** What a community says about an assignment. */
  @FunctionalInterface
  private interface Saying {
    Command about(Work work, Recorded recorded);
  }

  private JsonNode received(Envelope envelope, AssignmentId id, Saying saying) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded recorded = lock(work, id, r -> receives(by, r.community()));
          return record(work, recorded, saying.about(work, recorded), List.of());
        });
  }

  /** Whether somebody speaks for the receiving side of a community. */
  static boolean receives(Principal by, AreaCode community) {
    return (by.is(Role.COMMUNITY) || by.commands()) && by.sees(community);
  }

  private Recorded lock(
      Work work, AssignmentId id, java.util.function.Predicate<Recorded> isVisible) {
    return assignments
        .lock(work.tx(), id)
        .filter(isVisible)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static Map<String, Object> record(
      Work work, Recorded recorded, Command command, List<Recorded> standDown) {
    List<Entry> entries = new ArrayList<>(entries(recorded, command));
    standDown.forEach(one -> entries.addAll(entries(one, new Assignment.Withdraw(work.now()))));
    work.record(entries, recorded.space());
    return answer(after(recorded, entries));
  }

  static Map<String, Object> answer(Recorded recorded) {
    return Map.of(
        "id",
        recorded.id(),
        "version",
        recorded.version(),
        "state",
        EnumNames.of(recorded.state().state()));
  }

  /** The facts, and the service record that a confirmed service leaves. */
  static List<Entry> entries(Recorded recorded, Command command) {
    List<Entry> decided =
        Work.entries(
            recorded.id().value(),
            recorded.version(),
            Assignment.decide(recorded.state(), command));
    var entries = new ArrayList<>(decided);
    for (Entry entry : decided) {
      if (entry.event() instanceof ServiceConfirmed confirmed) {
        ServiceRecorded made = serviceRecord(recorded, confirmed);
        entries.add(new Entry(made.record().value(), 1, made));
      }
    }
    return entries;
  }

  private static ServiceRecorded serviceRecord(Recorded recorded, ServiceConfirmed confirmed) {
    return new ServiceRecorded(
        new RecordId(UUID.randomUUID()),
        recorded.id(),
        recorded.order(),
        recorded.volunteer(),
        recorded.community(),
        recorded.nature(),
        confirmed.from(),
        confirmed.until(),
        ServiceRecord.minutes(confirmed.from(), confirmed.until()),
        confirmed.by(),
        confirmed.at(),
        recorded.space());
  }

  /** The assignment as it stands once these facts are recorded. */
  static Recorded after(Recorded recorded, List<Entry> entries) {
    Recorded now = recorded;
    for (Entry entry : entries) {
      if (entry.event() instanceof AssignmentEvent event
          && event.assignment().equals(recorded.id())) {
        now = now.with(Assignment.evolve(now.state(), event), entry.version());
      }
    }
    return now;
  }

  /** Ends offers whose time is over; those that were answered meanwhile stay as they are. */
  public int expire(Work work, Collection<UUID> due) {
    return decideAll(work, due, new Assignment.Expire(work.now()));
  }

  /** Frees people of an order that was taken back or closed. */
  public int release(Work work, Collection<AssignmentId> active) {
    return decideAll(
        work,
        active.stream().map(AssignmentId::value).toList(),
        new Assignment.Withdraw(work.now()));
  }

  private int decideAll(Work work, Collection<UUID> ids, Command command) {
    var entries = new ArrayList<Entry>();
    String space = "";
    for (Recorded recorded :
        assignments.lock(work.tx(), ids.stream().map(AssignmentId::new).toList())) {
      space = recorded.space();
      entries.addAll(entries(recorded, command));
    }
    return work.record(entries, space);
  }
}
