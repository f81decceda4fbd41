package org.muster.command;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The map of the server along the road of a message: who may know whom. What a line does not name
 * is not allowed; a new package needs a line.
 */
final class ArchitectureTest {
  private static final String ROOT = "org.muster.command";
  private static final String MODEL = "org.muster.model.";
  private static final String JSON = "com.fasterxml.jackson.";
  private static final String GEOMETRY = "org.locationtech.jts.";
  private static final String VERTX = "io.vertx.";
  private static final String NETTY = "io.netty.";
  private static final String METERS = "io.micrometer.";
  private static final String FILTERS = "org.geotools.";
  private static final String SHEETS = "org.dhatim.fastexcel.";
  private static final String PACKAGES = "org.sqlite.";
  private static final String SECRETS = "org.bouncycastle.";
  private static final String CODES = "com.eatthepath.otp.";
  private static final String MIGRATIONS = "org.flywaydb.";
  private static final String UNPACK = "org.apache.commons.compress.";
  private static final String XZ = "org.tukaani.xz.";

  /** What a query answers with. */
  private static final String ROWS = "io.vertx.sqlclient.";

  private static final String BYTES = "io.vertx.core.buffer.";

  /** The edges say it: come back later. */
  private static final String AWAY = "store.UnavailableException";

  /** What everybody may know. */
  private static final List<String> EVERYBODY =
      List.of("java.", "javax.", "org.jspecify.", "org.slf4j.");

  /**
   * What is not as the map has it and is to be repaired. A line that is no longer true fails the
   * test as well.
   */
  private static final Set<String> DEBTS =
      Set.of(
          // SQL, and what it answers with, belongs to the store.
          "desk.ImportWork knows io.vertx.pgclient.PgException",
          // Routes ask desks and views; what they show should not be a row of the store.
          "http.SessionRoutes knows store.Session",
          "http.TokenAuthenticator knows store.Session",
          // Secrets are the desks' affair.
          "http.FieldRoutes knows secret.ArrivalCodes",
          "http.SessionRoutes knows secret.Tokens",
          "http.TokenAuthenticator knows secret.Tokens",
          // The relay should say where a mailbox stands in its own words.
          "socket.Session knows store.Mailboxes",
          // Commands that are started by hand stand beside the assembly.
          "load.LoadCounty knows picocli.CommandLine",
          "store.Rebuild knows picocli.CommandLine",
          "store.Verify knows picocli.CommandLine",
          // One GeoJSON writer would do, in the model's wire package.
          "view.AreaViews knows geo.GeoJson",
          // The preview shows what a desk computed; the records of the answer belong to the model.
          "view.PreviewView knows desk.LiaisonDesk",
          "view.PreviewView knows desk.Mobilising",
          "view.PreviewView knows desk.OrderDesk");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private final Set<String> lines = new TreeSet<>();
  private final Set<String> strangers = new TreeSet<>();

  @Test
  void dependencies() {
    of("settings").uses(MODEL, JSON);
    of("text").uses(MODEL);
    of("audience").uses(MODEL, "store", GEOMETRY);
    of("secret").uses(MODEL, "settings", SECRETS, CODES);
    of("sheet").uses(MODEL, GEOMETRY, SHEETS);
    of("geo").uses(MODEL, "sheet", GEOMETRY, FILTERS, JSON, PACKAGES);
    of("store")
        .uses(MODEL, "settings", "secret", GEOMETRY, JSON, VERTX, SECRETS, MIGRATIONS, UNPACK, XZ);
    of("desk").uses(MODEL, "store", "audience", "secret", "sheet", "geo", JSON);
    of("view").uses(MODEL, "store", "audience", "secret", "sheet", "text", GEOMETRY, JSON, ROWS, BYTES);
    of("relay").uses(MODEL, "store", METERS);
    of("timer").uses(MODEL, "desk", "store");
    of("socket").uses(MODEL, "desk", "view", "relay", "text", AWAY, JSON, VERTX, NETTY, METERS);
    of("warmup").uses(MODEL, "desk", "store", "relay", "socket", JSON, VERTX, METERS);
    of("http").uses(MODEL, "desk", "view", "text", AWAY, JSON, VERTX, METERS);
    of("load").uses(MODEL, "desk", "secret", JSON);
    lines.add(ROOT); // The assembly knows all.
    assertEquals(String.join("\n", new TreeSet<>(DEBTS)), String.join("\n", strangers));
    assertEquals(packages(), lines, "packages and lines of the map");
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheEdgesLookAtTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".http", ROOT + ".socket", ROOT + ".relay")
        .should()
        .callMethodWhere(
            target(nameMatching("now|currentTimeMillis"))
                .and(target(owner(resideInAnyPackage("java..")))))
        .because("desks, stores and timers are told the time, so that tests can set it")
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
