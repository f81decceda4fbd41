package org.muster.command.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.desk.Aftermath;
import org.muster.command.desk.AlertDesk;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.desk.CommitmentDesk;
import org.muster.command.desk.Counter;
import org.muster.command.desk.EscalationDesk;
import org.muster.command.desk.Filling;
import org.muster.command.desk.LiaisonDesk;
import org.muster.command.desk.Mobilising;
import org.muster.command.desk.OrderDesk;
import org.muster.command.desk.RecordDesk;
import org.muster.command.desk.RequestDesk;
import org.muster.command.desk.RequestDispatch;
import org.muster.command.desk.ResponseDesk;
import org.muster.command.desk.ShockTeamDesk;
import org.muster.command.desk.Told;
import org.muster.command.secret.ArrivalCodes;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.PeopleStore;
import org.muster.command.timer.DueWork;
import org.muster.command.timer.LaunchWatch;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.delivery.Ladder;
import org.muster.model.delivery.QuietHours;
import org.muster.model.order.Escalation;
import org.muster.model.order.Terms;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Strength;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * A small town on a real database: one street, some communities, two units with their people, a
 * plan, and the desks at work, with a clock that the test moves.
 */
public final class SmallTown {
  public static final AreaCode COUNTY = AreaCode.of("330522");
  public static final AreaCode STREET = AreaCode.of("330522001");

  /** A text after one minute, or two when a phone has it; a call after four. */
  private static final Ladder LADDER =
      new Ladder(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(4),
          new QuietHours(LocalTime.MIDNIGHT, LocalTime.of(7, 0)));

  private static final String ADD_AREA =
      "insert into area (code, name, level, parent, lon, lat) values ($1, $2, $3, $4, $5, $6)";
  private static final String ADD_UNIT =
      "insert into unit (id, code, name, headcount) values ($1, $2, $2, $3)";
  private static final String ADD_VOLUNTEER =
      """
      insert into volunteer (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher, phone_hash, community,
        shock, insured_from, insured_until, trained_on, trained_until)
      values ($1, $2, $3, 'female', $4, $5, $6, $5, $6, $7, $8, $9, $10, $9, $10)
      """;
  private static final String ADD_PLAN =
      "insert into plan (id, area, name, number) values ($1, $2, '预案', 1)";
  private static final String ADD_LINE =
      """
      insert into plan_line (plan_id, community, unit_id, normal, emergency, critical, meeting_point)
      values ($1, $2, $3, $4, $5, $6, '党群服务中心')
      """;

  public final Database database;
  public final Vault vault = new Vault(new byte[32]);
  public final List<AreaCode> communities = new ArrayList<>();
  public final List<UnitId> units = new ArrayList<>();
  public final PlanId plan = new PlanId(UUID.randomUUID());
  public final List<Told> told = new ArrayList<>();
  public final PeopleStore people;
  public final Mobilising mobilising;
  public final Counter counter;
  public final ResponseDesk responses;
  public final OrderDesk orders;
  public final LiaisonDesk liaisons;
  public final AssignmentDesk assignments;
  public final EscalationDesk escalations;
  public final RecordDesk records;
  public final RequestDesk requests;
  public final RequestDispatch requestDispatch;
  public final DueWork due;
  public final ArrivalCodes codes;
  private volatile Instant now = Instant.parse("2026-11-22T02:00:00Z");

