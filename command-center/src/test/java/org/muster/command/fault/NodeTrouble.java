package org.muster.command.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.muster.command.e2e.ServerProcess;

/** What befalls the nodes of a cluster and the networks between them and PostgreSQL. */
final class NodeTrouble extends Breaker {
  private static final Duration ANOTHER_LEADS_WITHIN = Duration.ofSeconds(30);
  private static final long PAUSE_MS_MIN = 10_000;
  private static final long PAUSE_MS_MAX = 60_000;

  private static final String COMMANDS = "select count(*) as n from command_reply";

  private final City city;
  private final List<Duration> resumed = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();

  /** Who was killed last. */
  private int killed;

  /** What a node that starts cannot do without is left alone until it is there. */
  private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);

  NodeTrouble(
      City city, Plan plan, SplittableRandom random, Onlookers onlookers, BooleanSupplier over) {
    super(city, plan, random, onlookers, over);
    this.city = city;
  }

  /** Nodes that were parted have found together by now. */
  @Override
  Recoveries recoveries() {
    starting.join();
    var views = city.views();
    return new Recoveries(
        resumed,
        silences.stream().flatMap(one -> one.noticed(views).stream()).toList(),
        silences.stream().flatMap(one -> one.merged(views).stream()).toList());
  }

  @Override
  Optional<Made> make(Kind kind) {
    return Optional.of(
        judged(
            switch (kind) {
              case NODE_KILLED -> {
                starting.join();
                long at = System.nanoTime();
                yield restarted(kind, kill(), at);
              }
              case NODES_RESTARTED -> made(kind, restartInTurn());
              case LEADER_PAUSED -> made(kind, pauseLeader());
              case NODES_PARTED -> made(kind, partNodes(true));
              case NODES_PARTED_ONE_WAY -> made(kind, partNodes(false));
              case NODE_ALONE -> made(kind, isolate());
              case DATABASE_PARTED -> made(kind, partDatabase());
              case DATABASE_PARTED_ONE_WAY -> made(kind, partDatabaseOneWay());
              default -> throw new IllegalArgumentException("not of several nodes: " + kind);
            }));
  }

  /** With what was written meanwhile by nodes that did not lead. */
  private Made judged(Made made) {
    long stale = made.staleWrites() + city.staleWrites();
    return new Made(made.kind(), made.detail(), made.recovery(), stale);
  }

  /** Of three kills one meets the node that leads, and by chance more. */
  @Override
  String kill() {
    killed = random.nextInt(3) == 0 ? city.leader() : any();
    silences.add(new Silence(killed, Instant.now(), Optional.empty()));
    city.node(killed).kill9();
    return "node " + killed;
  }

  /** Started again while the story goes on, once all its phones are back elsewhere. */
  @Override
  Made restarted(Kind kind, String detail, long at) {
    Made made = made(kind, new Ended(() -> detail, at, 0));
    onlookers.awaitLive();
    resumed.addAll(onlookers.resumedAfter(at));
    ServerProcess node = city.node(killed);
    starting = CompletableFuture.runAsync(node::restart, Thread::startVirtualThread);
    return judged(made);
  }

  /** Whatever is sent meanwhile is sent again by people and phones, until it is recorded. */
  private Ended restartInTurn() {
    starting.join();
    long before = city.ledger().count(COMMANDS);
    for (int member = 1; member <= city.size(); member++) {
      city.node(member).terminate();
      city.node(member).restart();
    }
    return new Ended(
        "each of %d under an order that %s, %d commands recorded meanwhile"
            .formatted(
                city.size(),
                over.getAsBoolean() ? "was settled by then" : "stayed open",
                city.ledger().count(COMMANDS) - before));
  }

  /** To its end, even where the story ends before: whoever wakes has most to catch up with. */
  private Ended pauseLeader() {
    starting.join();
    int member = city.leader();
    ServerProcess leader = city.node(member);
    var span = Duration.ofMillis(random.nextLong(PAUSE_MS_MIN, PAUSE_MS_MAX));
    Instant from = Instant.now();
    leader.pause();
    try {
      waited(span, () -> false);
      if (!waited(ANOTHER_LEADS_WITHIN, () -> city.leader() != member)) {
        throw new AssertionError("nobody took the lead from node " + member);
      }
    } finally {
      leader.resume();
      silences.add(new Silence(member, from, Optional.of(Instant.now())));
    }
    return new Ended("node %d, %d s".formatted(member, span.toSeconds()));
  }

  private Ended partNodes(boolean bothWays) {
    int one = any();
    int other = anyBut(one);
    if (bothWays) {
      part(one, other);
    } else {
      city.network().drop(one, other);
    }
    return healed("%d %s %d".formatted(one, bothWays ? "and" : "to", other));
  }

  private Ended isolate() {
    int alone = any();
    Instant from = Instant.now();
    IntStream.rangeClosed(1, city.size())
        .filter(other -> other != alone)
        .forEach(other -> part(alone, other));
    var ended = healed("node " + alone);
    silences.add(new Silence(alone, from, Optional.of(Instant.now())));
    return ended;
  }

  private Ended partDatabase() {
    starting.join();
    int member = any();
    part(member, city.databaseMember());
    return healed("node " + member);
  }

  private Ended partDatabaseOneWay() {
    starting.join();
    int member = any();
    boolean mute = random.nextBoolean();
    int from = mute ? member : city.databaseMember();
    int to = mute ? city.databaseMember() : member;
    city.network().drop(from, to);
    return healed("node %d %s".formatted(member, mute ? "is not heard" : "does not hear"));
  }

  private void part(int one, int other) {
    city.network().drop(one, other);
    city.network().drop(other, one);
  }

  private Ended healed(String who) {
    Duration span = span();
    waited(span, over);
    city.network().heal();
    return new Ended("%s, %d ms".formatted(who, span.toMillis()));
  }

  private int any() {
    return random.nextInt(1, city.size() + 1);
  }

  private int anyBut(int member) {
    return (member - 1 + random.nextInt(1, city.size())) % city.size() + 1;
  }
}
