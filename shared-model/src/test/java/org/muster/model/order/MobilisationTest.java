package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.model.testing.SampleOrder.order;
import static org.muster.model.testing.SampleVolunteer.volunteer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.matching.Person;
import org.muster.model.matching.Ranking;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Bar;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.testing.SampleOrder;
import org.muster.model.testing.SampleVolunteer;

/**
 * Whom an order asks. The plan: the library sends 1, 2 or 4 people to the riverside (常态、应急、紧急), the
 * hospital 0, 2 or 6; the library alone sends 1, 1 or 5 to the hillside.
 */
final class MobilisationTest {
  private static final OrderId ORDER = new OrderId(new UUID(0, 99));
  private static final AreaCode RIVERSIDE = AreaCode.of("330522001001");
  private static final AreaCode HILLSIDE = AreaCode.of("330522001002");
  private static final AreaCode NOBODYS = AreaCode.of("330522001003");
  private static final UnitId LIBRARY = new UnitId(new UUID(0, 1));
  private static final UnitId HOSPITAL = new UnitId(new UUID(0, 2));
  private static final UnitId MUSEUM = new UnitId(new UUID(0, 3));

  private final Map<UnitId, List<Person>> people = new HashMap<>();
  private List<AreaCode> target = List.of(RIVERSIDE, HILLSIDE);
  private long strangers = 1000;

  @Test
  void byPlanEachUnitOwesWhatThePlanSaysForTheTier() {
    assertEquals(
        Map.of("library→riverside", 2, "hospital→riverside", 2, "library→hillside", 1),
        quotas(order()));
    assertEquals(
        Map.of("library→riverside", 4, "hospital→riverside", 6, "library→hillside", 5),
        quotas(order().in(Tier.CRITICAL)));
  }

  @Test
  void whoOwesNobodyHasNoQuota() {
    assertEquals(
        Map.of("library→riverside", 1, "library→hillside", 1), quotas(order().in(Tier.NORMAL)));
  }

  @Test
  void onlyTheTargetIsServed() {
    target = List.of(HILLSIDE);
    assertEquals(Map.of("library→hillside", 1), quotas(order()));
  }

  @Test
  void onlyTheNamedUnitsAreAsked() {
    assertEquals(Map.of("hospital→riverside", 2), quotas(order().of(HOSPITAL)));
  }

  @Test
  void aTotalIsSpreadAsThePlanWeighsCommunitiesAndUnits() {
    assertEquals(
        Map.of("library→riverside", 4, "hospital→riverside", 4, "library→hillside", 2),
        quotas(order().asking("{\"total\":10}")));
  }

  @Test
  void aNumberPerCommunityIsSharedByItsUnits() {
    assertEquals(
        Map.of("library→riverside", 2, "hospital→riverside", 1, "library→hillside", 3),
        quotas(order().asking("{\"perCommunity\":3}")));
  }

  @Test
  void totalWithANumberForEachWasSpreadUnevenly() {
    assertEquals(
        Map.of("library→riverside", 3, "hospital→riverside", 2, "library→hillside", 5),
        quotas(order().asking("{\"total\":10,\"perCommunity\":5}")));
  }

  @Test
  void communityWithoutAnyUnitSwallowedPeople() {
    target = List.of(RIVERSIDE, HILLSIDE, NOBODYS);
    assertEquals(6, mobilised(order().asking("{\"total\":6,\"perCommunity\":2}")).need());
    target = List.of(HILLSIDE, NOBODYS);
    assertEquals(
        Map.of("library→hillside", 6), quotas(order().asking("{\"total\":6}").in(Tier.NORMAL)));
  }

  @Test
  void whereThePlanNamesNobodyNobodyIsAsked() {
    target = List.of(NOBODYS);
    assertEquals(Map.of(), quotas(order()));
    assertEquals(Map.of(), quotas(order().asking("{\"total\":6}")));
  }

