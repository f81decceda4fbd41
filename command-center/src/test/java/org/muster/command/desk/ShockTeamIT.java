package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Leases;
import org.muster.command.store.Leases.Lease;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.model.roster.Absence;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** A unit of twenty with a shock team of two, watched on a real database. */
final class ShockTeamIT {
  private static final String RECOUNT =
      """
      select u.headcount > 10 * (select count(*) from volunteer v where v.unit_id = u.id and v.shock
          and v.merged_into is null and v.health <> 'unfit' and $2::date between v.insured_from and v.insured_until
          and $2::date between v.trained_on and v.trained_until and age($2::date, v.birth) >= interval '18 years'
          and not exists (select from jsonb_array_elements(v.absences) a
            where (a->'during'->>'from')::timestamptz < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'
              and (a->'during'->>'until')::timestamptz > $3)) as short
      from unit u where u.id = $1
      """;

  private TestDatabase test;
  private SmallTown town;
  private UnitId water;
  private UUID liaison;
  private AbsenceDesk absences;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    water = town.unit("水利局", 20, 2);
    liaison = UUID.randomUUID();
    test.run(
        "insert into account (id, login, name, password_hash, roles, unit_id)"
            + " values ($1, 'liaison', '联络员', 'x', array['liaison'], $2)",
        liaison,
        water);
    absences = new AbsenceDesk(town.counter);
    count();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aCompleteTeamIsNoNews() {
    assertEquals(0, notices());
    assertEquals(0, facts());
    assertFalseShort();
  }

  @Test
  void goingOnLeaveTurnsTheUnitRedAndTellsItsLiaisonOnce() {
    VolunteerId member = members().getFirst();
    JsonNode entered = leave(member, Duration.ofHours(3), Duration.ofDays(2));
    count();
    count();

    assertTrue(isShort());
    assertEquals(1, facts());
    JsonNode notice = notice();
    assertEquals("shockTeamShort", notice.path("state").asText());
    assertEquals(1, notice.path("shortfall").asInt());

    leave(members().get(1), Duration.ofHours(1), Duration.ofDays(1));
    count();
    assertEquals(1, facts(), "a team that is short already does not fall short again");

    var envelope = Envelope.of(SmallTown.phone(member), UUID.randomUUID(), "back");
    var _ = absences.takeBack(envelope, member, UUID.fromString(entered.path("id").asText()));
    town.pass(Duration.ofHours(25));
    count();
    assertFalseShort();
    assertEquals(2, facts());
    assertEquals("shockTeamFilled", notice().path("state").asText());
    assertEquals(1, notices(), "the newest state takes the place of the one before");
    test.assertRebuilt();
  }

  @Test
  void insuranceThatEndsTurnsTheUnitRedAtMidnightOfTheCity() {
    test.run(
        "update volunteer set insured_until = '2026-11-22' where id = $1", members().getFirst());
    town.pass(Duration.between(town.now(), Instant.parse("2026-11-22T15:59:59Z")));
    count();
    assertFalseShort();
    town.pass(Duration.ofSeconds(1));
    count();
    assertTrue(isShort());
    assertEquals(1, facts());
  }

  @Test
  void aLargerHeadcountTurnsTheUnitRed() {
    var units = new UnitDesk(town.counter, town.vault);
    var changing = new UnitDesk.Changing(Optional.of(21), Optional.empty(), Optional.empty());
    var _ =
        units.change(
            Envelope.of(SmallTown.liaison(water), UUID.randomUUID(), "headcount"),
            water,
            1,
            changing);
    count();
    assertTrue(isShort());
  }

  @Test
  void anImportThatChangesManyAtOnceIsCountedOnce() {
    test.run("update volunteer set shock = false where unit_id = $1", water);
    test.run("update volunteer set health = 'limited' where unit_id = $1", water);
    count();
    assertTrue(isShort());
    assertEquals(1, facts());
    assertEquals(2, notice().path("shortfall").asInt());
  }

