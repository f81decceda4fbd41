package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.model.access.Role;

/**
 * The liaisons of all units that owe people: each signs for the order and names whom it proposes.
 */
final class Liaisons {
  private static final Duration LOOK_EVERY = Duration.ofMillis(700);
  private static final int NAMINGS_MAX = 10;

  private final Center center;
  private final Accounts accounts;
  private final Journal journal;
  private final Map<UUID, Instant> namedAt = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  Liaisons(Center center, Accounts accounts, Journal journal) {
    this.center = center;
    this.accounts = accounts;
    this.journal = journal;
  }

  /** Sends one liaison of each unit on the board to the desk. */
  void start(UUID order, JsonNode board) {
    var byUnit = new HashMap<UUID, TrialAccount>();
    for (TrialAccount account : accounts.list(Role.LIAISON)) {
      account.unit().ifPresent(unit -> byUnit.putIfAbsent(unit, account));
    }
    for (JsonNode line : board.path("byUnit")) {
      UUID unit = UUID.fromString(line.path("unit").asText());
      TrialAccount account = byUnit.get(unit);
      if (account == null) {
        journal.problem("unit " + unit + " has no liaison account");
      } else {
        threads.add(Thread.startVirtualThread(() -> serve(order, unit, new Desk(center, account))));
      }
    }
  }

  boolean isFinished() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  void stop() {
    threads.forEach(Thread::interrupt);
  }

  /** When the naming that contains this volunteer was sent. */
  Optional<Instant> namedAt(UUID volunteer) {
    return Optional.ofNullable(namedAt.get(volunteer));
  }

  private void serve(UUID order, UUID unit, Desk desk) {
    try {
      while (!isDealtWith(order, unit, desk)) {
        center.deadline().pause(LOOK_EVERY, "the desk of unit " + unit);
      }
    } catch (LimitReachedException e) {
      journal.problem("liaison of unit " + unit + " was still waiting for " + e.getMessage());
    } catch (RefusedAnswerException | SimulationException e) {
      journal.problem("liaison of unit " + unit + ": " + e.getMessage());
    }
  }

  private boolean isDealtWith(UUID order, UUID unit, Desk desk) {
    for (JsonNode line : desk.get("/desk").path("orders")) {
      if (line.path("id").asText().equals(order.toString())) {
        if (!isSigned(line.path("receipt"))) {
          desk.post("/orders/" + order + "/receipts", Map.of("unit", unit));
          journal.moved();
        }
        name(order, unit, desk);
        return true;
      }
    }
    return false;
  }

  private static boolean isSigned(JsonNode receipt) {
    return receipt.asText().equals("signed")
        || receipt.path("state").asText().equals("signed")
        || receipt.hasNonNull("signedAt");
  }

  private void name(UUID order, UUID unit, Desk desk) {
    for (int tries = 1; ; tries++) {
      JsonNode proposal = desk.get("/orders/" + order + "/proposal?unit=" + unit);
      Naming naming = naming(proposal);
      if (naming.isEmpty()) {
        return;
      }
      try {
        Instant sent = Instant.now();
        naming.volunteers().forEach(volunteer -> namedAt.put(volunteer, sent));
        desk.post("/orders/" + order + "/names", naming.body());
        journal.moved();
        if (naming.volunteers().isEmpty() || tries >= NAMINGS_MAX) {
          return;
        }
        // Somebody named may have been asked as a reserve meanwhile: look whether a place is left.
      } catch (RefusedAnswerException e) {
        // Somebody proposed a moment ago may have been asked or barred since: propose again.
        if (e.status() / 100 != 4 || tries >= NAMINGS_MAX) {
          throw e;
        }
        naming.volunteers().forEach(namedAt::remove);
        center.deadline().pause(LOOK_EVERY, "naming for unit " + unit);
      }
    }
  }

  /** Whom a unit names, and how many it cannot send. */
  private record Naming(List<Map<String, Object>> items, Set<UUID> volunteers, int shortage) {
    boolean isEmpty() {
      return volunteers.isEmpty() && shortage == 0;
    }

    Map<String, Object> body() {
      return shortage == 0
          ? Map.of("items", items)
          : Map.of("items", items, "shortage", Map.of("count", shortage, "reason", "其余人员外出或轮休"));
    }
  }

  private static Naming naming(JsonNode proposal) {
    var items = new ArrayList<Map<String, Object>>();
    var taken = new HashSet<UUID>();
    int shortage = 0;
    for (JsonNode post : proposal.path("posts")) {
      int need = post.path("need").asInt();
      var chosen = new ArrayList<UUID>();
      for (JsonNode candidate : post.path("candidates")) {
        UUID volunteer = UUID.fromString(candidate.path("volunteer").asText());
        if (chosen.size() < need && taken.add(volunteer)) {
          chosen.add(volunteer);
        }
      }
      shortage += Math.max(0, need - chosen.size());
      if (!chosen.isEmpty()) {
        items.add(Map.of("community", post.path("community").asText(), "volunteers", chosen));
      }
    }
    return new Naming(items, taken, shortage);
  }
}