  @Test
  void namedUnitsShareByHowManyCanGo() {
    given(MUSEUM, 20);
    given(HOSPITAL, 10);
    assertEquals(
        Map.of("museum→riverside", 8, "hospital→hillside", 4),
        quotas(order().of(MUSEUM, HOSPITAL).asking("{\"total\":12}").in(Tier.CRITICAL)));
  }

  @Test
  void unitNamedForOneCommunityWasSentThereForAll() {
    given(HOSPITAL, 20);
    assertEquals(
        Map.of("hospital→riverside", 8, "hospital→hillside", 2),
        quotas(order().of(HOSPITAL).asking("{\"total\":10}")));
  }

  @Test
  void unitsOutsideThePlanCanHelpOut() {
    given(MUSEUM, 5);
    assertEquals(
        Map.of("museum→riverside", 2, "museum→hillside", 2),
        quotas(order().of(MUSEUM).asking("{\"perCommunity\":2}")));
  }

  @Test
  void eachQuotaStandsOnceHoweverOftenAUnitIsNamed() {
    given(MUSEUM, 5);
    var quotas = mobilised(order().of(MUSEUM, MUSEUM).asking("{\"total\":9}")).quotas();
    assertEquals(quotas.size(), quotas.stream().map(Quota::id).distinct().count());
  }

  @Test
  void underACeilingAUnitOwesEachOfItsCommunitiesLessAndWhatThePlanWantsOfItNobodyElseOwes() {
    var ceiling = order().asking("{\"byPlan\":true,\"perUnit\":5}").in(Tier.CRITICAL);
    assertEquals(
        Map.of("library→riverside", 2, "hospital→riverside", 5, "library→hillside", 3),
        quotas(ceiling));
    assertEquals(5, mobilised(ceiling).beyondCeiling());
    assertEquals(0, mobilised(order().in(Tier.CRITICAL)).beyondCeiling());
  }

  @Test
  void anotherUnitOfTheCommunityTakesOverWhatOneMayNotSendAsFarAsItHasPeople() {
    given(LIBRARY, 9);
    given(HOSPITAL, 9);
    var shared = order().asking("{\"perCommunity\":6,\"perUnit\":7}");
    assertEquals(
        Map.of("library→riverside", 1, "hospital→riverside", 5, "library→hillside", 6),
        quotas(shared));
    people.remove(HOSPITAL);
    given(HOSPITAL, 4);
    assertEquals(1, mobilised(shared).beyondCeiling());
  }

  @Test
  void namedUnitsSendWhatTheOthersMayNot() {
    given(MUSEUM, 20);
    given(HOSPITAL, 10);
    Mobilisation mobilisation =
        mobilised(order().of(MUSEUM, HOSPITAL).asking("{\"total\":12,\"perUnit\":7}"));
    assertEquals(7, mobilisation.need(MUSEUM));
    assertEquals(5, mobilisation.need(HOSPITAL));
    assertEquals(0, mobilisation.beyondCeiling());
  }

  @Test
  void aUnitThatCannotSendEnoughIsShort() {
    given(LIBRARY, 2);
    given(HOSPITAL, 7);
    Mobilisation mobilisation = mobilised(order());
    assertEquals(3, mobilisation.need(LIBRARY));
    assertEquals(1, mobilisation.shortage(LIBRARY));
    assertEquals(0, mobilisation.shortage(HOSPITAL), "those left over do not make up for others");
    assertEquals(1, mobilisation.shortage());
  }

  @Test
  void barredPeopleDoNotCountAsAble() {
    given(LIBRARY, Person.unpaired(volunteer(1).of(LIBRARY).volunteer(), Set.of(Bar.UNINSURED), 0));
    assertEquals(0, mobilised(order()).able().get(LIBRARY));
  }

  @Test
  void shockTeamsAreRungAtOnceInCriticalOnly() {
    VolunteerId member = shockMember(LIBRARY, 1);
    given(LIBRARY, 3);
    assertEquals(List.of(), rung(order()));
    assertEquals(List.of(member), rung(order().in(Tier.CRITICAL)));
  }

