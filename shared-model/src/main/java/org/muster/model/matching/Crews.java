package org.muster.model.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.model.roster.VolunteerId;

/**
 * Those who go together (整队派出): the able members of each team, by their numbers.
 *
 * <p>Whoever is in several teams goes with the first. A team that no single post could take is no
 * crew: its members are placed one by one.
 */
final class Crews {
  private final List<int[]> members = new ArrayList<>();
  private final Map<Integer, Integer> crewOf = new HashMap<>();

  private Crews() {}

  /**
   * @param able in the order of their numbers
   * @param room how many the largest post takes
   */
  static Crews of(Collection<Set<VolunteerId>> teams, List<Person> able, int room) {
    var crews = new Crews();
    var taken = new HashSet<Integer>();
    for (Set<VolunteerId> team : teams) {
      var crew = new ArrayList<Integer>();
      for (int person = 0; person < able.size(); person++) {
        if (team.contains(able.get(person).volunteer().id()) && taken.add(person)) {
          crew.add(person);
        }
      }
      if (crew.size() > 1 && crew.size() <= room) {
        crews.add(crew);
      }
    }
    return crews;
  }

  private void add(List<Integer> crew) {
    crew.forEach(person -> crewOf.put(person, members.size()));
    members.add(crew.stream().mapToInt(Integer::intValue).toArray());
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  List<int[]> members() {
    return members;
  }

  /** With how many a person goes, themselves included; 0 for whoever goes alone. */
  int size(int person) {
    Integer crew = crewOf.get(person);
    return crew == null ? 0 : members.get(crew).length;
  }
}
