package org.muster.command.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.model.RefusedException;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.RosterFilter.Absent;
import org.muster.model.roster.RosterFilter.All;
import org.muster.model.roster.RosterFilter.Any;
import org.muster.model.roster.RosterFilter.Attribute;
import org.muster.model.roster.RosterFilter.Compares;
import org.muster.model.roster.RosterFilter.Comparison;
import org.muster.model.roster.RosterFilter.Like;
import org.muster.model.roster.RosterFilter.Lives;
import org.muster.model.roster.RosterFilter.Not;

/**
 * Filters as advanced users write them; three communities lie a kilometre apart on one parallel.
 */
final class EcqlTest {
  private static final Jurisdiction PLACES = places();

  @Test
  void comparisonsAreReadWithTheirKinds() {
    assertEquals(
        new All(
            List.of(
                new Compares(Attribute.SKILL, Comparison.EQUAL, "急救"),
                new Compares(Attribute.AGE, Comparison.LESS, new BigDecimal("45")),
                new Compares(Attribute.SHOCK, Comparison.EQUAL, true))),
        read("skill = '急救' AND age < 45 AND shock = true"));
    assertEquals(
        new Compares(
            Attribute.INSURED_UNTIL, Comparison.GREATER_OR_EQUAL, LocalDate.of(2026, 12, 31)),
        read("insuredUntil >= '2026-12-31'"));
    assertEquals(
        new Compares(Attribute.AGE, Comparison.LESS, new BigDecimal("45")), read("45 > age"));
  }

  @Test
  void orNotInLikeNullAndBetweenAreRead() {
    assertEquals(
        new Any(
            List.of(
                new Compares(Attribute.SKILL, Comparison.EQUAL, "急救"),
                new Compares(Attribute.SKILL, Comparison.EQUAL, "消防"))),
        read("skill IN ('急救', '消防')"));
    assertEquals(
        new Not(new Like(Attribute.DEPARTMENT, "办公%", false)), read("NOT department LIKE '办公%'"));
    assertEquals(new Like(Attribute.NAME, "%o'b%", true), read("name ILIKE '%o''b%'"));
    assertEquals(new Absent(Attribute.COMMUNITY), read("community IS NULL"));
    assertEquals(
        new All(
            List.of(
                new Compares(Attribute.AGE, Comparison.GREATER_OR_EQUAL, new BigDecimal("20")),
                new Compares(Attribute.AGE, Comparison.LESS_OR_EQUAL, new BigDecimal("30")))),
        read("age BETWEEN 20 AND 30"));
  }

  @Test
  void aPlaceBecomesTheCommunitiesItHoldsFor() {
    assertEquals(
        new Lives(Set.of(community(1), community(2))),
        read("DWITHIN(home, POINT(119.900 31.0), 1100, meters)"));
    assertEquals(
        new Lives(Set.of(community(1), community(2), community(3))),
        read("DWITHIN(home, POINT(119.900 31.0), 2.5, kilometers)"));
    assertEquals(
        new Lives(Set.of(community(3))),
        read(
            "INTERSECTS(home, POLYGON((119.915 30.9, 120 30.9, 120 31.1, 119.915 31.1, 119.915"
                + " 30.9)))"));
    assertEquals(new Lives(Set.of(community(1))), read("BBOX(home, 119.89, 30.9, 119.905, 31.1)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phone = '13800000000'|position 1: unknown attribute",
        "age > 3 AND idNumber = 'x'|position 13: unknown attribute",
        "age >|position",
        "age = 3 OR|position",
        "(age = 3|position 9: a bracket is not closed",
        "age = 3)|position 8: a bracket that was not opened",
        "age = 3; drop table volunteer|position 8: not understood",
        "strConcat(name, 'x') = 'y'|position 1: unknown attribute",
        "age = name|is compared with a value",
        "name < 'x'|is not compared by size",
        "age = 'old'|is a number",
        "shock = 'maybe'|is true or false",
        "insuredUntil < 'soon'|is a date",
        "home = 'here'|is a place",
        "DWITHIN(home, POINT(119.9 31.0), 500000, meters)|a radius is at most",
        "DWITHIN(home, POINT(119.9 31.0), 0, meters)|a radius is at most",
        "DWITHIN(age, POINT(119.9 31.0), 1, meters)|is no place"
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String reason) {
    var refused = assertThrows(RefusedException.class, () -> read(text));
    assertTrue(refused.problems().getFirst().reason().contains(reason), refused::toString);
    assertTrue(refused.problems().getFirst().field().startsWith("q"), refused::toString);
  }

  @Test
  void longAndDeepFiltersAreRefusedBeforeTheyAreParsed() {
    assertThrows(RefusedException.class, () -> read("(".repeat(21) + "age = 3" + ")".repeat(21)));
    assertThrows(RefusedException.class, () -> read("NOT ".repeat(500) + "age = 3"));
    assertThrows(RefusedException.class, () -> read("age = 3 AND ".repeat(100) + "age = 3"));
  }

  @Test
  void aTextOverWhichTheParserTripsIsRefused() {
    var refused =
        assertThrows(RefusedException.class, () -> read("age < POLYGON home meters name AND 3 31"));
    assertEquals("q", refused.problems().getFirst().field());
  }

  @Test
  void scrambledFiltersAreReadOrRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    var chance = new Random(seed);
    var words =
        List.of(
            "age",
            "skill",
            "home",
            "name",
            "(",
            ")",
            "=",
            "<>",
            "<",
            "AND",
            "OR",
            "NOT",
            "IN",
            "LIKE",
            "BETWEEN",
            "IS",
            "NULL",
            "'急救'",
            "3",
            "true",
            "2026-01-01T00:00:00Z",
            "BEFORE",
            "DWITHIN",
            "POINT",
            "POLYGON",
            "BBOX",
            ",",
            "119.9",
            "31",
            "meters");
    for (int round = 0; round < Integer.getInteger("muster.rounds", 3_000); round++) {
      var text = new ArrayList<String>();
      for (int i = chance.nextInt(14); i >= 0; i--) {
        text.add(words.get(chance.nextInt(words.size())));
      }
      String filter = String.join(" ", text);
      try {
        read(filter);
      } catch (RefusedException e) {
        assertTrue(e.problems().getFirst().field().startsWith("q"), filter);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + filter, e);
      }
    }
  }

  private static RosterFilter read(String text) {
    return Ecql.read(text, PLACES);
  }

  private static AreaCode community(int n) {
    return AreaCode.of("330522001%03d".formatted(n));
  }

  private static Jurisdiction places() {
    var areas = new ArrayList<Area>();
    for (int n = 1; n <= 3; n++) {
      var center = new LonLat(119.89 + n * 0.0105, 31.0);
      areas.add(new Area(community(n), "社区" + n, Optional.empty(), Optional.of(center)));
    }
    return Jurisdiction.of(areas);
  }
}
