package org.muster.model.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.Assignment.Command;
import org.muster.model.assignment.Assignment.State;
import org.muster.model.assignment.AssignmentEvent.Arrival;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentEvent.MovedToSpot;
import org.muster.model.assignment.AssignmentEvent.ReportFiled;

/**
 * What holds for any sequence of commands, sensible or not, with any command sent again at any
 * time. A failure names the seed.
 */
final class AssignmentProperties {
  private static final int SEQUENCES = 3_000;
  private static final int LENGTH_MAX = 40;

  private final long seed = new Random().nextLong();

  /** One sequence as it happened. */
  private static final class Run {
    final List<Command> sent = new ArrayList<>();
    final List<AssignmentEvent> facts = new ArrayList<>();
    final AssignmentRow row = new AssignmentRow();
    Assignment state = new Assignment.None();
    Instant now = AssignmentStory.at("10:00");

    /** Decides and records; returns the facts, none when refused. */
    List<AssignmentEvent> send(Command command) {
      sent.add(command);
      List<AssignmentEvent> decided = decided(state, command);
      for (AssignmentEvent fact : decided) {
        state = Assignment.evolve(state, fact);
        row.project(fact);
        facts.add(fact);
      }
      return decided;
    }
  }

  @Test
  void oneCommandRecordsAtMostOneFactAndEachFactOfTheRoadHappensOnce() {
    forAll(
        (run, command) -> {
          List<AssignmentEvent> decided = run.send(command);
          assertTrue(decided.size() <= 1, "more than one fact: " + decided);
          var kinds =
              run.facts.stream()
                  .filter(fact -> !(isAside(fact) || fact instanceof EnteredLater))
                  .map(Object::getClass)
                  .toList();
          assertEquals(Set.copyOf(kinds).size(), kinds.size(), "twice: " + run.facts);
        });
  }

  @Test
  void theSameCommandAgainChangesNothing() {
    forAll(
        (run, command) -> {
          run.send(command);
          Assignment once = run.state;
          List<AssignmentEvent> again = run.send(command);
          assertEquals(once, run.state, "sent again");
          assertTrue(
              again.stream().allMatch(AssignmentProperties::isAside), "recorded again: " + again);
        });
  }

  @Test
  void onceOverIsNeverActiveAgain() {
    forAll(
        (run, command) -> {
          boolean over = !run.facts.isEmpty() && !run.state.state().isActive();
          run.send(command);
          assertFalse(over && run.state.state().isActive(), "came back: " + run.state);
        });
  }

  @Test
  void theRoadGoesForwardOnly() {
    var visited = EnumSet.of(State.NONE);
    forAll(
        (run, command) -> {
          State before = run.state.state();
          run.send(command);
          State after = run.state.state();
          assertTrue(after == before || next(before).contains(after), before + " -> " + after);
          visited.add(after);
        });
    assertEquals(EnumSet.allOf(State.class), visited, "seed " + seed);
  }

  @Test
  void theFactsFoldToWhatTheTableShows() {
    forAll(
        (run, command) -> {
          run.send(command);
          Assignment folded = new Assignment.None();
          for (AssignmentEvent fact : run.facts) {
            folded = Assignment.evolve(folded, fact);
          }
          assertEquals(run.state, folded);
          assertEquals(run.row.read(), folded);
        });
  }

  @Test
  void anyFactsInAnyOrderFoldToSomeState() {
    forAll(
        (run, command) -> {
          run.send(command);
          var shuffled = new ArrayList<>(run.facts);
          java.util.Collections.shuffle(shuffled, new Random(seed));
          Assignment folded = new Assignment.None();
          for (AssignmentEvent fact : shuffled) {
            folded = Assignment.evolve(folded, fact);
          }
          assertEquals(shuffled.isEmpty(), folded instanceof Assignment.None);
        });
  }

  /** What happens beside the road, as often as somebody says so. */
  private static boolean isAside(AssignmentEvent fact) {
    return fact instanceof ReportFiled
        || fact instanceof MovedToSpot
        || fact instanceof MovedToCommunity;
  }

