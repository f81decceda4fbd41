package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.muster.command.audience.Audience;
import org.muster.command.audience.Headcount;
import org.muster.command.audience.Headcount.Ground;
import org.muster.command.store.Database;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.Target;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** How many people some ground has, and how many of them could go: from memory, in no time. */
public final class AudienceViews {
  /** A situation map shows numbers of the last moments; counting a whole city takes a while. */
  private static final Duration MAP_KEPT = Duration.ofSeconds(10);

  private final Database database;
  private final Supplier<Ground> ground;
  private final InstantSource clock;

  /** At most one for each division. */
  private final Map<AreaCode, Counted> counted = new ConcurrentHashMap<>();

  public AudienceViews(Database database, Supplier<Ground> ground, InstantSource clock) {
    this.database = database;
    this.ground = ground;
    this.clock = clock;
  }

  private record Counted(Instant at, JsonNode numbers) {}

  /**
   * What somebody asks.
   *
   * @param units empty for all
   * @param reachedWithinH a phone of theirs was proven reachable within so many hours; 1 or more
   * @param from from when people are wanted; now when it is left out
   * @param until until when; the end of the day when it is left out
   */
  public record Asking(
      Target target,
      List<UnitId> units,
      List<String> skills,
      Optional<Boolean> shockOnly,
      Optional<Integer> reachedWithinH,
      Optional<Instant> from,
      Optional<Instant> until) {
    public Asking {
      target = Texts.required("target", target);
      units = Texts.orEmpty(units);
      skills = Texts.orEmpty(skills);
    }

    private Headcount.Question question(Instant now) {
      var today = Eligibility.today(from.orElse(now)).during();
      Instant end = until.orElse(today.until());
      if (!end.isAfter(today.from())) {
        throw RefusedException.invalid("until", "must be after from");
      }
      return new Headcount.Question(
          target,
          who(now),
          new Eligibility.Task(new TimeSpan(today.from(), end), Set.copyOf(skills)));
    }

    private Audience who(Instant now) {
      var who = Audience.EVERYBODY.ofUnits(Set.copyOf(units));
      if (shockOnly.orElse(false)) {
        who = who.ofShockTeams();
      }
      return reachedWithinH.isEmpty()
          ? who
          : who.reachedSince(now.minus(Duration.ofHours(reachedWithinH.get())));
    }
  }

  /** The numbers, by community and by unit; refuses ground beyond the asker's jurisdiction. */
  public Object of(Principal by, Asking asking) {
    List<AreaCode> communities = asking.target().communities(ground.get().places());
    if (communities.isEmpty()) {
      throw new RefusedException(Refusal.TARGET_EMPTY);
    }
    if (!communities.stream().allMatch(by::sees)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    Headcount count = Headcount.of(ground.get(), asking.question(clock.instant()));
    Names names = database.read(sql -> Names.read(sql, ground.get().places()));
    var answer = numbers(count);
    answer.put("asOf", clock.instant());
    var barred = new LinkedHashMap<String, Integer>();
    count.barred().forEach((bar, people) -> barred.put(EnumNames.of(bar), people));
    answer.put("barred", barred);
    answer.put("byUnit", byUnit(count, names));
    return answer;
  }

  /** The numbers of an order's ground. */
  Object of(Headcount.Question question) {
    Headcount count = Headcount.of(ground.get(), question);
    return Map.of("living", count.living(), "here", count.here(), "able", count.able());
  }

  /** The numbers of today for a map of the area. */
  JsonNode today(AreaCode area) {
    Instant now = clock.instant();
    return counted
        .compute(
            area,
            (_, known) ->
                known != null && known.at().plus(MAP_KEPT).isAfter(now)
                    ? known
                    : new Counted(now, Json.tree(numbers(count(area, now)))))
        .numbers();
  }

  private Headcount count(AreaCode area, Instant now) {
    var question =
        new Headcount.Question(Target.of(area), Audience.EVERYBODY, Eligibility.today(now));
    return Headcount.of(ground.get(), question);
  }

  private static Map<String, Object> numbers(Headcount count) {
    var communities = new ArrayList<Object>();
    count
        .byCommunity()
        .forEach(
            (area, share) ->
                communities.add(
                    Map.of("area", area, "living", share.people(), "able", share.able())));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("living", count.living());
    answer.put("here", count.here());
    answer.put("able", count.able());
    answer.put("byCommunity", communities);
    return answer;
  }

  /** The units with the most people who could go come first. */
  private static List<Map<String, Object>> byUnit(Headcount count, Names names) {
    var units = new ArrayList<>(count.byUnit().entrySet());
    units.sort(
        Comparator.comparingInt((Map.Entry<UnitId, Headcount.Share> e) -> -e.getValue().able())
            .thenComparing(e -> e.getKey().value()));
    return units.stream()
        .map(
            e ->
                Map.<String, Object>of(
                    "unit", e.getKey(),
                    "name", names.of(e.getKey()),
                    "people", e.getValue().people(),
                    "able", e.getValue().able()))
        .toList();
  }
}
