package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.command.desk.NameList.Excused;
import org.muster.command.desk.Proposing.Proposal;
import org.muster.command.store.CommitmentStore;
import org.muster.command.store.CommitmentStore.Commitment;
import org.muster.command.store.OrderStore;
import org.muster.command.store.OrderStore.RecordedOrder;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.store.QuotaStore;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.Sql;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.CommitmentEvent.BarsOverridden;
import org.muster.model.order.CommitmentEvent.Cause;
import org.muster.model.order.CommitmentEvent.Named;
import org.muster.model.order.CommitmentEvent.NamesGiven;
import org.muster.model.order.CommitmentEvent.ReceiptSigned;
import org.muster.model.order.CommitmentEvent.ShortageReported;
import org.muster.model.order.Order;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Where a unit signs for an order (签收), is proposed people, and names them (反馈). */
public final class LiaisonDesk {
  private final Counter counter;
  private final Mobilising mobilising;
  private final PeopleStore people;
  private final OrderStore orders = new OrderStore();
  private final QuotaStore quotas = new QuotaStore();

  public LiaisonDesk(Counter counter, Mobilising mobilising, PeopleStore people) {
    this.counter = counter;
    this.mobilising = mobilising;
    this.people = people;
  }

  /** The names for one community. */
  public record Item(AreaCode community, List<VolunteerId> volunteers) {
    public Item {
      community = Texts.required("items.community", community);
      volunteers = Texts.orEmpty(volunteers);
    }
  }

  /** How many people a unit cannot send, and why. */
  public record Shortage(Integer count, String reason) {
    public Shortage {
      count = Texts.required("shortage.count", count);
      reason = Texts.required("shortage.reason", reason, 2000);
      if (count < 0) {
        throw RefusedException.invalid("shortage.count", "0 or more");
      }
    }
  }

  /** Why somebody is to go although a bar that may be overridden stands against them (破例派出). */
  public record Exemption(VolunteerId volunteer, String reason) {
    public Exemption {
      volunteer = Texts.required("overrides.volunteer", volunteer);
      reason = Texts.required("overrides.reason", reason, 500);
    }
  }

  /**
   * What a liaison sends in.
   *
   * @param unit needed only of those who speak for several
   * @param overrides decisions of the unit's leader
   */
  public record Naming(
      List<Item> items,
      Optional<Shortage> shortage,
      Optional<UnitId> unit,
      List<Exemption> overrides) {
    public Naming {
      items = Texts.orEmpty(items);
      overrides = Texts.orEmpty(overrides);
    }

    /** Names alone. */
    public static Naming of(List<Item> items, Optional<UnitId> unit) {
      return new Naming(items, Optional.empty(), unit, List.of());
    }
  }

  /** Signs for an order; a second signature changes nothing. */
  public JsonNode signReceipt(
      Envelope envelope, OrderId id, Optional<UnitId> wanted, Optional<String> remark) {
    UnitId unit = unit(envelope.principal(), wanted);
    return counter.handle(
        envelope,
        work -> {
          Commitment commitment = lock(work, id, unit);
          if (commitment.signedAt().isEmpty()) {
            var signed =
                new ReceiptSigned(
                    id,
                    unit,
                    remark.filter(text -> !text.isBlank()).map(work::note),
                    envelope.principal().id(),
                    work.now());
            EscalationDesk.append(work, commitment, List.of(signed));
          }
          return Map.of(
              "order", id, "unit", unit, "signedAt", commitment.signedAt().orElse(work.now()));
        });
  }

  /** Proposes people for what a unit may still name, ranked with reasons. */
  public List<Proposal> proposal(
      Principal by, OrderId id, Optional<UnitId> wantedUnit, Optional<AreaCode> community) {
    UnitId unit = unit(by, wantedUnit);
    return counter.database().read(sql -> proposal(sql, by, id, unit, community));
  }

