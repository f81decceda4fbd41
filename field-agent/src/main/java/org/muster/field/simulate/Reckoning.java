package org.muster.field.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.field.simulate.CommandPost.Listed;
import org.muster.field.task.Received;
import org.muster.field.task.TaskCards;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.TaskCard;

/** Compares what the server lists with what the phones hold. */
final class Reckoning {
  private static final Set<String> SERVED = Set.of("onPost", "relieved", "confirmed");

  private final CommandPost post;
  private final Volunteers volunteers;
  private final List<AreaCode> target;

  /**
   * @param target where the order may send people
   */
  Reckoning(CommandPost post, Volunteers volunteers, List<AreaCode> target) {
    this.post = post;
    this.volunteers = volunteers;
    this.target = List.copyOf(target);
  }

  /** The assignments of an order to volunteers who are connected here. */
  List<Listed> own(List<Listed> listed) {
    return listed.stream().filter(l -> volunteers.find(l.volunteer()).isPresent()).toList();
  }

  /** A sentence for each assignment that did not reach its phone, or not in its last state. */
  List<String> lost(List<Listed> own) {
    var lost = new ArrayList<String>();
    for (Listed listed : own) {
      SimulatedVolunteer volunteer = volunteers.find(listed.volunteer()).orElseThrow();
      Optional<TaskCard> card = volunteer.link().cards().find(listed.id());
      if (card.isEmpty()) {
        lost.add(
            "lost: assignment %s never reached its phone, which is %s"
                .formatted(listed.id(), volunteer.state()));
      } else if (!card.get().is(listed.state())) {
        String shows = card.get().state().orElse("nothing");
        lost.add(
            "lost: assignment %s is %s, but the phone shows %s"
                .formatted(listed.id(), listed.state(), shows));
      }
    }
    return lost;
  }

  /** A sentence for each item that reached somebody it is not for. */
  List<String> strangers(UUID main) {
    var byOrder = new HashMap<UUID, Map<UUID, Listed>>();
    var strangers = new ArrayList<String>();
    for (SimulatedVolunteer volunteer : volunteers.list()) {
      var seen = new HashSet<UUID>();
      for (Received received : volunteer.link().cards().received()) {
        TaskCard card = received.card();
        if (card.kind() == TaskCard.Kind.ASSIGNMENT && seen.add(card.id())) {
          UUID order = card.order().orElse(main);
          Listed listed = byOrder.computeIfAbsent(order, this::listing).get(card.id());
          if (listed == null || !listed.volunteer().equals(volunteer.volunteer())) {
            strangers.add("stranger: " + volunteer.volunteer() + " holds " + card.id());
          } else if (order.equals(main) && !isTarget(listed.community())) {
            strangers.add("stranger: " + card.id() + " is outside the audience of its order");
          }
        }
      }
    }
    return strangers;
  }

  private boolean isTarget(AreaCode community) {
    return target.stream().anyMatch(area -> area.covers(community));
  }

  /** Empty for an order that the command post does not see: then nobody here may hold it. */
  private Map<UUID, Listed> listing(UUID order) {
    try {
      return post.assignments(order).stream()
          .collect(Collectors.toMap(Listed::id, Function.identity(), (a, _) -> a));
    } catch (RefusedAnswerException e) {
      if (e.status() != 404) {
        throw e;
      }
      return Map.of();
    }
  }

  int received(List<Listed> own) {
    return (int) own.stream().filter(l -> cards(l).find(l.id()).isPresent()).count();
  }

  int answered(List<Listed> own) {
    return (int)
        own.stream()
            .filter(
                l -> volunteers.find(l.volunteer()).filter(v -> v.hasAnswered(l.id())).isPresent())
            .count();
  }

  static int arrived(List<Listed> own) {
    return (int) own.stream().filter(l -> SERVED.contains(l.state())).count();
  }

  static int confirmed(List<Listed> own) {
    return (int) own.stream().filter(l -> l.state().equals("confirmed")).count();
  }

  /** How long the offers took; {@code signing} is empty when it was not seen. */
  Delays delays(List<Listed> own, Liaisons liaisons, Optional<Instant> signing) {
    return Delays.of(
        own,
        this::arrived,
        new Delays.Causes() {
          @Override
          public Optional<Instant> signing() {
            return signing;
          }

          @Override
          public Optional<Instant> naming(Listed listed) {
            return liaisons
                .namedAt(listed.volunteer())
                .filter(at -> !at.isAfter(listed.offeredAt()));
          }
        });
  }

  private Optional<Instant> arrived(Listed listed) {
    return cards(listed).received().stream()
        .filter(received -> received.card().id().equals(listed.id()))
        .map(Received::at)
        .findFirst();
  }

  private TaskCards cards(Listed listed) {
    return volunteers.find(listed.volunteer()).orElseThrow().link().cards();
  }
}
