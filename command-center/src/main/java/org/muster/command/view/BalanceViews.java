package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.audience.Audience;
import org.muster.command.audience.AudienceIndex;
import org.muster.command.audience.Member;
import org.muster.command.store.Database;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.UnitId;

/**
 * Whether the load is spread: who waits unused, which places are served again and again or never.
 */
public final class BalanceViews {
  /**
   * Often: by two orders or more, and twice as many people as a community of the area on average.
   */
  private static final String SERVED =
      """
      select json_build_object('area', c.code, 'name', c.name, 'orders', count(distinct a.order_id),
        'people', count(a.id), 'last', max(a.arrived_at),
        'often', count(distinct a.order_id) >= 2 and count(a.id) > 2 * avg(count(a.id)) over ())::text as json
      from area c
      left join assignment a on a.community = c.code and a.space = 'live' and a.arrived_at >= $2
      where c.level = 'community' and c.code like $1
      group by c.code, c.name
      order by count(a.id) desc, c.code
      """;

  private static final String ASKED =
      "select distinct volunteer_id from assignment where space = 'live' and offered_at >= $1";

  private final Database database;
  private final Supplier<AudienceIndex> everybody;
  private final Supplier<Jurisdiction> places;
  private final InstantSource clock;

  public BalanceViews(
      Database database,
      Supplier<AudienceIndex> everybody,
      Supplier<Jurisdiction> places,
      InstantSource clock) {
    this.database = database;
    this.everybody = everybody;
    this.places = places;
    this.clock = clock;
  }

  /** People of a unit who could go today, and those of them whom nobody asked. */
  private record Waiting(int able, int idle) {
    Waiting with(boolean isIdle) {
      return new Waiting(able + 1, idle + (isIdle ? 1 : 0));
    }
  }

  /** How it was within the last so many days, in an area that the asker sees. */
  public Object of(Principal by, AreaCode area, int days) {
    if (!by.sees(area)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    Instant now = clock.instant();
    Instant since = now.minus(Duration.ofDays(days));
    List<JsonNode> served =
        database.read(sql -> Rows.list(sql, SERVED, area.prefix() + "%", since));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("asOf", now);
    answer.put("since", since);
    answer.put("served", served.stream().filter(row -> row.path("people").asInt() > 0).toList());
    answer.put("never", served.stream().filter(row -> row.path("people").asInt() == 0).toList());
    answer.put("idle", idle(area, now, since));
    return answer;
  }

  /** By unit, of those who live in the area; the most idle units first. */
  private List<Map<String, Object>> idle(AreaCode area, Instant now, Instant since) {
    Set<UUID> asked =
        new HashSet<>(
            database.read(sql -> sql.list(ASKED, row -> row.getUUID("volunteer_id"), since)));
    var byUnit = new HashMap<UnitId, Waiting>();
    Audience able = Audience.EVERYBODY.livingIn(Set.of(area)).ableFor(Eligibility.today(now));
    for (Member member : everybody.get().members(able)) {
      boolean isIdle = !asked.contains(member.id().value());
      byUnit.merge(
          member.volunteer().unit(),
          new Waiting(0, 0).with(isIdle),
          (a, b) -> new Waiting(a.able() + b.able(), a.idle() + b.idle()));
    }
    Names names = database.read(sql -> Names.read(sql, places.get()));
    var units = new ArrayList<>(byUnit.entrySet());
    units.sort(
        Comparator.comparingInt((Map.Entry<UnitId, Waiting> e) -> -e.getValue().idle())
            .thenComparing(e -> e.getKey().value()));
    return units.stream()
        .map(
            e ->
                Map.<String, Object>of(
                    "unit", e.getKey(),
                    "name", names.of(e.getKey()),
                    "able", e.getValue().able(),
                    "idle", e.getValue().idle()))
        .toList();
  }
}
