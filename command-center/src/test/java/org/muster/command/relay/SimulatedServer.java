package org.muster.command.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.relay.SimulatedStore.AwayException;
import org.muster.command.relay.SimulatedStore.Held;
import org.muster.command.relay.SimulatedStore.Letter;
import org.muster.model.NoteId;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.Source;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.ClientFrame.Cursor;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.Json;
import org.muster.model.wire.ServerFrame;

/**
 * The server of a simulation: dispatch by the real rules, delivery by the real cursor. All it knows
 * beside the store is gone when it crashes.
 */
final class SimulatedServer {
  private static final int READ_EACH = 4;
  private static final long ANSWER_WITHIN_S = 20;
  private static final AreaCode COMMUNITY = AreaCode.of("330522001001");

  /** What can be left out, to see that the checker notices. */
  enum Flaw {
    NONE,
    NO_SWEEP,
    NO_MEMORY_OF_COMMANDS,
    NO_EXCLUSION,
    ANSWERS_BEFORE_THE_COMMIT,
    WRONG_MAILBOX
  }

  private final SimulatedTime time;
  private final SimulatedStore store;
  private final Flaw flaw;
  private final Map<UUID, Line> lines = new HashMap<>();
  private final List<Order> orders = new ArrayList<>();
  private boolean up = true;
  private int life;

  /** An order that was signed: how many it needs, and who is asked in which turn. */
  record Order(UUID id, int need, List<UUID> candidates) {}

  SimulatedServer(SimulatedTime time, SimulatedStore store, Flaw flaw) {
    this.time = time;
    this.store = store;
    this.flaw = flaw;
    time.every(200, () -> living(this::doDueWork));
    time.every(1_000, () -> living(this::sweep));
  }

  void sign(Order order) {
    orders.add(order);
  }

  /** Everything in memory is lost; it is there again after a while. */
  void crash(long downMs) {
    up = false;
    life++;
    List.copyOf(lines.values()).forEach(line -> line.link.breakOff());
    lines.clear();
    time.after(downMs, () -> up = true);
  }

  boolean isUp() {
    return up;
  }

  private void living(Runnable deed) {
    if (up) {
      try {
        deed.run();
      } catch (AwayException e) {
        // Tried again at the next turn.
      }
    }
  }

  /** In the same life of the process only. */
  private void later(long ms, Runnable deed) {
    int mine = life;
    time.after(
        ms,
        () -> {
          if (mine == life) {
            living(deed);
          }
        });
  }

  private void doDueWork() {
    store.check();
    var told = new LinkedHashSet<UUID>();
    for (var entry : List.copyOf(store.assignments.entrySet())) {
      if (entry.getValue().state() instanceof Assignment.Offered) {
        record(Optional.empty(), entry.getKey(), new Assignment.Expire(time.now()), told);
      }
    }
    orders.forEach(order -> fill(order, told));
    tell(told);
  }

  private void fill(Order order, Set<UUID> told) {
    var asked = new HashSet<UUID>();
    int filled = 0;
    for (Held held : store.assignments.values()) {
      if (held.order().equals(order.id())) {
        asked.add(held.volunteer());
        filled += held.state().state().fillsQuota() ? 1 : 0;
      }
    }
    for (UUID next : order.candidates()) {
      if (filled < order.need() && !asked.contains(next) && isFree(next)) {
        offer(order, next, told);
        filled++;
      }
    }
  }

  private boolean isFree(UUID volunteer) {
    return flaw == Flaw.NO_EXCLUSION
        || store.assignments.values().stream()
            .noneMatch(h -> h.volunteer().equals(volunteer) && h.state().state().isActive());
  }

  private void offer(Order order, UUID volunteer, Set<UUID> told) {
    UUID id = time.id();
    var offer =
        new OfferMade(
            new AssignmentId(id),
            new OrderId(order.id()),
            new QuotaId(order.id()),
            new UnitId(order.id()),
            COMMUNITY,
            new VolunteerId(volunteer),
            Source.NAMED,
            1,
            time.now().plusSeconds(ANSWER_WITHIN_S),
            time.now().plusSeconds(3_600),
            time.now(),
            "live");
    var none = new Held(volunteer, order.id(), new Assignment.None(), 0);
    var _ = store.record(Optional.empty(), id, none, new Assignment.Offer(offer)).orElseThrow();
    told.add(volunteer);
  }

  private Optional<Integer> record(
      Optional<UUID> command, UUID id, Assignment.Command deed, Set<UUID> told) {
    Held before = store.assignments.get(id);
    if (before == null) {
      return Optional.empty();
    }
    var version = store.record(command, id, before, deed);
    version.filter(v -> v > before.version()).ifPresent(_ -> told.add(before.volunteer()));
    return version;
  }

  /** Hints after the commit: late, out of order, or lost. */
  private void tell(Set<UUID> told) {
    for (UUID volunteer : told) {
      long seq = store.mailbox(volunteer).seq;
      if (time.chance(0.7)) {
        later(
            time.below(300),
            () -> Optional.ofNullable(lines.get(volunteer)).ifPresent(line -> line.hear(seq)));
      }
    }
  }

  private void sweep() {
    store.check();
    for (Line line : List.copyOf(lines.values())) {
      line.look();
      long newest = store.mailbox(line.volunteer).seq;
      if (flaw != Flaw.NO_SWEEP && newest > line.cursor.sent()) {
        line.hear(newest);
      }
    }
  }

