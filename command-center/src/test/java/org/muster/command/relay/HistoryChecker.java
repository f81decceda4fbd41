package org.muster.command.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.relay.SimulatedStore.Fact;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.wire.TaskCard;

/**
 * Judges a simulation by what was recorded and what was seen, and by nothing the server believes:
 * acknowledged means recorded, letters reach their owner only, nobody has two posts, every phone
 * holds everything once, each command has one effect and each change one fact.
 */
final class HistoryChecker {
  private final List<String> faults = new ArrayList<>();
  private final List<Fact> facts;
  private final History history;

  HistoryChecker(List<Fact> facts, History history) {
    this.facts = facts;
    this.history = history;
  }

  List<String> faults(Collection<SimulatedPhone> phones) {
    oneFactForEachChange();
    oneEffectForEachCommand();
    acknowledgedIsRecorded();
    nobodyHasTwoPosts();
    onlyTheOwnerSees();
    phones.forEach(this::holdsEverythingOnce);
    return faults;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }

  private void oneFactForEachChange() {
    var versions = new HashMap<UUID, Integer>();
    for (Fact fact : facts) {
      UUID stream = fact.event().assignment().value();
      int next = versions.merge(stream, 1, Integer::sum);
      require(fact.version() == next, "version %d after %d".formatted(fact.version(), next - 1));
    }
  }

  private void oneEffectForEachCommand() {
    Set<UUID> commands = new HashSet<>();
    for (Fact fact : facts) {
      fact.command().ifPresent(id -> require(commands.add(id), "two effects of " + id));
    }
  }

  /** Acknowledged without effect is right only where nothing was left to change. */
  private void acknowledgedIsRecorded() {
    var byCommand = new HashMap<UUID, Integer>();
    int newest = 0;
    for (Fact fact : facts) {
      fact.command().ifPresent(id -> byCommand.put(id, fact.version()));
      newest = Math.max(newest, fact.version());
    }
    for (History.Acknowledged done : history.acknowledged) {
      Integer version = byCommand.get(done.command());
      require(
          version != null ? version == done.version() : isVersionReached(done.version(), newest),
          "acknowledged and not recorded: " + done);
    }
  }

  private static boolean isVersionReached(int version, int newest) {
    return version > 1 && version <= newest;
  }

  private void nobodyHasTwoPosts() {
    Map<UUID, Assignment> states = new HashMap<>();
    Map<UUID, Set<UUID>> active = new HashMap<>();
    for (Fact fact : facts) {
      UUID id = fact.event().assignment().value();
      var state = Assignment.evolve(states.getOrDefault(id, new Assignment.None()), fact.event());
      states.put(id, state);
      Set<UUID> posts = active.computeIfAbsent(fact.volunteer(), _ -> new HashSet<>());
      if (state.state().isActive()) {
        posts.add(id);
      } else {
        posts.remove(id);
      }
      require(posts.size() <= 1, "two posts of " + fact.volunteer());
    }
  }

  private void onlyTheOwnerSees() {
    Map<UUID, UUID> owners = new HashMap<>();
    for (Fact fact : facts) {
      if (fact.event() instanceof OfferMade offer) {
        owners.put(offer.assignment().value(), offer.volunteer().value());
      }
    }
    for (History.Seen seen : history.seen) {
      require(
          seen.volunteer().equals(owners.get(seen.card().id())),
          seen.volunteer() + " sees what is not theirs");
    }
  }

  private void holdsEverythingOnce(SimulatedPhone phone) {
    Map<UUID, Integer> newest = new HashMap<>();
    for (Fact fact : facts) {
      if (fact.volunteer().equals(phone.volunteer)) {
        newest.put(fact.event().assignment().value(), fact.version());
      }
    }
    newest.forEach(
        (id, version) ->
            require(
                phone.cards.find(id).map(TaskCard::version).equals(Optional.of(version)),
                "%s lacks version %d of %s".formatted(phone.volunteer, version, id)));
    var shown = new HashSet<String>();
    phone
        .cards
        .received()
        .forEach(
            news ->
                require(
                    shown.add(news.card().id() + "/" + news.card().version()),
                    "shown twice: " + news.card().id()));
    require(phone.cards.duplicates() == 0, "sent again though told: " + phone.volunteer);
  }
}
