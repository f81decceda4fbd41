package org.muster.command.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.history.History.Fact;
import org.muster.model.Decision;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.TaskCard;

/**
 * What is committed in a simulation: facts, the states folded from them, answers to commands and
 * mailboxes. A transaction is one call; while the database is away, each fails.
 */
final class SimulatedStore {
  final String epoch = "epoch";
  final List<Fact> facts = new ArrayList<>();
  final Map<UUID, Held> assignments = new LinkedHashMap<>();
  private final Map<UUID, Integer> replies = new HashMap<>();
  private final Map<UUID, Mailbox> mailboxes = new HashMap<>();
  private boolean away;
  private long transactions;

  /** An assignment as it stands. */
  record Held(UUID volunteer, UUID order, Assignment state, int version) {}

  /** A letter in a mailbox. */
  record Letter(long seq, TaskCard card) {}

  /** What somebody's mailbox holds: per item the newest form. */
  static final class Mailbox {
    final Map<UUID, Letter> items = new HashMap<>();
    long seq;

    List<Letter> after(long from, int limit) {
      return items.values().stream()
          .filter(letter -> letter.seq() > from)
          .sorted(Comparator.comparingLong(Letter::seq))
          .limit(limit)
          .toList();
    }
  }

  /** The database does not answer. */
  static final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void away(boolean now) {
    away = now;
  }

  void check() {
    if (away) {
      throw new AwayException();
    }
  }

  Mailbox mailbox(UUID volunteer) {
    return mailboxes.computeIfAbsent(volunteer, _ -> new Mailbox());
  }

  Optional<Integer> reply(UUID command) {
    return Optional.ofNullable(replies.get(command));
  }

  /** Every command that has an answer. */
  Set<UUID> replies() {
    return replies.keySet();
  }

  void keepReply(UUID command, int version) {
    replies.put(command, version);
  }

  /** Decides and records within one transaction; empty when the rule refuses. */
  Optional<Integer> record(Optional<UUID> command, UUID id, Held before, Assignment.Command deed) {
    return switch (Assignment.decide(before.state(), deed)) {
      case Decision.Refused<AssignmentEvent> _ -> Optional.empty();
      case Decision.Accepted<AssignmentEvent>(var events) -> {
        Held held = before;
        transactions++;
        for (AssignmentEvent event : events) {
          held =
              new Held(
                  held.volunteer(),
                  held.order(),
                  Assignment.evolve(held.state(), event),
                  held.version() + 1);
          facts.add(new Fact(transactions, command, held.volunteer(), held.version(), event));
        }
        assignments.put(id, held);
        if (!events.isEmpty()) {
          post(id, held);
        }
        yield Optional.of(held.version());
      }
    };
  }

  private void post(UUID id, Held held) {
    Mailbox mailbox = mailbox(held.volunteer());
    mailbox.items.put(id, new Letter(++mailbox.seq, card(id, held)));
  }

  private static TaskCard card(UUID id, Held held) {
    return new TaskCard(
        TaskCard.Kind.ASSIGNMENT,
        id,
        held.version(),
        Optional.of(EnumNames.of(held.state().state())),
        Optional.of(held.order()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.<Instant>empty(),
        Optional.<Instant>empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("live"));
  }
}
