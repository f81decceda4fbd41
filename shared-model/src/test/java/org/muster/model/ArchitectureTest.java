package org.muster.model;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.testing.PackageMap;

/**
 * The map of the rules: who may know whom. What a line does not name is not allowed; a new package
 * needs a line.
 */
final class ArchitectureTest {
  private static final String ROOT = "org.muster.model";
  private static final String GEOMETRY = "org.locationtech.jts.";
  private static final String JSON = "com.fasterxml.jackson.";

  private static final PackageMap MAP = new PackageMap(ROOT, "java.", "org.jspecify.", ROOT);

  @Test
  void dependencies() {
    MAP.of("").uses();
    MAP.of("place").uses(GEOMETRY);
    MAP.of("roster").uses("place");
    MAP.of("access").uses("place", "roster");
    MAP.of("plan").uses("place", "roster", "matching");
    MAP.of("wave").uses("place", "plan", "roster", "matching");
    MAP.of("matching").uses("place", "roster");
    MAP.of("delivery").uses("plan", "roster");
    MAP.of("order").uses("place", "roster", "access", "plan", "matching", GEOMETRY);
    MAP.of("assignment").uses("place", "roster", "access", "order");
    MAP.of("record").uses("place", "roster", "access", "order", "assignment");
    MAP.of("team").uses("place", "roster", "access", "order");
    MAP.of("duty").uses("place", "roster", "access", "order");
    MAP.of("request").uses("place", "roster", "access", "order", "assignment");
    MAP.of("registry").uses("place", "roster", "access");
    MAP.of("talk").uses("place", "roster", "access", "order", "assignment");
    MAP.of("wire")
        .uses(
            "place",
            "roster",
            "access",
            "plan",
            "order",
            "assignment",
            "record",
            "team",
            "duty",
            "registry",
            "request",
            "talk",
            GEOMETRY,
            JSON);
    assertEquals("", MAP.strangers());
    assertEquals(Set.of(), MAP.misdrawn(), "packages and lines of the map");
  }

  @Test
  void noCycles() {
    MAP.assertNoCycles();
  }

  @Test
  void rulesHaveNoClockAndNoDice() {
    noClasses()
        .should()
        .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime|randomUUID|random")))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, Clock.class, InstantSource.class)
        .because("time and chance arrive in the command")
        .check(MAP.classes());
  }
}
