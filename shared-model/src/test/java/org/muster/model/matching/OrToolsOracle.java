package org.muster.model.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase.Status;

/** The same question, answered by OR-Tools: what the cheapest matching costs. */
final class OrToolsOracle {
  static {
    Loader.loadNativeLibraries();
  }

  private final MinCostFlow flow = new MinCostFlow();
  private final Options options;
  private final Places places;

  OrToolsOracle(SampleMatching sample) {
    this(sample.options(), sample.places());
  }

  OrToolsOracle(Options options, Places places) {
    this.options = options;
    this.places = places;
    int people = options.people();
    for (int person = 0; person < people; person++) {
      flow.setNodeSupply(person, 1);
      for (int o = options.from(person); o < options.until(person); o++) {
        flow.addArcWithCapacityAndUnitCost(person, people + options.place(o), 1, options.cost(o));
      }
    }
  }

  /** Any bounds and costs of places; people who are missing are sent by the last node. */
  long cost() {
    int people = options.people();
    int last = people + places.size();
    for (int place = 0; place < places.size(); place++) {
      int node = people + place;
      int least = places.least(place);
      int most = places.most(place);
      flow.setNodeSupply(node, -least);
      flow.addArcWithCapacityAndUnitCost(last, node, least, -places.costOfNext(place, 0));
      flow.addArcWithCapacityAndUnitCost(node, last, most - least, 0);
      flow.addArcWithCapacityAndUnitCost(node, last, people, places.costOfNext(place, most));
    }
    int needed = 0;
    for (int place = 0; place < places.size(); place++) {
      needed += places.least(place);
    }
    flow.setNodeSupply(last, needed - people);
    return solved();
  }

  /** When it is known how many people each place gets: the form that suits this solver best. */
  void demand(int[] counts) {
    for (int place = 0; place < counts.length; place++) {
      flow.setNodeSupply(options.people() + place, -counts[place]);
    }
  }

  long solved() {
    Status status = flow.solve();
    if (status != Status.OPTIMAL) {
      throw new IllegalStateException("the oracle says " + status);
    }
    return flow.getOptimalCost();
  }
}
