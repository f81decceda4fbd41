package org.muster.command.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.command.history.History;
import org.muster.field.outbox.Outbox;
import org.muster.field.task.TaskCards;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.ClientFrame.DeedName;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ServerFrame;
import org.muster.model.wire.TaskCard;

/** A volunteer's phone in a simulation: the real cards and the real outbox over a bad network. */
final class SimulatedPhone {
  private static final long SILENCE_MS = 45_000;
  private static final long CONNECT_MS = 10_000;
  private static final long RESEND_MS = 5_000;

  final UUID volunteer;
  final TaskCards cards = new TaskCards();
  private final Outbox outbox = Outbox.inMemory();
  private final Map<UUID, Long> sentAt = new HashMap<>();
  private final SimulatedTime time;
  private final SimulatedServer server;
  private final Logbook logbook;
  private @Nullable SimulatedLink link;
  private boolean welcomed;
  private long heardAt;
  private boolean ackDue;

  SimulatedPhone(SimulatedTime time, SimulatedServer server, Logbook logbook) {
    this.volunteer = time.id();
    this.time = time;
    this.server = server;
    this.logbook = logbook;
    time.every(500, this::tick);
  }

  /** What this phone holds now. */
  History.Holding holding() {
    var held = new HashMap<UUID, Integer>();
    cards.list().forEach(card -> held.put(card.id(), card.version()));
    var shown =
        cards.received().stream()
            .map(news -> new History.Shown(news.card().id(), news.card().version()))
            .toList();
    return new History.Holding(volunteer, held, shown, cards.duplicates());
  }

  private void tick() {
    SimulatedLink now = link;
    if (now == null) {
      if (server.isUp() && time.chance(0.5)) {
        connect();
      }
    } else if (isGone(now)) {
      link = null;
    } else if (welcomed) {
      sendDeeds();
    }
  }

  /** Found out at any time up to the end of patience. */
  private boolean isGone(SimulatedLink now) {
    long silence = time.nowMs() - heardAt;
    return now.isBroken()
        ? time.chance(0.1) || silence > SILENCE_MS
        : !welcomed && silence > CONNECT_MS;
  }

  private void connect() {
    welcomed = false;
    heardAt = time.nowMs();
    sentAt.clear();
    var fresh = new SimulatedLink[1];
    fresh[0] =
        new SimulatedLink(
            time,
            frame -> received(fresh[0], frame),
            frame -> server.received(volunteer, fresh[0], frame));
    link = fresh[0];
    cards.cursor().ifPresent(stored -> cards.told(stored.seq()));
    link.toServer(new ClientFrame.Hello("ticket", "device", cards.cursor()));
  }

  /** The network is gone; this side finds out by and by. */
  void loseNetwork() {
    if (link != null) {
      link.breakOff();
    }
  }

  private void received(SimulatedLink from, ServerFrame frame) {
    if (from != link) {
      return;
    }
    heardAt = time.nowMs();
    switch (frame) {
      case ServerFrame.Welcome welcome -> {
        welcomed = true;
        cards.welcomed(welcome.epoch());
      }
      case ServerFrame.Resync resync -> cards.resync(resync.epoch());
      case ServerFrame.Item item -> store(item);
      case ServerFrame.CaughtUp _ -> cards.caughtUp();
      case ServerFrame.Done done -> {
        if (outbox.settle(done.id()).isPresent()) {
          logbook.acknowledged(done.id(), done.version());
        }
      }
      case ServerFrame.RefusedFrame refused -> outbox.settle(refused.id());
      default -> {}
    }
  }

  private void store(ServerFrame.Item item) {
    TaskCard card = TaskCard.of(item.item());
    boolean news = cards.store(item.seq(), card, time.now());
    logbook.received(volunteer, card.id());
    if (!ackDue) {
      ackDue = true;
      time.after(50, this::ack);
    }
    if (news && card.state().filter("offered"::equals).isPresent()) {
      think(card.id());
    }
  }

  private void ack() {
    ackDue = false;
    if (link != null && welcomed) {
      link.toServer(new ClientFrame.Ack(cards.cursor().orElseThrow().seq()));
    }
  }

  private void think(UUID assignment) {
    if (time.chance(0.9)) {
      var name = time.chance(0.75) ? DeedName.ACCEPT : DeedName.DECLINE;
      time.after(time.below(15_000), () -> outbox.add(deed(assignment, name)));
      if (time.chance(0.5)) {
        time.after(15_000 + time.below(5_000), () -> outbox.add(deed(assignment, DeedName.REPORT)));
      }
    }
  }

  private Do deed(UUID assignment, DeedName name) {
    Optional<String> words = Optional.of("因故不能");
    return new Do(time.id(), name, assignment, words, Optional.empty(), Optional.empty(), words);
  }

  /** Each once, again when there is no answer, and now and then twice at a time. */
  private void sendDeeds() {
    for (Do deed : outbox.next()) {
      Long before = sentAt.get(deed.id());
      if (before == null || time.nowMs() - before >= RESEND_MS || time.chance(0.05)) {
        sentAt.put(deed.id(), time.nowMs());
        Objects.requireNonNull(link).toServer(deed);
      }
    }
  }
}
