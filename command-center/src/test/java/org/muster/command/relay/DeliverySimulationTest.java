package org.muster.command.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.command.history.History;
import org.muster.command.history.HistoryChecker;
import org.muster.command.history.HistoryChecker.Fault;
import org.muster.command.relay.SimulatedServer.Flaw;
import org.muster.command.relay.SimulatedServer.Order;

/**
 * Dispatch and delivery under faults, thousands of seeds a minute: the real rules, cursor, cards
 * and outbox over a simulated database and network. {@code -Dmuster.simulation.seeds=N} runs more,
 * {@code -Dmuster.simulation.first=S} begins elsewhere.
 */
class DeliverySimulationTest {
  private static final int SEEDS = Integer.getInteger("muster.simulation.seeds", 300);
  private static final int FLAWED_SEEDS = 200;
  private static final Duration TROUBLE = Duration.ofSeconds(90);

  /** Long enough for the most patient resend and the slowest to notice a break. */
  private static final Duration CALM = Duration.ofMinutes(10);

  /** What one seed came to. */
  private record Outcome(int facts, int acknowledged, int seen, Map<Fault, List<String>> faults) {}

  @Test
  void nothingIsLostDoubledOrMisdeliveredWhateverBreaks() {
    long first = Long.getLong("muster.simulation.first", System.nanoTime());
    System.out.println("DeliverySimulationTest seeds " + first + " and " + SEEDS + " on");
    int acknowledged = 0;
    for (long seed = first; seed < first + SEEDS; seed++) {
      var outcome = play(seed, Flaw.NONE);
      assertEquals(Map.of(), outcome.faults(), "seed " + seed);
      assertTrue(outcome.facts() > 0 && outcome.seen() > 0, "seed " + seed);
      acknowledged += outcome.acknowledged();
    }
    assertTrue(acknowledged > SEEDS, "a simulation in which nobody answers proves nothing");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theCheckerNoticesAFlaw(Flaw flaw) {
    for (long seed = 1; seed <= FLAWED_SEEDS; seed++) {
      if (!play(seed, flaw).faults().isEmpty()) {
        return;
      }
    }
    throw new AssertionError(flaw + " was not noticed in " + FLAWED_SEEDS + " seeds");
  }

  @Test
  void theSameSeedPlaysTheSameStory() {
    assertEquals(play(7, Flaw.NONE), play(7, Flaw.NONE));
    assertFalse(play(7, Flaw.NONE).equals(play(8, Flaw.NONE)));
  }

  private static Outcome play(long seed, Flaw flaw) {
    var time = new SimulatedTime(seed);
    var store = new SimulatedStore();
    var server = new SimulatedServer(time, store, flaw);
    var logbook = new Logbook();
    var phones = new ArrayList<SimulatedPhone>();
    for (int i = 0; i < 5 + time.below(6); i++) {
      phones.add(new SimulatedPhone(time, server, logbook));
    }
    for (int i = 0; i < 2; i++) {
      time.after(time.below(20_000), () -> server.sign(order(time, phones)));
    }
    var trouble = new Trouble(time, store, server, phones);
    trouble.begin();
    time.run(TROUBLE);
    trouble.end();
    time.run(CALM);
    var history =
        new History(
            store.facts,
            store.replies(),
            logbook.acknowledged,
            logbook.seen,
            phones.stream().map(SimulatedPhone::holding).toList(),
            List.of(),
            Map.of());
    return new Outcome(
        store.facts.size(),
        logbook.acknowledged.size(),
        logbook.seen.size(),
        HistoryChecker.faults(history));
  }

  private static Order order(SimulatedTime time, List<SimulatedPhone> phones) {
    var candidates = new ArrayList<UUID>(phones.stream().map(p -> p.volunteer).toList());
    Collections.shuffle(candidates, new Random(time.below(Integer.MAX_VALUE)));
    return new Order(time.id(), 1 + time.below(phones.size()), candidates);
  }

  /** What goes wrong, until it ends. */
  private static final class Trouble {
    private final SimulatedTime time;
    private final SimulatedStore store;
    private final SimulatedServer server;
    private final List<SimulatedPhone> phones;
    private boolean over;

    Trouble(
        SimulatedTime time,
        SimulatedStore store,
        SimulatedServer server,
        List<SimulatedPhone> phones) {
      this.time = time;
      this.store = store;
      this.server = server;
      this.phones = phones;
    }

    void begin() {
      again(3_000, () -> phones.get(time.below(phones.size())).loseNetwork());
      again(20_000, () -> server.crash(time.below(5_000)));
      again(
          25_000,
          () -> {
            store.away(true);
            time.after(time.below(8_000), () -> store.away(false));
          });
    }

    private void again(int everyMs, Runnable fault) {
      time.after(
          time.below(2 * everyMs),
          () -> {
            if (!over) {
              fault.run();
              again(everyMs, fault);
            }
          });
    }

    void end() {
      over = true;
      store.away(false);
    }
  }
}