  @Test
  void whoMovesToAnotherUnitIsMissedByTheOldOne() {
    UnitId finance = town.unit("财政局", 5, 1);
    count();
    test.run("update volunteer set unit_id = $2 where id = $1", members().getFirst(), finance);
    count();
    assertTrue(isShort());
  }

  @Test
  void anySequenceOfChangesLeavesTheStateOfARecount() {
    long seed = new Random().nextLong();
    var chance = new Random(seed);
    for (int step = 0; step < Integer.getInteger("muster.steps", 40); step++) {
      change(chance);
      count();
      String story = "seed " + seed + ", step " + step + ", " + town.now();
      var today = town.now().atZone(org.muster.model.roster.Eligibility.BEIJING).toLocalDate();
      boolean recounted =
          test.database()
              .read(sql -> sql.get(RECOUNT, row -> row.getBoolean(0), water, today, town.now()));
      assertEquals(recounted, isShort(), story);
    }
    assertEquals(facts() % 2 == 1, isShort(), "seed " + seed + ": flips alternate");
    test.assertRebuilt();
  }

  private void change(Random chance) {
    VolunteerId somebody = people().get(chance.nextInt(20));
    switch (chance.nextInt(7)) {
      case 0 ->
          test.run("update unit set headcount = $2 where id = $1", water, 5 + chance.nextInt(30));
      case 1 -> test.run("update volunteer set shock = not shock where id = $1", somebody);
      case 2 ->
          test.run(
              "update volunteer set insured_until = $2 where id = $1",
              somebody,
              java.time.LocalDate.of(2026, 11, 22).plusDays(chance.nextInt(20)));
      case 3 -> {
        var _ =
            leave(
                somebody,
                Duration.ofHours(chance.nextInt(48)),
                Duration.ofHours(49 + chance.nextInt(48)));
      }
      case 4 ->
          test.run(
              "update volunteer set health = $2 where id = $1",
              somebody,
              chance.nextBoolean() ? "unfit" : "good");
      default -> town.pass(Duration.ofMinutes(chance.nextInt(2_000)));
    }
  }

  private JsonNode leave(VolunteerId who, Duration from, Duration until) {
    var entering =
        new AbsenceDesk.Entering(Absence.Kind.LEAVE, town.now().plus(from), town.now().plus(until));
    return absences.enter(
        Envelope.of(SmallTown.phone(who), UUID.randomUUID(), "leave"), who, entering);
  }

  private void count() {
    int done = 1;
    while (done > 0) {
      done = town.due.lookAround(lease());
    }
  }

  private Lease lease() {
    return test.database()
        .transaction(tx -> new Leases().take(tx, "timers", new UUID(1, 1), Duration.ofMinutes(1)))
        .orElseThrow();
  }

  private List<VolunteerId> members() {
    return volunteers("select id from volunteer where unit_id = $1 and shock order by id");
  }

  private List<VolunteerId> people() {
    return volunteers("select id from volunteer where unit_id = $1 order by id");
  }

  private List<VolunteerId> volunteers(String statement) {
    return new ArrayList<>(
        test.database()
            .read(sql -> sql.list(statement, row -> new VolunteerId(row.getUUID("id")), water)));
  }

  private boolean isShort() {
    return test.number("select count(*) as n from shock_team where unit_id = $1 and short", water)
        == 1;
  }

  private void assertFalseShort() {
    assertEquals(
        0, test.number("select count(*) as n from shock_team where unit_id = $1 and short", water));
  }

  private long facts() {
    return test.number("select count(*) as n from event where stream = $1", water);
  }

  private long notices() {
    return test.number("select count(*) as n from mailbox_item where recipient = $1", liaison);
  }

  private JsonNode notice() {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select body::text as body from mailbox_item where recipient = $1",
                    row -> Json.parse(row.getString("body")),
                    liaison));
  }
}