  /** A frame from a phone. */
  void received(UUID volunteer, SimulatedLink link, ClientFrame frame) {
    living(
        () -> {
          switch (frame) {
            case ClientFrame.Hello hello -> hello(volunteer, link, hello.cursor());
            case ClientFrame.Ack ack -> ofLink(volunteer, link).ifPresent(l -> l.ack(ack.seq()));
            case Do deed -> later(time.below(50), () -> perform(link, deed));
            default -> {}
          }
        });
  }

  private Optional<Line> ofLink(UUID volunteer, SimulatedLink link) {
    return Optional.ofNullable(lines.get(volunteer)).filter(line -> line.link == link);
  }

  private void hello(UUID volunteer, SimulatedLink link, Optional<Cursor> claimed) {
    try {
      store.check();
    } catch (AwayException e) {
      link.breakOff();
      return;
    }
    var displaced = lines.put(volunteer, new Line(volunteer, link));
    if (displaced != null) {
      displaced.link.breakOff();
    }
    link.toPhone(
        new ServerFrame.Welcome(store.epoch, store.mailbox(volunteer).seq, time.now(), 20));
    lines.get(volunteer).open(claimed);
  }

  private void perform(SimulatedLink link, Do deed) {
    if (flaw == Flaw.ANSWERS_BEFORE_THE_COMMIT) {
      link.toPhone(new ServerFrame.Done(deed.id(), 1));
    }
    store.check();
    var known =
        flaw == Flaw.NO_MEMORY_OF_COMMANDS ? Optional.<Integer>empty() : store.reply(deed.id());
    var told = new LinkedHashSet<UUID>();
    var version =
        known.or(() -> record(Optional.of(deed.id()), deed.assignment(), command(deed), told));
    version.ifPresent(v -> store.keepReply(deed.id(), v));
    tell(told);
    if (time.chance(0.02)) {
      crash(time.below(3_000));
      return;
    }
    link.toPhone(
        version
            .<ServerFrame>map(v -> new ServerFrame.Done(deed.id(), v))
            .orElseGet(() -> new ServerFrame.RefusedFrame(deed.id(), "conflict", "")));
  }

  private Assignment.Command command(Do deed) {
    return switch (deed.name()) {
      case ACCEPT -> new Assignment.Accept(time.now());
      case DECLINE -> new Assignment.Decline(new NoteId(time.id()), time.now());
      case REPORT, ASK, FEEDBACK ->
          new Assignment.Report(new NoteId(time.id()), Optional.empty(), time.now());
      case DEPART, ARRIVE, LEAVE -> new Assignment.Depart(time.now());
    };
  }

  /** One phone's line, as the real one works with the cursor. */
  private final class Line {
    final UUID volunteer;
    final SimulatedLink link;
    final MailCursor cursor = new MailCursor(DeliveryLimits.STANDARD);

    Line(UUID volunteer, SimulatedLink link) {
      this.volunteer = volunteer;
      this.link = link;
    }

    void open(Optional<Cursor> claimed) {
      long newest = store.mailbox(volunteer).seq;
      boolean known =
          claimed.map(c -> c.epoch().equals(store.epoch) && c.seq() <= newest).orElse(true);
      if (!known) {
        link.toPhone(new ServerFrame.Resync(store.epoch));
      }
      cursor.open(known ? claimed.map(Cursor::seq).orElse(0L) : 0, newest);
      goOn();
    }

    void hear(long seq) {
      cursor.hear(seq);
      goOn();
    }

    void ack(long seq) {
      cursor.ack(seq, time.nowMs());
    }

    void look() {
      if (cursor.isFull() && !link.isFull()) {
        cursor.drains();
        goOn();
      }
      switch (cursor.look(time.nowMs())) {
        case NOTHING -> {}
        case RESEND -> goOn();
        case STALLED -> link.breakOff();
      }
    }

    private void goOn() {
      if (cursor.wantsRead()) {
        cursor.readBegins();
        long after = cursor.sent();
        int mine = life;
        time.after(
            time.below(80),
            () -> {
              if (mine == life) {
                found(after);
              }
            });
      } else if (cursor.becomesCaughtUp()) {
        link.toPhone(new ServerFrame.CaughtUp(cursor.sent()));
      }
    }

    private void found(long after) {
      cursor.readEnds();
      List<Letter> letters;
      try {
        store.check();
        letters = store.mailbox(volunteer).after(after, READ_EACH);
      } catch (AwayException e) {
        return;
      }
      boolean all = letters.size() < READ_EACH;
      for (Letter letter : letters) {
        if (cursor.isFull()) {
          all = false;
          break;
        }
        if (cursor.isAfterSent(letter.seq())) {
          write(letter);
        }
      }
      if (all) {
        cursor.readReachedTheEnd();
      }
      goOn();
    }

    private void write(Letter letter) {
      var to = flaw == Flaw.WRONG_MAILBOX && time.chance(0.05) ? anyLink() : link;
      to.toPhone(new ServerFrame.Item(letter.seq(), Json.tree(letter.card())));
      cursor.wrote(letter.seq(), time.nowMs());
      if (link.isFull()) {
        cursor.fills(time.nowMs());
      }
    }

    private SimulatedLink anyLink() {
      return List.copyOf(lines.values()).get(time.below(lines.size())).link;
    }
  }
}
