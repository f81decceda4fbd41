package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.store.Database;
import org.muster.command.store.RosterStore;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.Masking;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.team.TeamKind;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** Specialist and standing teams, and which kinds an area lacks. */
public final class TeamViews {
  /** Those of the reader's area, or of the own unit; a drill has no teams of its own. */
  private static final String WHERE =
      """
      where t.area like $1 and ($2::uuid is null or t.unit_id = $2) and ($3::text is null or t.kind = $3)
        and ($4::uuid is null or t.id = $4) and ($5::boolean or t.dissolved_at is null)
      """;

  private static final String LIST =
      """
      select json_strip_nulls(json_build_object('cursor', t.id, 'id', t.id, 'kind', t.kind, 'area', t.area,
        'areaName', a.name, 'name', n.text, 'unit', t.unit_id, 'unitName', u.name, 'until', t.until,
        'leader', t.leader_id, 'leaderName', l.name, 'liaison', t.liaison_id, 'liaisonName', c.name,
        'members', (select count(*) from team_member m where m.team_id = t.id),
        'formedAt', t.formed_at, 'dissolvedAt', t.dissolved_at, 'version', t.version))::text as json
      from team t join note n on n.id = t.name_id
      left join area a on a.code = t.area left join unit u on u.id = t.unit_id
      left join volunteer l on l.id = t.leader_id left join volunteer c on c.id = t.liaison_id
      """
          + WHERE
          + """
            and ($6::uuid is null or (t.area, t.kind, t.id) >
              (select x.area, x.kind, x.id from team x where x.id = $6))
          order by t.area, t.kind, t.id limit $7
          """;

  private static final String COUNT = "select count(*) as n from team t " + WHERE;

  private static final String MEMBERS =
      "select volunteer_id from team_member where team_id = $1 order by since, volunteer_id";

  private static final String DISPATCHES =
      """
      select json_build_object('order', d.order_id, 'number', o.number, 'community', d.community,
        'people', d.people, 'at', d.at)::text as json
      from team_dispatch d join orders o on o.id = d.order_id where d.team_id = $1 order by d.version desc limit 100
      """;

  private static final String CELLS =
      """
      select t.area, t.kind, count(*) as teams,
        count(*) filter (where t.leader_id is not null and t.liaison_id is not null) as ready,
        coalesce(sum((select count(*) from team_member m where m.team_id = t.id)), 0)::bigint as members
      from team t where t.dissolved_at is null and t.area like $1 and ($2::uuid is null or t.unit_id = $2)
      group by t.area, t.kind
      """;

  private final Database database;
  private final Supplier<Jurisdiction> places;
  private final InstantSource clock;

  public TeamViews(Database database, Supplier<Jurisdiction> places, InstantSource clock) {
    this.database = database;
    this.places = places;
    this.clock = clock;
  }

  /** Which teams are wanted; teams that were dissolved only when {@code all} is true. */
  public record Wanted(
      Optional<TeamKind> kind,
      Optional<AreaCode> area,
      Optional<UnitId> unit,
      boolean all,
      Optional<String> after,
      Optional<String> limit) {}

  /** Of one kind in one area. */
  public record Cell(TeamKind kind, long teams, long ready, long members) {}

  /**
   * One area of the matrix.
   *
   * @param gaps the kinds without a team that could be sent
   */
  public record Line(AreaCode area, String name, List<Cell> cells, List<TeamKind> gaps) {}

  /** Areas by kinds (队伍一本账). */
  public record Matrix(List<TeamKind> standing, List<TeamKind> specialist, List<Line> items) {}

  private record Scope(String area, Optional<UnitId> unit) {}

  public ObjectNode list(Principal reader, Wanted wanted) {
    Scope scope = scope(reader, wanted.area(), wanted.unit());
    int limit = Rows.limit(wanted.limit());
    Optional<UUID> after = Rows.after(wanted.after());
    Optional<String> kind = wanted.kind().map(EnumNames::of);
    return database.read(
        sql -> {
          List<JsonNode> rows =
              Rows.list(
                  sql,
                  LIST,
                  scope.area(),
                  scope.unit(),
                  kind,
                  Optional.empty(),
                  wanted.all(),
                  after,
                  limit + 1);
          rows.forEach(row -> finish((ObjectNode) row));
          long total =
              sql.get(
                  COUNT,
                  row -> row.getLong("n"),
                  scope.area(),
                  scope.unit(),
                  kind,
                  Optional.empty(),
                  wanted.all());
          return Rows.page(rows, limit, total);
        });
  }

  /** One team with its members, who of them can go today, and where it was sent. */
  public ObjectNode get(Principal reader, TeamId id) {
    Scope scope = scope(reader, Optional.empty(), Optional.empty());
    return database.read(
        sql -> {
          ObjectNode team =
              Rows.find(
                      sql,
                      LIST,
                      scope.area(),
                      scope.unit(),
                      Optional.empty(),
                      id,
                      true,
                      Optional.empty(),
                      1)
                  .map(ObjectNode.class::cast)
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          team.remove("cursor");
          finish(team);
          TeamKind kind = Json.decode(team.path("kind"), TeamKind.class);
          team.set("people", people(sql, id, kind));
          team.set("dispatches", Rows.array(sql, DISPATCHES, id));
          return team;
        });
  }

