package org.muster.model;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The map of the rules: who may know whom. What a line does not name is not allowed; a new package
 * needs a line.
 */
final class ArchitectureTest {
  private static final String ROOT = "org.muster.model";
  private static final String GEOMETRY = "org.locationtech.jts.";
  private static final String JSON = "com.fasterxml.jackson.";

  /** What everybody may know. */
  private static final List<String> EVERYBODY = List.of("java.", "org.jspecify.", ROOT);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private final Set<String> lines = new TreeSet<>();
  private final Set<String> strangers = new TreeSet<>();

  @Test
  void dependencies() {
    of("").uses();
    of("place").uses(GEOMETRY);
    of("roster").uses("place");
    of("access").uses("place", "roster");
    of("plan").uses("place", "roster");
    of("matching").uses("place", "roster");
    of("delivery").uses("plan", "roster");
    of("order").uses("place", "roster", "access", "plan", "matching", GEOMETRY);
    of("assignment").uses("place", "roster", "access", "order");
    of("record").uses("place", "roster", "access", "order", "assignment");
    of("team").uses("place", "roster", "access", "order");
    of("registry").uses("place", "roster", "access");
    of("wire")
        .uses(
            "place",
            "roster",
            "access",
            "plan",
            "order",
            "assignment",
            "record",
            "team",
            "registry",
            GEOMETRY,
            JSON);
    assertEquals("", String.join("\n", strangers));
    assertEquals(packages(), lines, "packages and lines of the map");
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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
        .check(CLASSES);
  }

  private static Set<String> packages() {
    var names = new TreeSet<String>();
    CLASSES.forEach(type -> names.add(type.getPackageName()));
    return names;
  }

  private Line of(String name) {
    lines.add(full(name));
    return new Line(name);
  }

  /** A package and what its classes may know. */
  private final class Line {
    private final String name;

    Line(String name) {
      this.name = name;
    }

    void uses(String... others) {
      Set<String> allowed = new TreeSet<>(EVERYBODY);
      allowed.add(full(name));
      Stream.of(others).map(o -> o.endsWith(".") ? o : full(o)).forEach(allowed::add);
      CLASSES.stream()
          .filter(type -> type.getPackageName().equals(full(name)))
          .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
          .filter(it -> !isAllowed(it.getTargetClass().getBaseComponentType(), allowed))
          .forEach(it -> strangers.add(story(it)));
    }
  }

  /** Our own packages count without those beneath them, those of others with them. */
  private static boolean isAllowed(JavaClass used, Set<String> allowed) {
    return used.isPrimitive()
        || allowed.contains(used.getPackageName())
        || allowed.contains(outermost(used))
        || allowed.stream().anyMatch(it -> it.endsWith(".") && used.getName().startsWith(it));
  }

  private static String story(Dependency dependency) {
    String origin = outermost(dependency.getOriginClass());
    String target = outermost(dependency.getTargetClass().getBaseComponentType());
    return (origin + " knows " + target).replace(ROOT + ".", "");
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }

  private static String full(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }
}
