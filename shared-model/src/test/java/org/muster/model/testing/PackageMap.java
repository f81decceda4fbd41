package org.muster.model.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The map of a module's packages: who may know whom. What a line does not name is not allowed, and
 * every package has a line.
 */
public final class PackageMap {
  private final String root;
  private final List<String> everybody;
  private final JavaClasses classes;
  private final Set<String> lines = new TreeSet<>();
  private final Set<String> strangers = new TreeSet<>();

  /**
   * @param root of the module's packages
   * @param everybody what every class may know: packages, or with a dot at the end all beneath one
   */
  public PackageMap(String root, String... everybody) {
    this.root = root;
    this.everybody = List.of(everybody);
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
  }

  public JavaClasses classes() {
    return classes;
  }

  /** Begins the line of a package; the root itself has no name. */
  public Line of(String name) {
    lines.add(full(name));
    return new Line(name);
  }

  /** The root's classes may know everything: they put the parts together. */
  public void rootKnowsAll() {
    lines.add(root);
  }

  /** What is known against the map, one {@code A knows B} a line, sorted. */
  public String strangers() {
    return String.join("\n", strangers);
  }

  /** Packages without a line, and lines without a package, sorted. */
  public Set<String> misdrawn() {
    var packages = new TreeSet<String>();
    classes.forEach(type -> packages.add(type.getPackageName()));
    var misdrawn = new TreeSet<>(packages);
    misdrawn.removeAll(lines);
    lines.stream().filter(line -> !packages.contains(line)).forEach(misdrawn::add);
    return misdrawn;
  }

  /** Fails when packages know each other in a circle. */
  public void assertNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  /** A package and what its classes may know. */
  public final class Line {
    private final String name;

    private Line(String name) {
      this.name = name;
    }

    /** Packages of this module by their short names; others in full, with a dot at the end. */
    public void uses(String... others) {
      Set<String> allowed = new TreeSet<>(everybody);
      allowed.add(full(name));
      Stream.of(others).map(o -> o.endsWith(".") ? o : full(o)).forEach(allowed::add);
      classes.stream()
          .filter(type -> type.getPackageName().equals(full(name)))
          .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
          .filter(it -> !isAllowed(it.getTargetClass().getBaseComponentType(), allowed))
          .forEach(it -> strangers.add(story(it)));
    }
  }

  private static boolean isAllowed(JavaClass used, Set<String> allowed) {
    return used.isPrimitive()
        || allowed.contains(used.getPackageName())
        || allowed.contains(outermost(used))
        || allowed.stream().anyMatch(it -> it.endsWith(".") && used.getName().startsWith(it));
  }

  private String story(Dependency dependency) {
    String origin = outermost(dependency.getOriginClass());
    String target = outermost(dependency.getTargetClass().getBaseComponentType());
    return (origin + " knows " + target).replace(root + ".", "");
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }

  private String full(String name) {
    return name.isEmpty() ? root : root + "." + name;
  }
}
