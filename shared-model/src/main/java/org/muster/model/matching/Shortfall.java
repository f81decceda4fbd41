package org.muster.model.matching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * A place that cannot get the people it should have, and why.
 *
 * <p>When a matching leaves as few needs open as possible, then all people who could go to the
 * place stand at places that compete for the same people, and together those places need more than
 * there are (the deficient set of Hall's theorem). That is the reason to be read out: so many
 * people for so many places.
 *
 * @param place the number of the place
 * @param lacking how many people it lacks
 * @param rivals the places that share its people, itself included
 * @param able how many people could go to any of them
 * @param needed how many they should have together
 */
public record Shortfall(int place, int lacking, List<Integer> rivals, int able, int needed) {
  public Shortfall {
    rivals = List.copyOf(rivals);
  }

  /** True when there is nobody at all who could go there. */
  public boolean isNobodyAble() {
    return able == 0;
  }

  /** What stays unmet, in the order of the places; empty when every place has its least number. */
  public static List<Shortfall> of(Options options, Places places, Optimum optimum) {
    int[] counts = optimum.counts(options, places);
    var shortfalls = new ArrayList<Shortfall>();
    List<List<Integer>> ableFor = List.of();
    for (int place = 0; place < places.size(); place++) {
      if (counts[place] < places.least(place)) {
        ableFor = ableFor.isEmpty() ? ableFor(options, places) : ableFor;
        int lacking = places.least(place) - counts[place];
        shortfalls.add(new Tracing(options, places, optimum, ableFor).of(place, lacking));
      }
    }
    return shortfalls;
  }

  private static List<List<Integer>> ableFor(Options options, Places places) {
    var able = new ArrayList<List<Integer>>();
    for (int place = 0; place < places.size(); place++) {
      able.add(new ArrayList<>());
    }
    for (int person = 0; person < options.people(); person++) {
      for (int o = options.from(person); o < options.until(person); o++) {
        able.get(options.place(o)).add(person);
      }
    }
    return able;
  }

  /** Goes from a place to those who could go there, and on to the places where they are needed. */
  private record Tracing(
      Options options, Places places, Optimum optimum, List<List<Integer>> ableFor) {

    Shortfall of(int place, int lacking) {
      var rivals = new TreeSet<Integer>(List.of(place));
      var people = new HashSet<Integer>();
      var open = new ArrayDeque<Integer>(rivals);
      while (!open.isEmpty()) {
        for (int person : ableFor.get(open.remove())) {
          int stands = options.place(optimum.choice(person));
          if (people.add(person) && places.least(stands) > 0 && rivals.add(stands)) {
            open.add(stands);
          }
        }
      }
      int needed = rivals.stream().mapToInt(places::least).sum();
      return new Shortfall(place, lacking, List.copyOf(rivals), people.size(), needed);
    }
  }
}
