package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.PeopleStore.Wanted;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.model.order.OrderId;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/** What of somebody's past stands in the way of a new order, whichever way they are asked for. */
final class PeopleStoreIT {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(8));
  private static final Duration REST = Duration.ofHours(8);

  /** Times are given in hours from {@link #NOW}. */
  private static final String ASSIGN =
      """
      insert into assignment (id, order_id, quota_id, unit_id, community, volunteer_id, state, source,
        offered_at, answer_by, during, relieved_at, space, version)
      select gen_random_uuid(), $1, gen_random_uuid(), v.unit_id, 'c', v.id, $3, $4, now(), now(),
        tstzrange($5::timestamptz, $6::timestamptz), $7, $8, 1
      from volunteer v where v.id = $2
      """;

  private final PeopleStore people = new PeopleStore(REST);
  private final OrderId order = new OrderId(UUID.randomUUID());
  private final OrderId other = new OrderId(UUID.randomUUID());
  private TestDatabase test;
  private SmallTown town;
  private VolunteerId anna;

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    town.unit("民政局", 1, 1);
    anna =
        new VolunteerId(
            test.database().read(sql -> sql.get("select id from volunteer", r -> r.getUUID("id"))));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatSomebodyDidNotTakeElsewhereIsInNobodysWay() {
    for (String state : List.of("declined", "expired", "withdrawn", "absent")) {
      past(other, state, "shock", Duration.ZERO, null, "live");
    }

    known().forEach(known -> assertTrue(mayBeAsked(known), known::toString));
  }

  @Test
  void whoWasAskedUnderTheOrderIsNotAskedAgainHoweverItEnded() {
    past(order, "declined", "shock", Duration.ZERO, null, "live");

    known().forEach(known -> assertTrue(known.asked() && !known.thanked(), known::toString));
  }

  @Test
  void aReserveWhoWasThankedMayBeAskedAgain() {
    past(order, "withdrawn", "reserve", Duration.ZERO, null, "live");

    known().forEach(known -> assertTrue(known.thanked() && !known.asked(), known::toString));
  }

  @Test
  void whoIsPromisedElsewhereAtTheTimeCannotGoAndBeforeOrAfterItCan() {
    past(other, "accepted", "shock", Duration.ofHours(-20), null, "live");
    past(other, "accepted", "shock", Duration.ofHours(9), null, "live");
    past(other, "accepted", "shock", Duration.ofHours(1), null, "drill");
    known().forEach(known -> assertEquals(Set.of(), known.person().bars()));

    past(other, "accepted", "shock", Duration.ofHours(1), null, "live");

    known().forEach(known -> assertEquals(Set.of(Bar.ELSEWHERE), known.person().bars()));
  }

  @Test
  void whoWasRelievedRestsAndTheirWeekIsCounted() {
    past(other, "relieved", "shock", Duration.ofDays(-9), Duration.ofDays(-8), "live");
    past(other, "confirmed", "shock", Duration.ofDays(-3), Duration.ofDays(-2), "live");
    past(other, "confirmed", "shock", Duration.ofDays(-3), Duration.ofHours(-1), "drill");
    known().forEach(known -> assertEquals(1, known.person().recentDuties()));
    known().forEach(known -> assertTrue(mayBeAsked(known), known::toString));

    past(other, "relieved", "shock", Duration.ofHours(-9), Duration.ofHours(-1), "live");

    known().forEach(known -> assertEquals(2, known.person().recentDuties()));
    known().forEach(known -> assertEquals(Set.of(Bar.RESTING), known.person().bars()));
  }

  private static boolean mayBeAsked(Known known) {
    return known.person().isAble() && !known.asked();
  }

  /** Anna, found by her unit, by her id and in line; and as a person of her unit, the same. */
  private List<Known> known() {
    var task = new Eligibility.Task(new TimeSpan(NOW, LATER), Set.of());
    var wanted = new Wanted(order, task, "live");
    var ids = List.of(anna);
    List<Known> found = found(wanted, ids);
    var person =
        test.database().read(sql -> people.peopleOf(sql, town.units, task, "live")).getFirst();
    found.forEach(known -> assertEquals(known.person(), person));
    return found;
  }

  private List<Known> found(Wanted wanted, List<VolunteerId> ids) {
    return test.database()
        .read(
            sql ->
                Stream.of(
                        people.ofUnits(sql, town.units, wanted),
                        people.ofIds(sql, ids, wanted),
                        people.inLine(sql, ids, wanted))
                    .map(List::getFirst)
                    .toList());
  }

  private void past(
      OrderId under,
      String state,
      String source,
      Duration from,
      @Nullable Duration relieved,
      String space) {
    Instant begun = NOW.plus(from);
    test.database()
        .read(
            sql ->
                sql.run(
                    ASSIGN,
                    under,
                    anna,
                    state,
                    source,
                    begun,
                    begun.plus(Duration.ofHours(6)),
                    relieved == null ? null : NOW.plus(relieved),
                    space));
  }
}