  /** Where each state may lead, as the contract draws it. */
  private static Set<State> next(State state) {
    return switch (state) {
      case NONE -> EnumSet.of(State.OFFERED, State.RELIEVED);
      case OFFERED ->
          EnumSet.of(
              State.ACCEPTED,
              State.ON_POST,
              State.RELIEVED,
              State.DECLINED,
              State.EXPIRED,
              State.WITHDRAWN);
      case ACCEPTED ->
          EnumSet.of(
              State.DEPARTED,
              State.ON_POST,
              State.RELIEVED,
              State.DECLINED,
              State.ABSENT,
              State.WITHDRAWN);
      case DEPARTED -> EnumSet.of(State.ON_POST, State.RELIEVED, State.ABSENT, State.WITHDRAWN);
      case ON_POST -> EnumSet.of(State.RELIEVED, State.ABSENT);
      case EXPIRED, WITHDRAWN -> EnumSet.of(State.RELIEVED);
      case RELIEVED -> EnumSet.of(State.CONFIRMED);
      case CONFIRMED, DECLINED, ABSENT -> EnumSet.noneOf(State.class);
    };
  }

  @FunctionalInterface
  private interface Check {
    void of(Run run, Command command);
  }

  private void forAll(Check check) {
    var random = new Random(seed);
    for (int i = 0; i < SEQUENCES; i++) {
      var run = new Run();
      int length = 1 + random.nextInt(LENGTH_MAX);
      for (int j = 0; j < length; j++) {
        try {
          check.of(run, next(run, random));
        } catch (AssertionError e) {
          throw new AssertionError("seed %d, sequence %d: %s".formatted(seed, i, run.sent), e);
        }
      }
    }
  }

  private static List<AssignmentEvent> decided(Assignment state, Command command) {
    try {
      return switch (Assignment.decide(state, command)) {
        case Decision.Accepted<AssignmentEvent>(var events) -> events;
        case Decision.Refused<AssignmentEvent> _ -> List.of();
      };
    } catch (RefusedException _) {
      return List.of();
    }
  }

  /** A new command, or one that was sent before. */
  private static Command next(Run run, Random random) {
    if (!run.sent.isEmpty() && random.nextInt(4) == 0) {
      return run.sent.get(random.nextInt(run.sent.size()));
    }
    run.now = run.now.plusSeconds(random.nextInt(600));
    return random(run.now, random);
  }

  private static Command random(Instant now, Random random) {
    Optional<AccountId> by =
        random.nextBoolean() ? Optional.of(AssignmentStory.COMMUNITY) : Optional.empty();
    Optional<NoteId> remark =
        random.nextBoolean() ? Optional.of(AssignmentStory.WORDS) : Optional.empty();
    return switch (random.nextInt(18)) {
      case 0, 1 -> AssignmentStory.offer();
      case 2, 3 -> new Assignment.Accept(now);
      case 4 -> new Assignment.Decline(AssignmentStory.WORDS, now);
      case 5 -> new Assignment.Expire(now);
      case 6 -> new Assignment.Depart(now);
      case 7, 8 ->
          new Assignment.Arrive(Arrival.CODE, now.plusSeconds(random.nextInt(1200) - 900), by, now);
      case 9 -> new Assignment.Leave(by, now);
      case 10 -> new Assignment.MarkAbsent(remark, AssignmentStory.COMMUNITY, now);
      case 11 -> new Assignment.Withdraw(now);
      case 12 -> new Assignment.Report(AssignmentStory.WORDS, Optional.empty(), now);
      case 13 -> later(now, random);
      case 14 -> new Assignment.MoveToSpot("东门卡口", AssignmentStory.COMMUNITY, now);
      case 15 -> AssignmentStory.moveTo("330522001002", now);
      case 16 -> new Assignment.EnterUnasked(AssignmentStory.unasked(), later(now, random));
      default ->
          new Assignment.Confirm(
              now.minusSeconds(random.nextInt(1200)),
              now.plusSeconds(random.nextInt(600) - 300),
              remark,
              AssignmentStory.COMMUNITY,
              now);
    };
  }

  /** Of somebody who came some minutes ago, and perhaps has left. */
  private static Assignment.EnterLater later(Instant now, Random random) {
    Instant arrived = now.minusSeconds(60 + random.nextInt(1200));
    Optional<Instant> left =
        random.nextBoolean() ? Optional.of(now.minusSeconds(random.nextInt(60))) : Optional.empty();
    var limits = new LateEntry.Limits(AssignmentStory.at("09:00"), Duration.ofDays(7));
    return new Assignment.EnterLater(
        new LateEntry(Optional.empty(), Optional.of(arrived), left),
        limits,
        Optional.empty(),
        AssignmentStory.COMMUNITY,
        now);
  }
}