  @Test
  void nobodyElseIsWantedWhenOnlyShockTeamsAre() {
    VolunteerId member = shockMember(LIBRARY, 1);
    given(LIBRARY, 3);
    var shockOnly = order().asking("{\"byPlan\":true,\"shockOnly\":true}");
    assertEquals(List.of(member), rung(shockOnly));
    assertEquals(1, mobilised(shockOnly).able().get(LIBRARY));
  }

  @Test
  void barredMembersAreNotRung() {
    var barred = volunteer(1).of(LIBRARY).inShockTeam().volunteer();
    given(LIBRARY, Person.unpaired(barred, Set.of(Bar.RESTING), 0));
    assertEquals(List.of(), rung(order().in(Tier.CRITICAL)));
  }

  @Test
  void shockTeamsCountAgainstTheQuotaAndAreNeverMoreThanIt() {
    for (int n = 1; n <= 30; n++) {
      shockMember(LIBRARY, n);
    }
    Mobilisation mobilisation = mobilised(order().in(Tier.CRITICAL));
    for (Quota quota : mobilisation.quotas()) {
      assertTrue(quota.shock().size() <= quota.need(), quota.toString());
    }
    assertEquals(mobilisation.need(LIBRARY), rung(order().in(Tier.CRITICAL)).size());
    assertEquals(
        Set.copyOf(rung(order().in(Tier.CRITICAL))).size(),
        rung(order().in(Tier.CRITICAL)).size(),
        "nobody is rung twice");
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    for (int n = 1; n <= 10; n++) {
      shockMember(n % 2 == 0 ? LIBRARY : HOSPITAL, n);
    }
    Mobilisation once = mobilised(order().in(Tier.CRITICAL));
    people.replaceAll((_, list) -> list.reversed());
    assertEquals(once, mobilised(order().in(Tier.CRITICAL)));
  }

  private void given(UnitId unit, int count) {
    for (int i = 0; i < count; i++) {
      given(unit, able(volunteer(++strangers).of(unit)));
    }
  }

  private void given(UnitId unit, Person person) {
    people.computeIfAbsent(unit, _ -> new ArrayList<>()).add(person);
  }

  private VolunteerId shockMember(UnitId unit, long n) {
    var member = volunteer(n).of(unit).inShockTeam();
    given(unit, able(member));
    return member.volunteer().id();
  }

  private static Person able(SampleVolunteer volunteer) {
    return Person.unpaired(volunteer.volunteer(), Set.of(), 0);
  }

  private Mobilisation mobilised(SampleOrder order) {
    var lines =
        List.of(
            line(RIVERSIDE, LIBRARY, 1, 2, 4),
            line(RIVERSIDE, HOSPITAL, 0, 2, 6),
            line(HILLSIDE, LIBRARY, 1, 1, 5));
    var question = new Mobilisation.Question(ORDER, order.text(), target, lines, people, List.of());
    return Mobilisation.of(question, new Ranking((_, _) -> OptionalDouble.empty()));
  }

  private Map<String, Integer> quotas(SampleOrder order) {
    var quotas = new LinkedHashMap<String, Integer>();
    for (Quota quota : mobilised(order).quotas()) {
      quotas.put(name(quota.unit()) + "→" + name(quota.community()), quota.need());
    }
    return quotas;
  }

  private List<VolunteerId> rung(SampleOrder order) {
    return mobilised(order).quotas().stream().flatMap(q -> q.shock().stream()).toList();
  }

  private static String name(UnitId unit) {
    return unit.equals(LIBRARY) ? "library" : unit.equals(HOSPITAL) ? "hospital" : "museum";
  }

  private static String name(AreaCode community) {
    return community.equals(RIVERSIDE) ? "riverside" : "hillside";
  }

  private static PlanLine line(AreaCode place, UnitId unit, int n, int e, int c) {
    return new PlanLine(place, unit, n, e, c, Optional.empty());
  }
}
