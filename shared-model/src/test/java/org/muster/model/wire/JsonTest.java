package org.muster.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.assignment.Assignment;
import org.muster.model.order.Kind;
import org.muster.model.order.Need;
import org.muster.model.order.OrderId;
import org.muster.model.order.Urgency;
import org.muster.model.place.AreaCode;
import org.muster.model.place.CoordType;
import org.muster.model.plan.Tier;

/** The one JSON form of the project, and what it says of wrong input. */
final class JsonTest {
  private static final OrderId ORDER = new OrderId(new UUID(0, 1));

  record Inner(Tier tier, int people) {}

  record Holder(Need need) {}

  record Outer(
      OrderId id,
      String title,
      Instant at,
      List<Inner> parts,
      Optional<AreaCode> area,
      Optional<Integer> most,
      Optional<Holder> inner) {
    Outer {
      title = Texts.required("title", title, 10);
      parts = Texts.orEmpty(parts);
    }
  }

  @Test
  void recordsAreWrittenWithIdsAsTextTimesInIsoAndWithoutWhatIsAbsent() {
    var value =
        new Outer(
            ORDER,
            "令",
            Instant.parse("2026-11-22T02:15:00Z"),
            List.of(new Inner(Tier.CRITICAL, 3)),
            Optional.of(AreaCode.of("330522")),
            Optional.empty(),
            Optional.empty());
    String text =
        """
        {"id":"00000000-0000-0000-0000-000000000001","title":"令","at":"2026-11-22T02:15:00Z",\
        "parts":[{"tier":"critical","people":3}],"area":"330522000000"}\
        """;
    assertEquals(text, Json.write(value));
    assertEquals(value, Json.read(text, Outer.class));
  }

  @Test
  void everyTimeIsWrittenAsItselfHoweverManyThereAre() {
    for (int round = 0; round < 2; round++) {
      for (long ms = 0; ms < 1_000; ms++) {
        Instant at = Instant.ofEpochSecond(1_790_000_000L, ms * 1_000_000 + ms % 3 * 1_000);
        assertEquals('"' + at.toString() + '"', Json.write(at));
      }
    }
  }

  @Test
  void timesWithAnyOffsetAreTheSameMoment() {
    assertEquals(
        Instant.parse("2026-11-22T02:15:00Z"),
        Json.read("\"2026-11-22T10:15:00+08:00\"", Instant.class));
    assertEquals("\"PT1M30S\"", Json.write(Duration.ofSeconds(90)));
  }

  @ParameterizedTest
  @CsvSource({
    "ON_POST, onPost",
    "OFFERED, offered",
    "EXTRA_URGENT, extraUrgent",
    "URGENT_NOTICE, urgentNotice",
    "GCJ02, gcj02"
  })
  void enumsAreCamelCase(String constant, String word) {
    List<Class<? extends Enum<?>>> types =
        List.of(Assignment.State.class, Urgency.class, Kind.class, CoordType.class);
    Enum<?> value =
        types.stream()
            .flatMap(type -> List.of(type.getEnumConstants()).stream())
            .filter(c -> c.name().equals(constant))
            .findFirst()
            .orElseThrow();
    assertEquals(word, EnumNames.of(value));
    assertEquals("\"" + word + "\"", Json.write(value));
    assertEquals(value, Json.read("\"" + word + "\"", value.getDeclaringClass()));
    assertEquals("{\"" + word + "\":1}", Json.write(Map.of(value, 1)));
  }

  @Test
  void unknownMembersAreIgnored() {
    assertEquals(
        new Inner(Tier.NORMAL, 3),
        Json.read("{\"tier\":\"normal\",\"people\":3,\"later\":{\"a\":[1]}}", Inner.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'title':null}|title",
        "{}|title",
        "{'title':'twelve signs'}|title",
        "{'title':'令','id':'not an id'}|id",
        "{'title':'令','at':'tomorrow'}|at",
        "{'title':'令','at':'2026-11-22T10:15:00'}|at",
        "{'title':'令','parts':[{'tier':'normal','people':1},{'tier':'loud','people':1}]}|parts[1].tier",
        "{'title':'令','parts':[{'tier':'normal','people':'many'}]}|parts[0].people",
        "{'title':'令','parts':[{'tier':'normal','people':null}]}|parts[0].people",
        "{'title':'令','area':'33052X'}|area",
        "{'title':'令','most':[]}|most",
        "{'title':'令','most':{}}|most",
        "{'title':'令','inner':{'need':{'total':0}}}|inner.need.total",
        "{'title':'令','inner':{'need':{}}}|inner.need",
        "{'title':{'令':1}}|title"
      })
  void wrongMembersAreNamedByTheirPath(String text, String field) {
    var refused = refused(text);
    assertEquals(Refusal.INVALID, refused.refusal());
    assertEquals(List.of(field), refused.problems().stream().map(FieldProblem::field).toList());
    assertTrue(!refused.problems().getFirst().reason().isBlank());
  }

  @Test
  void halfAPersonWasRoundedDown() {
    assertEquals(
        "parts[0].people",
        refused("{'title':'令','parts':[{'tier':'normal','people':2.9}]}")
            .problems()
            .getFirst()
            .field());
  }

  @Test
  void numbersWereTakenForTheNameOfATier() {
    assertEquals(
        "parts[0].tier",
        refused("{'title':'令','parts':[{'tier':1,'people':2}]}").problems().getFirst().field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'title':'令'} x", "{'title':'a','title':'b'}", "// no", "[1,]"})
  void whatIsNoJsonIsRefused(String text) {
    assertEquals(Refusal.INVALID, refused(text).refusal());
  }

  @Test
  void nothingIsNoValue() {
    assertEquals(Refusal.INVALID, refused("null").refusal());
  }

  @Test
  void oneValueStandsForAListOfOne() {
    String text = "{'title':'令','parts':{'tier':'normal','people':3}}".replace('\'', '"');
    assertEquals(List.of(new Inner(Tier.NORMAL, 3)), Json.read(text, Outer.class).parts());
  }

  private static RefusedException refused(String text) {
    return assertThrows(
        RefusedException.class, () -> Json.read(text.replace('\'', '"'), Outer.class));
  }
}
