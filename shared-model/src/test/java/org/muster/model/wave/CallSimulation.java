package org.muster.model.wave;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/**
 * Calls to made-up people, order after order, by one way of asking.
 *
 * <p>Everybody has a willingness of their own between the published 17 and 47 %, lower at night and
 * far from home. Whoever is going to answer does so after some minutes; silence ends at the
 * deadline. Once all places are taken the others are told so, which takes some seconds; who says
 * yes meanwhile is redundant. The same seed calls the same people to the same orders.
 */
final class CallSimulation {
  static final int PEOPLE = 300;
  static final int ORDERS = 60;
  private static final int DEADLINE_S = 600;
  private static final int STAND_DOWN_S = 5;
  private static final double ANSWERS = 0.6;

  /** Ways of asking. */
  enum Way {
    /** As many as places are open; for each no or silence the next. */
    EXACTLY,
    /** Everybody at once, the nearest first served. */
    BLAST,
    /** Groups as large as the need, one after the other at each deadline. */
    GROUPS,
    /**
     * So many that with nine in ten enough say yes, anew after each answer; the least burdened
     * first.
     */
    WAVES
  }

  /** What came of one order; {@code fullS} is the end of the last deadline when it stayed short. */
  record Outcome(int places, int filled, int fullS, int alerts, int redundant) {}

  private record Person(int number, UnitId unit, double wayM, double willing) {
    double chance(int hour) {
      double night = hour < 6 ? 0.75 : 1;
      double far = wayM > 10_000 ? 0.85 : 1;
      return Math.clamp(willing * night * far, 0.17, 0.47);
    }

    Circumstances at(int hour) {
      return new Circumstances(unit, Tier.EMERGENCY, hour, wayM);
    }
  }

  private record Answer(int atS, Person person, boolean yes) {}

  private final Way way;
  private final Random random;
  private final List<Person> people = new ArrayList<>();
  private final Acceptance learned = new Acceptance();
  final int[] alerts = new int[PEOPLE];
  final int[] duties = new int[PEOPLE];

  CallSimulation(Way way, long seed) {
    this.way = way;
    this.random = new Random(seed);
    for (int i = 0; i < PEOPLE; i++) {
      var unit = new UnitId(new UUID(1, random.nextInt(12)));
      people.add(
          new Person(i, unit, random.nextDouble() * 15_000, 0.17 + random.nextDouble() * 0.3));
    }
  }

  List<Outcome> run() {
    var outcomes = new ArrayList<Outcome>();
    for (int order = 0; order < ORDERS; order++) {
      outcomes.add(call(8 + random.nextInt(25), random.nextInt(24)));
    }
    return outcomes;
  }

  private Outcome call(int places, int hour) {
    var line = new ArrayList<>(people);
    line.sort(order());
    var pending = new PriorityQueue<>(Comparator.comparingInt(Answer::atS));
    int next = ask(line, 0, first(places, line, hour), hour, 0, pending);
    int filled = 0;
    int redundant = 0;
    int fullS = 0;
    int deadline = DEADLINE_S;
    while (!pending.isEmpty()) {
      Answer answer = pending.remove();
      boolean isOver = filled == places;
      if (isOver && answer.atS() > fullS + STAND_DOWN_S) {
        break;
      }
      learned.learn(answer.person().at(hour), answer.yes());
      if (answer.yes()) {
        redundant += isOver ? 1 : 0;
        filled += isOver ? 0 : 1;
        duties[answer.person().number()] += isOver ? 0 : 1;
      }
      fullS = isOver ? fullS : answer.atS();
      if (filled < places && next < line.size()) {
        boolean isNextRound = pending.isEmpty() || pending.peek().atS() > deadline;
        int more =
            way == Way.WAVES
                ? topUp(places - filled, pending, line.subList(next, line.size()), hour)
                : more(places - filled, answer, isNextRound);
        deadline = isNextRound ? answer.atS() + DEADLINE_S : deadline;
        next = ask(line, next, more, hour, answer.atS(), pending);
      }
    }
    return new Outcome(places, filled, fullS, next, redundant);
  }

  /** The nearest first; waves ask those first who were out least. */
  private Comparator<Person> order() {
    Comparator<Person> nearest = Comparator.comparingDouble(Person::wayM);
    return way == Way.WAVES
        ? Comparator.comparingInt((Person p) -> duties[p.number()]).thenComparing(nearest)
        : nearest;
  }

  private int first(int places, List<Person> line, int hour) {
    return switch (way) {
      case EXACTLY, GROUPS -> places;
      case BLAST -> line.size();
      case WAVES -> wave(places, line, hour);
    };
  }

  private int more(int open, Answer last, boolean isNextRound) {
    return switch (way) {
      case EXACTLY -> last.yes() ? 0 : 1;
      case GROUPS -> isNextRound ? open : 0;
      case BLAST, WAVES -> 0;
    };
  }

  /** After each answer: those who may still say yes count first, then the next in line. */
  private int topUp(int open, PriorityQueue<Answer> pending, List<Person> line, int hour) {
    var all = new ArrayList<>(pending.stream().map(Answer::person).toList());
    all.addAll(line);
    return Math.max(0, wave(open, all, hour) - pending.size());
  }

  private int wave(int open, List<Person> line, int hour) {
    return Wave.filling(open, 0.9, line.stream().map(p -> learned.of(p.at(hour))).toList()).size();
  }

  private int ask(
      List<Person> line, int from, int count, int hour, int atS, PriorityQueue<Answer> pending) {
    int until = Math.min(line.size(), from + count);
    for (Person person : line.subList(from, until)) {
      alerts[person.number()]++;
      boolean yes = random.nextDouble() < person.chance(hour);
      boolean speaks = yes || random.nextDouble() < ANSWERS;
      int afterS = (int) Math.min(DEADLINE_S, 150 * Math.exp(random.nextGaussian() * 0.9));
      pending.add(new Answer(atS + (speaks ? afterS : DEADLINE_S), person, yes));
    }
    return until;
  }
}
