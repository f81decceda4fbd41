package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleOrder.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.RefusedException;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.testing.SampleOrder;
import org.muster.model.wire.Json;

/** What the text of an order must say before anybody reviews it. */
final class OrderDocumentTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind",
        "title",
        "nature",
        "response",
        "tier",
        "issuer",
        "signer",
        "basis",
        "task",
        "risk",
        "contact",
        "target",
        "need",
        "addressees"
      })
  void eachMemberOfTheFormIsRequired(String member) {
    assertFault(member, order().without(member));
    assertFault(member, order().with(member, "null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "issuer", "signer", "basis", "task", "risk", "contact"})
  void blankTextCountsAsMissing(String member) {
    assertFault(member, order().with(member, "\" \\u3000 \""));
  }

  @Test
  void textsAreKeptWithoutOuterBlanks() {
    assertEquals("夜间涉水", order().with("risk", "\" 夜间涉水 \"").text().risk());
  }

  @Test
  void overlongTextsAreRefused() {
    assertFault("title", order().with("title", "\"" + "长".repeat(201) + "\""));
    assertEquals(200, order().with("title", "\"" + "长".repeat(200) + "\"").text().title().length());
  }

  @Test
  void whatIsOptionalMayBeLeftOut() {
    OrderDocument text = order().text();
    assertEquals(Optional.empty(), text.urgency());
    assertEquals(List.of(), text.copyTo());
    assertEquals(List.of(), text.units());
    assertEquals(Map.of(), text.meetingPoints());
    assertEquals(Optional.empty(), text.until());
  }

  @Test
  void contactIsATextOrANameWithATelephone() {
    OrderDocument text = order().with("contact", "{\"name\":\"张三\",\"phone\":\"110\"}").text();
    assertEquals("张三 110", text.contact().text());
  }

  @Test
  void meetingPointsStandByCommunity() {
    AreaCode community = AreaCode.of("330522001001");
    OrderDocument text = order().meetingAt(community, "社区服务中心").text();
    assertEquals(Map.of(community, "社区服务中心"), text.meetingPoints());
  }

  @Test
  void timesFollowEachOther() {
    assertFault("namesBy", order().at("receiptBy", NOON).at("namesBy", NOON.minusSeconds(1)));
    assertFault("until", order().at("arriveBy", NOON).at("until", NOON.minusSeconds(1)));
    assertEquals(
        Optional.of(NOON), order().at("receiptBy", NOON).at("namesBy", NOON).text().namesBy());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, 604_801})
  void answersTakeOneSecondToSevenDays(int seconds) {
    assertFault("answerWithinS", order().with("answerWithinS", Integer.toString(seconds)));
  }

  @Test
  void unitNamedTwiceIsAskedOnce() {
    UnitId library = new UnitId(new UUID(0, 1));
    UnitId hospital = new UnitId(new UUID(0, 2));
    assertEquals(List.of(library, hospital), order().of(library, hospital, library).text().units());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"areas\":[]}",
        "{\"center\":[120.1,30.2]}",
        "{\"radiusM\":500}",
        "{\"center\":[120.1],\"radiusM\":500}",
        "{\"center\":[120.1,30.2],\"radiusM\":0}",
        "{\"center\":[120.1,30.2],\"radiusM\":500001}",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[120.1,30.2]}}",
        "{\"areas\":[\"33052\"]}"
      })
  void targetNamesAPlace(String target) {
    assertTrue(fault(order().with("target", target)).startsWith("target"), target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[30.2,120.1]", "[181,30]", "[120.1,null]", "[null,null]"})
  void centerOutsideTheGlobeIsABadInputAndNotABreakdown(String center) {
    String target = "{\"center\":%s,\"radiusM\":500}".formatted(center);
    assertFault("target.center", order().with("target", target));
  }

  @Test
  void targetMayJoinAreasAndACircle() {
    Target target =
        order()
            .with("target", "{\"areas\":[\"330522\"],\"center\":[120.1,30.2],\"radiusM\":800}")
            .text()
            .target();
    assertEquals(List.of(AreaCode.of("330522000000")), target.areas());
    assertEquals(Optional.of(List.of(120.1, 30.2)), target.center());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|need",
        "{\"byPlan\":false}|need",
        "{\"skills\":[\"医护\"]}|need",
        "{\"byPlan\":true,\"total\":5}|need",
        "{\"byPlan\":true,\"perCommunity\":5}|need",
        "{\"total\":0}|need.total",
        "{\"total\":-1}|need.total",
        "{\"total\":1000001}|need.total",
        "{\"total\":2.5}|need.total",
        "{\"perCommunity\":0}|need.perCommunity"
      })
  void needIsThePlansOrANumber(String need, String field) {
    assertFault(field, order().asking(need));
  }

  @Test
  void needSaysHowManyAndWhatTheyCanDo() {
    Need need =
        order().asking("{\"total\":5,\"skills\":[\"医护\"],\"shockOnly\":true}").text().need();
    assertEquals(Optional.of(5), need.total());
    assertEquals(List.of("医护"), need.skills());
    assertTrue(need.isShockOnly());
    assertEquals(Need.ofPlan(), order().text().need());
  }

  @Test
  void theTextSurvivesItsJourneyThroughJson() {
    OrderDocument text =
        order()
            .with("urgency", "\"extraUrgent\"")
            .with("copyTo", "[\"市委办\"]")
            .at("receiptBy", NOON)
            .at("until", NOON.plusSeconds(3600))
            .meetingAt(AreaCode.of("330522001001"), "社区服务中心")
            .with("answerWithinS", "600")
            .with(
                "target",
                """
                {"geometry":{"type":"Polygon","coordinates":[[[120,30],[121,30],[121,31],[120,30]]]}}
                """)
            .text();
    assertEquals(text, Json.read(Json.write(text), OrderDocument.class));
    assertEquals(Urgency.EXTRA_URGENT, text.urgency().orElseThrow());
  }

  private static String fault(SampleOrder order) {
    var refused = assertThrows(RefusedException.class, order::text);
    assertEquals(1, refused.problems().size());
    return refused.problems().getFirst().field();
  }

  private static void assertFault(String field, SampleOrder order) {
    assertEquals(field, fault(order));
  }
}
