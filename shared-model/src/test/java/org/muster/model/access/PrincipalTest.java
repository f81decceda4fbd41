package org.muster.model.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Who sees what. Everybody below has the role named, unit 1, volunteer 1 and the street 001. */
final class PrincipalTest {
  private static final AreaCode STREET = AreaCode.of("330522001");
  private static final AreaCode COMMUNITY = AreaCode.of("330522001001");
  private static final AreaCode OTHER_STREET = AreaCode.of("330522002");
  private static final AreaCode COUNTY = AreaCode.of("330522");

  @ParameterizedTest
  @CsvSource({
    // role     | own area | other area | own unit | other unit | own self | gives orders
    "COMMANDER,   true,      false,       true,      true,        true,      true",
    "DISPATCHER,  true,      false,       true,      true,        true,      true",
    "LIAISON,     false,     false,       true,      false,       true,      false",
    "COMMUNITY,   true,      false,       false,     false,       true,      false",
    "VOLUNTEER,   false,     false,       false,     false,       true,      false",
    "AUDITOR,     true,      false,       true,      true,        true,      false",
    "SYSADMIN,    false,     false,       false,     false,       true,      false",
    "SECADMIN,    false,     false,       false,     false,       true,      false"
  })
  void everyRoleSeesItsPart(
      Role role,
      boolean ownArea,
      boolean otherArea,
      boolean ownUnit,
      boolean otherUnit,
      boolean ownSelf,
      boolean commands) {
    Principal principal = principal(Optional.of(STREET), role);
    assertEquals(ownArea, principal.sees(STREET), "own area");
    assertEquals(ownArea, principal.sees(COMMUNITY), "what lies beneath");
    assertEquals(otherArea, principal.sees(OTHER_STREET), "beside");
    assertFalse(principal.sees(COUNTY), "above");
    assertEquals(ownUnit, principal.sees(new UnitId(new UUID(0, 1))), "own unit");
    assertEquals(otherUnit, principal.sees(new UnitId(new UUID(0, 2))), "other unit");
    assertEquals(ownSelf, principal.sees(new VolunteerId(new UUID(0, 1))), "own self");
    assertFalse(principal.sees(new VolunteerId(new UUID(0, 2))), "somebody else");
    assertEquals(commands, principal.commands(), "gives orders");
  }

  @Test
  void aCommandPostWithoutAnAreaSeesTheWholeCity() {
    assertTrue(principal(Optional.empty(), Role.COMMANDER).sees(OTHER_STREET));
    assertTrue(principal(Optional.empty(), Role.AUDITOR).sees(OTHER_STREET));
  }

  @Test
  void aCommunityWithoutAnAreaSeesNothing() {
    assertFalse(principal(Optional.empty(), Role.COMMUNITY).sees(COMMUNITY));
  }

  @Test
  void aCommunitySeesNoOtherCommunity() {
    Principal one = principal(Optional.of(COMMUNITY), Role.COMMUNITY);
    assertTrue(one.sees(COMMUNITY));
    assertFalse(one.sees(AreaCode.of("330522001002")));
    assertFalse(one.sees(STREET));
  }

  @Test
  void aLiaisonWithoutAUnitSpeaksForNone() {
    var nobodys =
        new Principal(
            new AccountId(new UUID(0, 1)),
            "联络员",
            Set.of(Role.LIAISON),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertFalse(nobodys.sees(new UnitId(new UUID(0, 1))));
  }

  @Test
  void severalRolesSeeWhatEachSees() {
    Principal both = principal(Optional.of(STREET), Role.LIAISON, Role.COMMUNITY);
    assertTrue(both.sees(COMMUNITY));
    assertTrue(both.sees(new UnitId(new UUID(0, 1))));
    assertTrue(both.isAny(Set.of(Role.COMMUNITY, Role.AUDITOR)));
    assertFalse(both.isAny(Set.of(Role.COMMANDER)));
  }

  @Test
  void administratorsAreThreePersonsAndNeitherTheyNorResidentsHoldAnotherRole() {
    var administrators = EnumSet.of(Role.AUDITOR, Role.SYSADMIN, Role.SECADMIN);
    var alone = EnumSet.copyOf(administrators);
    alone.add(Role.RESIDENT);
    for (Role one : Role.values()) {
      for (Role other : Role.values()) {
        boolean together = one == other || !(alone.contains(one) || alone.contains(other));
        assertEquals(!together, one.excludes(other), one + " with " + other);
      }
    }
    assertEquals(
        administrators,
        EnumSet.copyOf(Arrays.stream(Role.values()).filter(Role::isAdministrator).toList()));
  }

  private static Principal principal(Optional<AreaCode> area, Role... roles) {
    return new Principal(
        new AccountId(new UUID(0, 1)),
        "某人",
        Set.of(roles),
        Optional.of(new UnitId(new UUID(0, 1))),
        area,
        Optional.of(new VolunteerId(new UUID(0, 1))));
  }
}
