package org.muster.command.audience;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.model.order.Target;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * How many people some ground has.
 *
 * @param living whose home community belongs to the ground
 * @param here who are on it now: by their newest position, or by their home
 * @param able who of all these could go on the task
 * @param barred why the others cannot; somebody with several reasons counts for each
 * @param byCommunity those who live in each community of the ground
 * @param byUnit all of them by unit
 */
public record Headcount(
    int living,
    int here,
    int able,
    Map<Bar, Integer> barred,
    SortedMap<AreaCode, Share> byCommunity,
    Map<UnitId, Share> byUnit) {
  public Headcount {
    barred = Collections.unmodifiableMap(barred);
    byCommunity = Collections.unmodifiableSortedMap(byCommunity);
    byUnit = Collections.unmodifiableMap(byUnit);
  }

  /** People of one community or one unit, and how many of them could go. */
  public record Share(int people, int able) {
    private static final Share NONE = new Share(0, 0);

    private Share with(boolean isAble) {
      return new Share(people + 1, able + (isAble ? 1 : 0));
    }
  }

  /**
   * What is asked.
   *
   * @param who limits of unit, skill and team; its ground is that of the target
   * @param task what those who are able must be able to do
   */
  public record Question(Target target, Audience who, Eligibility.Task task) {}

  /** Where everybody stands, and by which divisions. */
  public record Ground(AudienceIndex index, Geofences fences, Jurisdiction places) {}

  public static Headcount of(Ground ground, Question question) {
    return new Counting(ground, question).counted();
  }

  /** Goes through those who live on the ground, and then through those who are there. */
  private static final class Counting {
    private final Ground ground;
    private final Question question;
    private final Set<AreaCode> communities;
    private final Set<VolunteerId> concerned = new HashSet<>();
    private final Set<VolunteerId> present = new HashSet<>();
    private final Map<Bar, Integer> barred = new EnumMap<>(Bar.class);
    private final SortedMap<AreaCode, Share> byCommunity = new TreeMap<>();
    private final Map<UnitId, Share> byUnit = new HashMap<>();
    private int living;
    private int able;

    Counting(Ground ground, Question question) {
      this.ground = ground;
      this.question = question;
      communities = Set.copyOf(question.target().communities(ground.places()));
    }

    Headcount counted() {
      communities.forEach(community -> byCommunity.put(community, Share.NONE));
      AudienceIndex index = ground.index();
      if (!communities.isEmpty()) {
        index.visit(question.who().livingIn(communities), this::live);
      }
      Target target = question.target();
      target.geometry().ifPresent(shape -> index.visit(question.who().within(shape), this::meet));
      target
          .circle()
          .ifPresent(c -> index.visit(question.who().within(c.center(), c.radiusM()), this::meet));
      if (!target.areas().isEmpty()) {
        index.visit(question.who(), this::meetInAreas);
      }
      return new Headcount(living, present.size(), able, barred, byCommunity, byUnit);
    }

    private void live(Member member) {
      if (concerned.add(member.id())) {
        living++;
        boolean isAble = count(member);
        AreaCode home = member.volunteer().community().orElseThrow();
        byCommunity.merge(home, Share.NONE.with(isAble), Counting::sum);
      }
    }

    /** Whoever is on no known ground counts where they live. */
    private void meetInAreas(Member member) {
      boolean isIn =
          ground
              .fences()
              .find(member.at().lon(), member.at().lat())
              .or(member.volunteer()::community)
              .filter(at -> question.target().areas().stream().anyMatch(area -> area.covers(at)))
              .isPresent();
      if (isIn) {
        meet(member);
      }
    }

    private void meet(Member member) {
      if (present.add(member.id()) && concerned.add(member.id())) {
        boolean _ = count(member);
      }
    }

    private boolean count(Member member) {
      Set<Bar> bars = member.bars(question.task());
      bars.forEach(bar -> barred.merge(bar, 1, Integer::sum));
      able += bars.isEmpty() ? 1 : 0;
      byUnit.merge(member.volunteer().unit(), Share.NONE.with(bars.isEmpty()), Counting::sum);
      return bars.isEmpty();
    }

    private static Share sum(Share a, Share b) {
      return new Share(a.people() + b.people(), a.able() + b.able());
    }
  }
}
