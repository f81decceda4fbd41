package org.muster.command.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.muster.command.history.History.Fact;
import org.muster.command.history.History.Holding;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.place.AreaCode;

/**
 * Judges a history by nothing the server believes: acknowledged means recorded, items reach their
 * owner only, and nobody outside the audience; nobody has two posts; every phone that is online
 * holds everything once; each command has one effect and each change one fact; the counts of the
 * board are those of the facts.
 */
public final class HistoryChecker {
  /** The columns of a board that are counted again. */
  public static final List<String> COLUMNS =
      List.of("offered", "accepted", "declined", "silent", "onPost", "relieved", "confirmed");

  private final Map<Fault, List<String>> faults = new EnumMap<>(Fault.class);
  private final History history;
  private final Map<UUID, Assignment> states = new LinkedHashMap<>();

  /** What must not be. */
  public enum Fault {
    LOST,
    MISDELIVERED,
    DOUBLE_ACTIVE,
    SHOWN_TWICE,
    TWO_EFFECTS,
    BROKEN_LOG,
    MISCOUNTED
  }

  private HistoryChecker(History history) {
    this.history = history;
  }

  /** A sentence for each fault, by kind; empty for a history in which all is well. */
  public static Map<Fault, List<String>> faults(History history) {
    var checker = new HistoryChecker(history);
    checker.oneFactForEachChange();
    checker.oneEffectForEachCommand();
    checker.acknowledgedIsRecorded();
    checker.nobodyHasTwoPosts();
    checker.onlyTheAudienceIsAsked();
    checker.onlyTheOwnerSees();
    history.holdings().forEach(checker::holdsEverythingOnce);
    checker.boardCountsTheFacts();
    return checker.faults;
  }

  private void require(boolean holds, Fault fault, String otherwise) {
    if (!holds) {
      faults.computeIfAbsent(fault, _ -> new ArrayList<>()).add(otherwise);
    }
  }

  private void oneFactForEachChange() {
    var versions = new HashMap<UUID, Integer>();
    for (Fact fact : history.facts()) {
      int next = versions.merge(fact.assignment(), 1, Integer::sum);
      require(
          fact.version() == next,
          Fault.BROKEN_LOG,
          "version %d of %s where %d is due".formatted(fact.version(), fact.assignment(), next));
    }
  }

  /** A command may leave several facts, but only in the one transaction that answered it. */
  private void oneEffectForEachCommand() {
    var transactions = new HashMap<UUID, Long>();
    for (Fact fact : history.facts()) {
      fact.command()
          .ifPresent(
              id -> {
                Long first = transactions.putIfAbsent(id, fact.transaction());
                require(
                    first == null || first == fact.transaction(),
                    Fault.TWO_EFFECTS,
                    "two effects of " + id);
              });
    }
  }

  /** Acknowledged without an effect of its own is right where nothing was left to change. */
  private void acknowledgedIsRecorded() {
    var byCommand = new HashMap<UUID, Integer>();
    int newest = 0;
    for (Fact fact : history.facts()) {
      fact.command().ifPresent(id -> byCommand.put(id, fact.version()));
      newest = Math.max(newest, fact.version());
    }
    for (History.Acknowledged done : history.acknowledged()) {
      Integer version = byCommand.get(done.command());
      boolean stands =
          version == null
              ? done.version() > 1 && done.version() <= newest
              : version == done.version();
      require(
          stands && history.replies().contains(done.command()),
          Fault.LOST,
          "acknowledged and not recorded: " + done);
    }
  }

  private void nobodyHasTwoPosts() {
    Map<UUID, Set<UUID>> active = new HashMap<>();
    for (Fact fact : history.facts()) {
      UUID id = fact.assignment();
      var state = Assignment.evolve(states.getOrDefault(id, new Assignment.None()), fact.event());
      states.put(id, state);
      Set<UUID> posts = active.computeIfAbsent(fact.volunteer(), _ -> new HashSet<>());
      if (state.state().isActive()) {
        posts.add(id);
      } else {
        posts.remove(id);
      }
      require(posts.size() <= 1, Fault.DOUBLE_ACTIVE, "two posts of " + fact.volunteer());
    }
  }

  private Stream<OfferMade> offers() {
    return history.facts().stream()
        .map(Fact::event)
        .filter(OfferMade.class::isInstance)
        .map(OfferMade.class::cast);
  }

  private void onlyTheAudienceIsAsked() {
    Collection<AreaCode> target = history.target();
    offers()
        .forEach(
            offer ->
                require(
                    target.isEmpty()
                        || target.stream().anyMatch(area -> area.covers(offer.community())),
                    Fault.MISDELIVERED,
                    offer.assignment() + " is outside the audience of its order"));
  }

  private void onlyTheOwnerSees() {
    Map<UUID, UUID> owners = new HashMap<>();
    offers().forEach(offer -> owners.put(offer.assignment().value(), offer.volunteer().value()));
    for (History.Seen seen : history.seen()) {
      require(
          seen.volunteer().equals(owners.get(seen.assignment())),
          Fault.MISDELIVERED,
          seen.volunteer() + " sees what is not theirs");
    }
  }

  private void holdsEverythingOnce(Holding phone) {
    Map<UUID, Integer> newest = new HashMap<>();
    for (Fact fact : history.facts()) {
      if (fact.volunteer().equals(phone.volunteer())) {
        newest.put(fact.assignment(), fact.version());
      }
    }
    newest.forEach(
        (id, version) ->
            require(
                version.equals(phone.held().get(id)),
                Fault.LOST,
                "%s lacks version %d of %s".formatted(phone.volunteer(), version, id)));
    var before = new HashSet<History.Shown>();
    for (History.Shown item : phone.shown()) {
      require(before.add(item), Fault.SHOWN_TWICE, "shown twice: " + item);
    }
    require(
        phone.duplicates() == 0,
        Fault.SHOWN_TWICE,
        "sent again though acknowledged: " + phone.volunteer());
  }

  private void boardCountsTheFacts() {
    history
        .board()
        .forEach(
            (name, shown) -> {
              long counted = states.values().stream().filter(s -> counts(name, s)).count();
              require(
                  shown == counted,
                  Fault.MISCOUNTED,
                  "the board shows %d %s, the facts have %d".formatted(shown, name, counted));
            });
  }

  /** The columns of a board as its readers understand them. */
  private static boolean counts(String column, Assignment assignment) {
    var state = assignment.state();
    return switch (column) {
      case "offered" -> true;
      case "accepted" ->
          switch (state) {
            case ACCEPTED, DEPARTED, ON_POST, RELIEVED, CONFIRMED, ABSENT -> true;
            case NONE, OFFERED, DECLINED, EXPIRED, WITHDRAWN -> false;
          };
      case "declined" -> state == Assignment.State.DECLINED;
      case "silent" -> state == Assignment.State.EXPIRED;
      case "onPost" -> state == Assignment.State.ON_POST;
      case "relieved" -> state == Assignment.State.RELIEVED || state == Assignment.State.CONFIRMED;
      case "confirmed" -> state == Assignment.State.CONFIRMED;
      default -> throw new IllegalArgumentException("no column of a board: " + column);
    };
  }
}
