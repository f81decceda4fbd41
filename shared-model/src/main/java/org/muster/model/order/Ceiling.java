package org.muster.model.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.muster.model.matching.Aims;
import org.muster.model.matching.Aims.Effort;
import org.muster.model.matching.Deployment;
import org.muster.model.matching.Deployment.Limit;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Plan;
import org.muster.model.roster.UnitId;

/**
 * What units owe where none sends more than so many in all (每单位至多). As few places as possible stay
 * without a unit; a unit that would owe more owes each of its communities less, in proportion.
 */
final class Ceiling {
  /** Whole steps from a unit's first to its last person for a community. */
  private static final long STEPS = 1_000;

  /** To take over somebody else's place; more than any step. */
  private static final long TAKEN_OVER = 2 * STEPS;

  private static final Aims AIMS = new Aims.Weighed(0, 0, 0, TAKEN_OVER + STEPS);

  private final int most;
  private final ToIntFunction<UnitId> able;
  private final Deployment.Builder asked = new Deployment.Builder(AIMS);
  private final Map<AreaCode, Integer> posts = new LinkedHashMap<>();

  /** The unit of each person. */
  private final List<UnitId> senders = new ArrayList<>();

  private Ceiling(int most, ToIntFunction<UnitId> able) {
    this.most = most;
    this.able = able;
  }

  /** What the plan wants of a unit nobody else owes. */
  static List<Share> ofEach(int most, List<Share> wanted) {
    var owed = new ArrayList<Share>();
    for (List<Share> own : byUnit(wanted)) {
      List<Integer> needs = own.stream().map(Share::need).toList();
      List<Integer> parts = Apportionment.spread(Math.min(most, people(own)), needs);
      for (int i = 0; i < parts.size(); i++) {
        owed.add(new Share(own.get(i).unit(), own.get(i).community(), parts.get(i)));
      }
    }
    return owed;
  }

  /**
   * Others of a community take over what one of its units cannot send, as far as they have people.
   *
   * @param wanted also nobody of a unit that might take over
   * @param able how many people of a unit could go
   */
  static List<Share> ofAll(int most, List<Share> wanted, ToIntFunction<UnitId> able) {
    return new Ceiling(most, able).under(wanted);
  }

  private List<Share> under(List<Share> wanted) {
    Collection<List<Share>> byUnit = byUnit(wanted);
    int above = byUnit.stream().mapToInt(own -> Math.max(0, people(own) - most)).sum();
    if (above == 0) {
      return wanted;
    }
    var needs = new LinkedHashMap<AreaCode, Integer>();
    wanted.forEach(share -> needs.merge(share.community(), share.need(), Integer::sum));
    needs.forEach((community, need) -> posts.put(community, asked.post(need)));
    byUnit.forEach(own -> ask(own, above));
    Map<Plan.Place, Integer> sent = sent(asked.solve());
    return wanted.stream()
        .map(
            share -> new Share(share.unit(), share.community(), sent.getOrDefault(place(share), 0)))
        .toList();
  }

  private static Collection<List<Share>> byUnit(List<Share> shares) {
    var byUnit = new LinkedHashMap<UnitId, List<Share>>();
    shares.forEach(s -> byUnit.computeIfAbsent(s.unit(), _ -> new ArrayList<>()).add(s));
    return byUnit.values();
  }

  private static int people(List<Share> own) {
    return own.stream().mapToInt(Share::need).sum();
  }

  private static Plan.Place place(Share share) {
    return new Plan.Place(share.community(), share.unit());
  }

  private void ask(List<Share> own, int above) {
    UnitId unit = own.getFirst().unit();
    int number = asked.unit(new Limit.AtMost(most));
    for (Share share : own) {
      for (int n = 0; n < share.need(); n++) {
        person(number, unit);
        way(share, STEPS * (2L * n + 1) / (2L * share.need()));
        own.stream().filter(other -> !other.equals(share)).forEach(other -> way(other, TAKEN_OVER));
      }
    }
    int spare = Math.min(above, Math.min(most, able.applyAsInt(unit)) - people(own));
    for (int n = 0; n < spare; n++) {
      person(number, unit);
      own.forEach(share -> way(share, TAKEN_OVER));
    }
  }

  private void person(int number, UnitId unit) {
    int _ = asked.person(number);
    senders.add(unit);
  }

  private void way(Share share, long steps) {
    asked.way(Objects.requireNonNull(posts.get(share.community())), new Effort(0, 0, steps));
  }

  private Map<Plan.Place, Integer> sent(Deployment answer) {
    List<AreaCode> communities = List.copyOf(posts.keySet());
    var sent = new HashMap<Plan.Place, Integer>();
    for (int person = 0; person < senders.size(); person++) {
      int post = answer.post(person);
      if (post >= 0) {
        var place = new Plan.Place(communities.get(post), senders.get(person));
        sent.merge(place, 1, Integer::sum);
      }
    }
    return sent;
  }
}
