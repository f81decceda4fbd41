package org.muster.field.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What happened in a simulation: what was acknowledged and refused, surprises, and quiet. */
final class Journal {
  private static final int PROBLEMS_MAX = 1_000;

  private final List<String> problems = new ArrayList<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final AtomicLong movedAt = new AtomicLong(System.nanoTime());

  /** Something has changed just now. */
  void moved() {
    movedAt.set(System.nanoTime());
  }

  /** Nothing has changed for so many milliseconds. */
  long quietMs() {
    return (System.nanoTime() - movedAt.get()) / 1_000_000;
  }

  synchronized void problem(String sentence) {
    if (problems.size() < PROBLEMS_MAX) {
      problems.add(sentence);
    }
  }

  synchronized void refused(String deed, String code) {
    refusals.merge(deed + " " + code, 1, Integer::sum);
  }

  synchronized void acknowledged(Acknowledged command) {
    acknowledged.add(command);
  }

  synchronized List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized Map<String, Integer> refusals() {
    return Map.copyOf(refusals);
  }
}