  public SmallTown(Database database, int communityCount) {
    this.database = database;
    counter =
        new Counter(
            database, new Aftermath(Duration.ofDays(3), Optional.of(LADDER)), told::add, () -> now);
    var places = places(communityCount);
    people = new PeopleStore(Duration.ofHours(8));
    var defaults =
        new Terms.Defaults(
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(24),
            Duration.ofMinutes(5));
    mobilising = new Mobilising(people, () -> places, Optional.empty(), defaults);
    codes = new ArrivalCodes(vault);
    responses = new ResponseDesk(counter, (_, _, _, _) -> {}, Map.of(2, Tier.CRITICAL));
    orders = new OrderDesk(counter, (_, _, _, _) -> {}, mobilising, 0);
    liaisons = new LiaisonDesk(counter, mobilising, people);
    assignments = new AssignmentDesk(counter, () -> places, codes);
    escalations = new EscalationDesk(counter, new Escalation(Duration.ofMinutes(5)), orders);
    records = new RecordDesk(counter);
    requestDispatch = new RequestDispatch(counter, liaisons, vault);
    requests = new RequestDesk(counter, () -> places, vault);
    due =
        new DueWork(
            counter,
            new DueWork.Desks(
                new Filling(people, mobilising, 0.9),
                assignments,
                new CommitmentDesk(assignments),
                escalations,
                records,
                new ShockTeamDesk(Strength.STAFF),
                new AlertDesk(LADDER, people),
                requestDispatch),
            64,
            new LaunchWatch(() -> {}));
    database.read(sql -> sql.change(ADD_PLAN, plan, COUNTY));
  }

  private Jurisdiction places(int count) {
    var areas = new ArrayList<Area>();
    areas.add(area(COUNTY, "county"));
    areas.add(area(STREET, "street"));
    for (int i = 1; i <= count; i++) {
      AreaCode code = AreaCode.of("330522001%03d".formatted(i));
      communities.add(code);
      areas.add(area(code, "community"));
    }
    return Jurisdiction.of(areas);
  }

  private Area area(AreaCode code, String level) {
    double lon = 119.9 + Integer.parseInt(code.value().substring(9)) * 0.01;
    database.read(sql -> sql.change(ADD_AREA, code, code.value(), level, code.parent(), lon, 31.0));
    return new Area(code, code.value(), Optional.empty(), Optional.of(new LonLat(lon, 31.0)));
  }

  /** A unit with people who can all go; the first {@code shock} are its shock team. */
  public UnitId unit(String name, int people, int shock) {
    var unit = new UnitId(UUID.randomUUID());
    units.add(unit);
    database.transaction(
        sql -> {
          sql.run(ADD_UNIT, unit, name, people);
          for (int i = 0; i < people; i++) {
            AreaCode home = communities.get(i % communities.size());
            volunteer(sql, unit, name + i, i < shock, home);
          }
          return unit;
        });
    return unit;
  }

  private void volunteer(
      org.muster.command.store.Sql sql, UnitId unit, String name, boolean shock, AreaCode home) {
    sql.run(
        ADD_VOLUNTEER,
        UUID.randomUUID(),
        unit,
        name,
        LocalDate.of(1990, 3, 7),
        vault.encrypt(name),
        vault.hash(name),
        home,
        shock,
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2028, 12, 31));
  }

  /** What the plan asks of a unit for a community: 常态, 应急, 紧急. */
  public void line(AreaCode community, UnitId unit, int normal, int emergency, int critical) {
    database.read(sql -> sql.change(ADD_LINE, plan, community, unit, normal, emergency, critical));
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public static Principal commander() {
    return principal("commander", Role.COMMANDER, Optional.empty(), Optional.of(COUNTY));
  }

  public static Principal dispatcher(String name) {
    return principal(name, Role.DISPATCHER, Optional.empty(), Optional.of(COUNTY));
  }

  public static Principal liaison(UnitId unit) {
    return principal("liaison" + unit.value(), Role.LIAISON, Optional.of(unit), Optional.empty());
  }

  public static Principal community(AreaCode code) {
    return principal("community" + code, Role.COMMUNITY, Optional.empty(), Optional.of(code));
  }

  /** The phone of a volunteer. */
  public static Principal phone(VolunteerId volunteer) {
    return new Principal(
        new AccountId(volunteer.value()),
        "phone",
        Set.of(Role.VOLUNTEER),
        Optional.empty(),
        Optional.empty(),
        Optional.of(volunteer));
  }

  private static Principal principal(
      String name, Role role, Optional<UnitId> unit, Optional<AreaCode> area) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new Principal(new AccountId(id), name, Set.of(role), unit, area, Optional.empty());
  }
}