  /** The same within somebody's transaction. */
  List<Proposal> proposal(
      Sql sql, Principal by, OrderId id, UnitId unit, Optional<AreaCode> community) {
    RecordedOrder order = inForce(sql, id);
    if (!by.sees(unit)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    List<Open> own = quotas.ofUnit(sql, id, unit);
    if (own.isEmpty()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return new Proposing(mobilising, people)
        .of(sql, order.text(), wanted(order), own).stream()
            .filter(one -> community.filter(c -> !c.equals(one.quota().community())).isEmpty())
            .toList();
  }

  /** Names people, all or none; whoever is named or asked already is passed over. */
  public JsonNode giveNames(Envelope envelope, OrderId id, Naming naming) {
    UnitId unit = unit(envelope.principal(), naming.unit());
    return counter.handle(
        envelope,
        work -> {
          int count = name(work, envelope.principal(), new Given(id, unit, naming));
          return Map.of("order", id, "unit", unit, "named", count);
        });
  }

  /** The names one unit gives under an order. */
  record Given(OrderId order, UnitId unit, Naming naming) {}

  /** Names people within somebody's transaction; returns how many are named now. */
  int name(Work work, Principal by, Given given) {
    OrderId id = given.order();
    UnitId unit = given.unit();
    RecordedOrder order = inForce(work.tx(), id);
    List<Open> open = quotas.lockOfUnit(work.tx(), id, unit);
    Commitment commitment = lock(work, id, unit);
    NameList list = list(work, order, open, given.naming());
    List<Named> named = list.check(given.naming().items());
    int count = named.stream().mapToInt(n -> n.volunteers().size()).sum();
    var events = new ArrayList<CommitmentEvent>();
    if (count > 0) {
      events.add(new NamesGiven(id, unit, named, by.id(), work.now()));
    }
    for (Excused one : list.excused()) {
      NoteId reason = work.note(one.reason());
      events.add(
          new BarsOverridden(
              id, unit, one.quota(), one.volunteer(), one.bars(), reason, by.id(), work.now()));
    }
    ableShortage(work, order, commitment, open, named).ifPresent(events::add);
    given.naming().shortage().ifPresent(s -> events.add(shortage(work, id, unit, s)));
    EscalationDesk.append(work, commitment, events);
    return count;
  }

  private NameList list(Work work, RecordedOrder order, List<Open> open, Naming naming) {
    var all = naming.items().stream().flatMap(i -> i.volunteers().stream()).distinct().toList();
    var reasons = new HashMap<VolunteerId, String>();
    naming.overrides().forEach(one -> reasons.put(one.volunteer(), one.reason()));
    return new NameList(open, people.ofIds(work.tx(), all, wanted(order)), reasons);
  }

  /** Who of these people could be named for a community, by unit, and why the others cannot. */
  record Nameable(Map<UnitId, List<VolunteerId>> able, Map<VolunteerId, Set<Bar>> barred) {}

  /**
   * People may be named only where their own unit owes somebody; others are barred without a reason
   * of their own.
   *
   * @param skills that each of them needs beside what the order asks for
   */
  Nameable nameable(
      Work work, OrderId id, AreaCode community, List<VolunteerId> volunteers, Set<String> skills) {
    RecordedOrder order = inForce(work.tx(), id);
    Wanted asked = wanted(order);
    var all = new HashSet<>(asked.task().skills());
    all.addAll(skills);
    var wanted =
        new Wanted(asked.order(), new Eligibility.Task(asked.task().during(), all), asked.space());
    var able = new TreeMap<UnitId, List<VolunteerId>>(Comparator.comparing(UnitId::value));
    var barred = new LinkedHashMap<VolunteerId, Set<Bar>>();
    volunteers.forEach(volunteer -> barred.put(volunteer, Set.of()));
    var owing = new HashMap<UnitId, Boolean>();
    for (Known known : people.ofIds(work.tx(), volunteers, wanted)) {
      boolean owes =
          owing.computeIfAbsent(
              known.unit(),
              unit ->
                  quotas.ofUnit(work.tx(), id, unit).stream()
                      .anyMatch(quota -> quota.community().equals(community)));
      if (known.isFree() && owes) {
        barred.remove(known.id());
        able.computeIfAbsent(known.unit(), _ -> new ArrayList<>()).add(known.id());
      } else {
        barred.put(
            known.id(),
            known.asked() || known.listed() ? Set.of(Bar.ASKED) : known.person().bars());
      }
    }
    // All at once and in the order of their ids, as filling takes them.
    var concerned = able.keySet().stream().flatMap(u -> quotas.ofUnit(work.tx(), id, u).stream());
    int _ = quotas.lock(work.tx(), concerned.map(q -> q.id().value()).toList()).size();
    return new Nameable(able, barred);
  }

  /** Places that are still without a name although nobody is left whom the unit could name. */
  private Optional<ShortageReported> ableShortage(
      Work work, RecordedOrder order, Commitment commitment, List<Open> open, List<Named> named) {
    var given = new HashMap<QuotaId, Integer>();
    var gone = new HashSet<VolunteerId>();
    for (Named one : named) {
      given.put(one.quota(), one.volunteers().size());
      gone.addAll(one.volunteers());
    }
    int unnamed =
        open.stream().mapToInt(q -> Math.max(0, q.toName() - given.getOrDefault(q.id(), 0))).sum();
    long free =
        people.ofUnits(work.tx(), List.of(commitment.unit()), wanted(order)).stream()
            .filter(k -> k.isFree() && !gone.contains(k.id()))
            .count();
    return Shortages.ofUnit(commitment, unnamed, free, work.now());
  }

  private static ShortageReported shortage(Work work, OrderId id, UnitId unit, Shortage shortage) {
    NoteId reason = work.note(shortage.reason());
    return new ShortageReported(
        id,
        unit,
        Optional.empty(),
        shortage.count(),
        Cause.REPORTED,
        Optional.of(reason),
        work.now());
  }

  private Wanted wanted(RecordedOrder order) {
    if (!(order.state() instanceof Order.Signed signed)) {
      throw new RefusedException(Refusal.CONFLICT);
    }
    return Mobilising.wanted(
        order.id(), counter.now(), signed.until(), order.text().need().skills(), order.space());
  }

  private RecordedOrder inForce(Sql sql, OrderId id) {
    RecordedOrder order =
        orders.find(sql, id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    return switch (order.state()) {
      case Order.Signed _ -> order;
      case Order.Closed _, Order.Withdrawn _ -> throw new RefusedException(Refusal.CONFLICT);
      case Order.None _, Order.Draft _, Order.Reviewed _ ->
          throw new RefusedException(Refusal.NOT_FOUND);
    };
  }

  private Commitment lock(Work work, OrderId id, UnitId unit) {
    return CommitmentStore.lock(work.tx(), id, unit)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  /**
   * A liaison speaks for the own unit; the command post may enter what it was told by telephone.
   */
  static UnitId unit(Principal by, Optional<UnitId> wanted) {
    if (by.is(Role.LIAISON)) {
      return by.unit()
          .filter(own -> wanted.filter(other -> !other.equals(own)).isEmpty())
          .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    }
    return wanted.orElseThrow(() -> RefusedException.invalid("unit", "required"));
  }
}
