package org.muster.command.view;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.muster.command.store.Database;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Position;
import org.muster.model.roster.VolunteerId;

/** Who is on the way to an area and on post in it, where they were seen last, and who could go. */
public final class MapViews {
  private static final String COMMUNITIES =
      """
      select json_build_object('area', a.community, 'name', area.name,
        'accepted', count(*) filter (where a.state = 'accepted'),
        'departed', count(*) filter (where a.state = 'departed'),
        'onPost', count(*) filter (where a.state = 'onPost'))::text as json
      from assignment a left join area on area.code = a.community
      where a.community like $1 and a.space = $2 and a.state in ('accepted', 'departed', 'onPost')
      group by a.community, area.name order by a.community
      """;

  /** More dots than a map can show. */
  private static final String PEOPLE =
      """
      select a.volunteer_id, json_build_object('assignment', a.id, 'order', a.order_id, 'community', a.community,
        'state', a.state)::text as json
      from assignment a
      where a.community like $1 and a.space = $2 and a.state in ('departed', 'onPost')
      order by a.id limit 10000
      """;

  private final Database database;
  private final Function<Set<VolunteerId>, Map<VolunteerId, Position>> newest;
  private final AudienceViews audience;
  private final InstantSource clock;

  /**
   * @param newest where people were seen last, of those who allow it
   */
  public MapViews(
      Database database,
      Function<Set<VolunteerId>, Map<VolunteerId, Position>> newest,
      AudienceViews audience,
      InstantSource clock) {
    this.database = database;
    this.newest = newest;
    this.audience = audience;
    this.clock = clock;
  }

  /** What goes on in an area, in earnest or in one drill: the two never meet. */
  public JsonNode map(AreaCode area, String space) {
    String beneath = area.prefix() + "%";
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("asOf", clock.instant().toString()).put("area", area.value());
    map.set("communities", database.read(sql -> Rows.array(sql, COMMUNITIES, beneath, space)));
    map.set(
        "people", people(database.read(sql -> sql.list(PEOPLE, MapViews::busy, beneath, space))));
    map.set("audience", audience.today(area));
    return map;
  }

  /** Other nodes are asked where people are: no connection of the database waits for them. */
  private ArrayNode people(List<Busy> busy) {
    var seen = newest.apply(busy.stream().map(Busy::volunteer).collect(toSet()));
    ArrayNode people = JsonNodeFactory.instance.arrayNode();
    for (Busy one : busy) {
      Position at = seen.get(one.volunteer());
      if (at != null) {
        people.add(person(one.json(), at));
      }
    }
    return people;
  }

  /** Somebody on the way or on post. */
  private record Busy(VolunteerId volunteer, String json) {}

  private static Busy busy(Row row) {
    return new Busy(new VolunteerId(row.getUUID("volunteer_id")), row.getString("json"));
  }

  private static ObjectNode person(String json, Position at) {
    return ((ObjectNode) org.muster.model.wire.Json.parse(json))
        .put("lon", at.lon())
        .put("lat", at.lat())
        .put("accuracyM", at.accuracyM());
  }
}
