package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.muster.command.store.PeopleStore;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.Sql;
import org.muster.model.matching.Person;
import org.muster.model.matching.Placement;
import org.muster.model.matching.Post;
import org.muster.model.order.OrderDocument;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.VolunteerId;

/** Whom a unit is proposed for the places it may still name people for. */
public final class Proposing {
  private final Mobilising mobilising;
  private final PeopleStore people;

  Proposing(Mobilising mobilising, PeopleStore people) {
    this.mobilising = mobilising;
    this.people = people;
  }

  /**
   * A proposal for one community: whom to send, whom next, what stays open, and who cannot go for
   * which reasons.
   *
   * @param ceiling what the order lets each unit send at most
   */
  public record Proposal(
      Open quota,
      Placement placement,
      Map<VolunteerId, Set<Bar>> barred,
      Optional<Integer> ceiling) {}

  /**
   * @param own all quotas of the unit under the order
   */
  List<Proposal> of(Sql sql, OrderDocument text, Wanted wanted, List<Open> own) {
    var barred = new LinkedHashMap<VolunteerId, Set<Bar>>();
    var able = new ArrayList<Person>();
    for (Known known : people.ofUnits(sql, List.of(own.getFirst().unit()), wanted)) {
      Set<Bar> bars = new HashSet<>(known.person().bars());
      if (known.asked() || known.listed()) {
        bars.remove(Bar.ELSEWHERE);
        bars.add(Bar.ASKED);
      }
      if (bars.isEmpty()) {
        able.add(known.person());
      } else {
        barred.put(known.id(), bars);
      }
    }
    List<Post> posts = own.stream().map(q -> new Post(q.community(), q.toName())).toList();
    Instant from = wanted.task().during().from();
    var teams = Mobilising.teams(sql, text, from, List.of(able));
    var placements = new HashMap<AreaCode, Placement>();
    mobilising
        .ranking()
        .place(posts, able, teams)
        .forEach(placed -> placements.put(placed.community(), placed));
    return own.stream()
        .map(
            quota ->
                new Proposal(
                    quota,
                    Objects.requireNonNull(placements.get(quota.community())),
                    barred,
                    text.need().perUnit()))
        .toList();
  }
}