  /** Which kinds the areas of a level have, and which they lack. */
  public Matrix matrix(
      Principal reader, Optional<AreaCode.Level> level, Optional<AreaCode> parent) {
    Scope scope = scope(reader, parent, Optional.empty());
    AreaCode.Level rows = level.orElse(AreaCode.Level.STREET);
    List<Area> areas =
        places.get().list(rows).stream()
            .filter(area -> parent.filter(p -> !p.covers(area.code())).isEmpty())
            .filter(area -> reader.area().filter(a -> !a.covers(area.code())).isEmpty())
            .toList();
    record Found(AreaCode area, Cell cell) {}
    List<Found> found =
        database.read(
            sql ->
                sql.list(
                    CELLS,
                    row ->
                        new Found(
                            new AreaCode(row.getString("area")),
                            new Cell(
                                kind(row.getString("kind")),
                                row.getLong("teams"),
                                row.getLong("ready"),
                                row.getLong("members"))),
                    scope.area(),
                    scope.unit()));
    var lines = new ArrayList<Line>();
    for (Area area : areas) {
      lines.add(
          line(
              area,
              found.stream().filter(f -> area.code().covers(f.area())).map(Found::cell).toList()));
    }
    return new Matrix(
        TeamKind.of(TeamKind.Family.STANDING), TeamKind.of(TeamKind.Family.SPECIALIST), lines);
  }

  private static TeamKind kind(String word) {
    return Json.decode(TextNode.valueOf(word), TeamKind.class);
  }

  private static Line line(Area area, List<Cell> found) {
    Map<TeamKind, Cell> cells = new EnumMap<>(TeamKind.class);
    for (TeamKind kind : TeamKind.values()) {
      cells.put(kind, new Cell(kind, 0, 0, 0));
    }
    for (Cell cell : found) {
      cells.merge(cell.kind(), cell, TeamViews::plus);
    }
    List<TeamKind> gaps =
        cells.values().stream().filter(c -> c.ready() == 0).map(Cell::kind).toList();
    return new Line(area.code(), area.name(), List.copyOf(cells.values()), gaps);
  }

  private static Cell plus(Cell a, Cell b) {
    return new Cell(
        a.kind(), a.teams() + b.teams(), a.ready() + b.ready(), a.members() + b.members());
  }

  private ArrayNode people(Sql sql, TeamId id, TeamKind kind) {
    List<VolunteerId> members =
        sql.list(MEMBERS, row -> new VolunteerId(row.getUUID("volunteer_id")), id);
    Map<VolunteerId, String> names = RosterStore.names(sql, members);
    var now = Eligibility.today(clock.instant());
    var task = new Eligibility.Task(now.during(), Set.copyOf(kind.skill().stream().toList()));
    ArrayNode people = JsonNodeFactory.instance.arrayNode();
    for (var volunteer : RosterStore.ofIds(sql, members)) {
      Set<Bar> bars = Eligibility.bars(volunteer, task);
      ObjectNode person = people.addObject();
      person.put("volunteer", volunteer.id().value().toString());
      person.put("unit", volunteer.unit().value().toString());
      person.put("name", Masking.name(names.getOrDefault(volunteer.id(), "")));
      person.put("able", bars.isEmpty());
      ArrayNode reasons = person.putArray("reasons");
      bars.forEach(bar -> reasons.add(EnumNames.of(bar)));
    }
    return people;
  }

  /** Names are masked here; what keeps the team from being sent is said. */
  private void finish(ObjectNode team) {
    ArrayNode lacks = JsonNodeFactory.instance.arrayNode();
    for (String charge : List.of("leader", "liaison")) {
      if (team.has(charge)) {
        team.put(charge + "Name", Masking.name(team.path(charge + "Name").asText()));
      } else {
        lacks.add(charge);
      }
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), Eligibility.BEIJING);
    if (team.has("until") && today.isAfter(LocalDate.parse(team.path("until").asText()))) {
      lacks.add("term");
    }
    team.put("ready", lacks.isEmpty() && !team.has("dissolvedAt"));
    team.set("lacks", lacks);
    TeamKind kind = kind(team.path("kind").asText());
    team.put("family", EnumNames.of(kind.family()));
  }

  private static Scope scope(
      Principal reader, Optional<AreaCode> asked, Optional<UnitId> askedUnit) {
    if (reader.is(Role.LIAISON)) {
      if (askedUnit.filter(unit -> !reader.sees(unit)).isPresent()) {
        throw new RefusedException(Refusal.NOT_FOUND);
      }
      return new Scope(prefix(asked), reader.unit());
    }
    if (asked.filter(area -> !reader.sees(area)).isPresent()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return new Scope(prefix(asked.or(reader::area)), askedUnit);
  }

  private static String prefix(Optional<AreaCode> area) {
    return area.map(AreaCode::prefix).orElse("") + "%";
  }
}
