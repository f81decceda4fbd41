package org.muster.command.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;

/**
 * A town with people, a plan and a response in force, for transactions that are undone ({@link
 * Database#onEach}). Its ids are its own, so that it meets nothing that is real even while it
 * stands; its people are the same each time it is made.
 */
public final class MadeUpTown {
  private static final int UNITS = 4;
  private static final int COMMUNITIES = 12;

  /** What each unit sends to each community. */
  private static final int QUOTA = 5;

  private static final String AREAS =
      """
      insert into area (code, name, level, parent, lon, lat)
      select a.code, a.code, case when a.code = $2 then 'county' else 'community' end, $2, 120, 30
      from unnest($1::text[]) as a(code)
      """;

  private static final String UNITS_OF_IT =
      """
      insert into unit (id, name, headcount)
      select u.id, u.id::text, $2 from unnest($1::uuid[]) as u(id)
      """;

  private static final String PEOPLE =
      """
      insert into volunteer (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher,
        phone_hash, community, shock, insured_from, insured_until, trained_on, trained_until)
      select p.id, p.unit, '-', 'unstated', date '1990-01-01', '', sha256(p.id::text::bytea), '',
        sha256(p.id::text::bytea), p.home, true, current_date - 1, current_date + 9,
        current_date - 1, current_date + 9
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as p(id, unit, home)
      """;

  private static final String PLAN =
      """
      with made as (insert into plan (id, area, name, number) values ($1, $2, '-', 1))
      insert into plan_line (plan_id, community, unit_id, normal, emergency, critical, meeting_point)
      select $1, c.code, u.id, 0, 0, $5, '-'
      from unnest($3::text[]) as c(code) cross join unnest($4::uuid[]) as u(id)
      """;

  private static final String RESPONSE =
      """
      insert into response (id, number, area, tier, level, subject, expected_until, measures, plan_id,
        raised_by, raised_at, version)
      values ($1, $1::uuid::text, $2, 'critical', 2, '-', $3, '[]', $4, $1, $5, 1)
      """;

  private static final String QUOTAS_OF = "select id from quota where order_id = $1 order by id";

  private final AreaCode county;
  private final List<AreaCode> communities = new ArrayList<>();
  private final UUID plan = UUID.randomUUID();
  private final ResponseId response = new ResponseId(UUID.randomUUID());
  private final UUID[] units = ids(UNITS);
  private final UUID[] people = ids(UNITS * COMMUNITIES * QUOTA);

  /** Places a town under a code that no division has. */
  public MadeUpTown(RandomGenerator random) {
    county = AreaCode.of("99%04d".formatted(1 + random.nextInt(9_999)));
    for (int n = 1; n <= COMMUNITIES; n++) {
      communities.add(AreaCode.of("%s001%03d".formatted(county.value().substring(0, 6), n)));
    }
  }

  private static UUID[] ids(int count) {
    return Stream.generate(UUID::randomUUID).limit(count).toArray(UUID[]::new);
  }

  public AreaCode county() {
    return county;
  }

  public ResponseId response() {
    return response;
  }

  /** Everybody who lives there; all can be sent. */
  public List<UUID> people() {
    return List.of(people);
  }

  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(
        Stream.concat(Stream.of(county), communities.stream()).map(MadeUpTown::area).toList());
  }

  private static Area area(AreaCode code) {
    return new Area(code, code.value(), Optional.empty(), Optional.of(new LonLat(120, 30)));
  }

  /** Builds it, as if all had been there before. */
  public void build(Sql tx, Instant now) {
    String[] codes = communities.stream().map(AreaCode::value).toArray(String[]::new);
    var all = Stream.concat(Stream.of(county), communities.stream());
    tx.run(AREAS, all.map(AreaCode::value).toArray(String[]::new), county);
    tx.run(UNITS_OF_IT, units, people.length / UNITS);
    var unitEach = new UUID[people.length];
    var homeEach = new String[people.length];
    for (int i = 0; i < people.length; i++) {
      unitEach[i] = units[i % units.length];
      homeEach[i] = codes[i % codes.length];
    }
    tx.run(PEOPLE, people, unitEach, homeEach);
    tx.run(PLAN, plan, county, codes, units, QUOTA);
    tx.run(RESPONSE, response, county, now.plusSeconds(3_600), plan, now);
  }

  /** The quotas of an order for it. */
  public List<UUID> quotas(Sql tx, OrderId order) {
    return tx.list(QUOTAS_OF, row -> row.getUUID("id"), order);
  }
}
