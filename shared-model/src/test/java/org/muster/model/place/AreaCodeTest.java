package org.muster.model.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.place.AreaCode.Level;

/** The tree of divisions: province, city, county, street, community. */
final class AreaCodeTest {
  @ParameterizedTest
  @CsvSource({
    "33,           PROVINCE,  330000000000, 330000000000",
    "3305,         CITY,      330500000000, 330000000000",
    "330522,       COUNTY,    330522000000, 330500000000",
    "330522001,    STREET,    330522001000, 330522000000",
    "330522001003, COMMUNITY, 330522001003, 330522001000",
    "330522001000, STREET,    330522001000, 330522000000",
    // A city without counties (东莞) and a county-level city under a province (仙桃).
    "441900003,    STREET,    441900003000, 441900000000",
    "429004,       COUNTY,    429004000000, 429000000000"
  })
  void shortCodesArePaddedAndHaveALevelAndAParent(
      String text, Level level, String padded, String parent) {
    AreaCode code = AreaCode.of(text);
    assertEquals(padded, code.value());
    assertEquals(padded, code.toString());
    assertEquals(level, code.level());
    assertEquals(new AreaCode(parent), code.parent());
  }

  @Test
  void anAreaCoversItselfAndWhatLiesBeneath() {
    AreaCode county = AreaCode.of("330522");
    assertTrue(county.covers(county));
    assertTrue(county.covers(AreaCode.of("330522001003")));
    assertFalse(county.covers(AreaCode.of("330523001003")));
    assertFalse(county.covers(AreaCode.of("3305")));
    AreaCode community = AreaCode.of("330522001003");
    assertTrue(community.covers(community));
    assertFalse(community.covers(AreaCode.of("330522001004")));
  }

  @Test
  void everyParentCoversItsChild() {
    AreaCode code = AreaCode.of("330522001003");
    while (code.level() != Level.PROVINCE) {
      assertTrue(code.parent().covers(code), code.toString());
      assertFalse(code.covers(code.parent()), code.toString());
      code = code.parent();
    }
    assertEquals(code, code.parent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "3305220010031", "33052200100A", "030522001003", "３３０５２２"})
  void nonsenseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> AreaCode.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"330", "33052", "3305220", "33052200", "3305220010", "33052200100"})
  void codeThatLostADigitBecameAnotherPlace(String text) {
    assertThrows(IllegalArgumentException.class, () -> AreaCode.of(text));
  }

  @Test
  void blanksAroundACodeDoNotMatter() {
    assertEquals(AreaCode.of("330522"), AreaCode.of(" 330522 "));
  }

  @Test
  void codesSortAlongTheTree() {
    assertTrue(AreaCode.of("330522").compareTo(AreaCode.of("330522001")) < 0);
    assertTrue(AreaCode.of("330522001001").compareTo(AreaCode.of("330522002")) < 0);
  }
}
