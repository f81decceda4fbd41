package org.muster.command.view;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Coordinates;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.roster.VolunteerId;

/** What a volunteer's card shows of an assignment beside its letter: where it is, and who leads. */
public final class TaskViews {
  private static final String PLACE =
      """
      select a.community, coalesce(area.name, a.community) as name, area.lon, area.lat,
        s.name as station, s.lon as station_lon, s.lat as station_lat
      from assignment a
      join area on area.code = a.community and area.lon is not null
      left join mailbox_item m on m.recipient = a.volunteer_id and m.item = a.id
      left join station s on s.community = a.community and s.name = m.body::jsonb->>'meetingPoint'
      where a.id = $1 and a.volunteer_id = $2
      """;

  /**
   * Of a team that was sent as a whole its leader; else the liaison of the unit that leads in the
   * community by the plan; else that of the sending unit, which answers for its people (谁派出谁负责).
   * The deputy stands in for a liaison that is not named.
   */
  private static final String LEADER =
      """
      with own as (
        select a.order_id, a.community, a.unit_id, a.volunteer_id, o.tier, r.plan_id
        from assignment a join orders o on o.id = a.order_id join response r on r.id = o.response_id
        where a.id = $1 and a.volunteer_id = $2 and a.state in ('accepted', 'departed', 'onPost')
      ), lead as (
        select p.lead_unit from own join plan_arrangement p on p.plan_id = own.plan_id
          and p.community = own.community and p.lead_unit is not null
          and array_position(array['normal', 'emergency', 'critical'], p.tier)
            <= array_position(array['normal', 'emergency', 'critical'], own.tier)
        order by array_position(array['normal', 'emergency', 'critical'], p.tier) desc limit 1
      ), possible as (
        select 1 as rank, 'team' as of, n.text as named, v.name, v.phone_cipher, v.id = own.volunteer_id as self
        from own join team_dispatch d on d.order_id = own.order_id and d.community = own.community
        join team_member m on m.team_id = d.team_id and m.volunteer_id = own.volunteer_id
        join team t on t.id = d.team_id join note n on n.id = t.name_id join volunteer v on v.id = t.leader_id
        union all
        select case l.rank when 'primary' then 2 else 3 end, 'leadUnit', u.name, l.name, l.phone_cipher, false
        from lead join unit u on u.id = lead.lead_unit join liaison l on l.unit_id = u.id
        union all
        select case l.rank when 'primary' then 4 else 5 end, 'unit', u.name, l.name, l.phone_cipher, false
        from own join unit u on u.id = own.unit_id join liaison l on l.unit_id = u.id
      )
      select of, named, name, phone_cipher, self from possible order by rank, named, name limit 1
      """;

  private final Database database;
  private final Supplier<Jurisdiction> places;
  private final Vault vault;

  public TaskViews(Database database, Supplier<Jurisdiction> places, Vault vault) {
    this.database = database;
    this.places = places;
    this.vault = vault;
  }

  /** A registered place at which the people of an order report, longitude first. */
  public record MeetingPoint(String name, List<Double> at) {}

  /**
   * Where somebody is to go: the middle of the community, longitude first, in the systems that the
   * phones' maps take, and what a small drawing needs.
   *
   * @param meetingPoint where the one of the order is a registered station
   * @param outline of the community, good enough for a drawing as large as a hand
   * @param schematic the outline was drawn, not surveyed, which the drawing must say
   */
  public record Place(
      String name,
      List<Double> cgcs2000,
      List<Double> gcj02,
      List<Double> bd09,
      Optional<MeetingPoint> meetingPoint,
      Optional<Geometry> outline,
      Optional<Boolean> schematic) {}

  /**
   * Whom a volunteer follows (带队人).
   *
   * @param of what the person leads: the team, the unit leading there, or the sending unit
   * @param named the name of that team or unit
   * @param self the volunteer leads
   */
  public record Leader(
      String of, String named, String name, Optional<String> phone, boolean self) {}

  /** Where a volunteer's own assignment is. */
  public Optional<Place> place(VolunteerId volunteer, AssignmentId assignment) {
    return database.read(sql -> sql.find(PLACE, this::place, assignment, volunteer));
  }

  /** Who leads on an assignment; from its acceptance to its end, and for its volunteer only. */
  public Optional<Leader> leader(VolunteerId volunteer, AssignmentId assignment) {
    return database.read(sql -> sql.find(LEADER, this::leader, assignment, volunteer));
  }

  private Place place(Row row) {
    var at = new LonLat(row.getDouble("lon"), row.getDouble("lat"));
    LonLat gcj02 = Coordinates.wgs84ToGcj02(at);
    Optional<AreaShape> shape =
        places.get().find(new AreaCode(row.getString("community"))).flatMap(Area::shape);
    @Nullable String station = row.getString("station");
    return new Place(
        row.getString("name"),
        pair(at),
        pair(gcj02),
        pair(Coordinates.gcj02ToBd09(gcj02)),
        Optional.ofNullable(station)
            .map(name -> new MeetingPoint(name, List.of(lon(row), lat(row)))),
        shape.map(AreaShape::sketch),
        shape.map(AreaShape::schematic));
  }

  private static Double lon(Row row) {
    return row.getDouble("station_lon");
  }

  private static Double lat(Row row) {
    return row.getDouble("station_lat");
  }

  private Leader leader(Row row) {
    return new Leader(
        row.getString("of"),
        row.getString("named"),
        row.getString("name"),
        Optional.ofNullable(row.getBuffer("phone_cipher"))
            .map(cipher -> vault.decrypt(cipher.getBytes())),
        row.getBoolean("self"));
  }

  private static List<Double> pair(LonLat at) {
    return List.of(at.lon(), at.lat());
  }
}
