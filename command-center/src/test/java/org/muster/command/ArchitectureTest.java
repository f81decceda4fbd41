package org.muster.command;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.muster.model.testing.PackageMap;

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
  private static final String HAZELCAST = "com.hazelcast.";
  private static final String NETTY = "io.netty.";
  private static final String METERS = "io.micrometer.";
  private static final String FILTERS = "org.geotools.";
  private static final String SHEETS = "org.dhatim.fastexcel.";
  private static final String PACKAGES = "org.sqlite.";
  private static final String SECRETS = "org.bouncycastle.";
  private static final String CODES = "com.eatthepath.otp.";
  private static final String PASSKEYS = "com.webauthn4j.";
  private static final String MIGRATIONS = "org.flywaydb.";
  private static final String UNPACK = "org.apache.commons.compress.";
  private static final String XZ = "org.tukaani.xz.";

  /** What a query answers with. */
  private static final String ROWS = "io.vertx.sqlclient.";

  private static final String BYTES = "io.vertx.core.buffer.";

  /** What desks and sockets leave with the other nodes. */
  private static final String SIGHTINGS = "cluster.Sightings";

  private static final String PRESENCE = "cluster.Presence";

  /** The edges say it: come back later. */
  private static final String AWAY = "store.UnavailableException";

  /**
   * What is not as the map has it and is to be repaired. A line that is no longer true fails the
   * test as well.
   */
  private static final Set<String> DEBTS =
      Set.of(
          // Secrets are the desks' affair.
          "http.FieldRoutes knows secret.ArrivalCodes",
          // The relay should say where a mailbox stands in its own words.
          "socket.Session knows store.Mailboxes",
          // One GeoJSON writer would do, in the model's wire package.
          "view.AreaViews knows geo.GeoJson",
          // The preview shows what a desk computed; the records of the answer belong to the model.
          "view.PreviewView knows desk.Mobilising",
          "view.PreviewView knows desk.OrderDesk",
          "view.ProposalView knows desk.Proposing");

  private static final PackageMap MAP =
      new PackageMap(ROOT, "java.", "javax.", "org.jspecify.", "org.slf4j.");

  @Test
  void dependencies() {
    MAP.of("settings").uses(MODEL, JSON);
    MAP.of("text").uses(MODEL);
    MAP.of("audience").uses(MODEL, "store", GEOMETRY);
    MAP.of("secret").uses(MODEL, "settings", SECRETS, CODES, PASSKEYS);
    MAP.of("sheet").uses(MODEL, GEOMETRY, SHEETS);
    MAP.of("geo").uses(MODEL, "sheet", GEOMETRY, FILTERS, JSON, PACKAGES);
    MAP.of("store")
        .uses(
            MODEL,
            "settings",
            "secret",
            GEOMETRY,
            JSON,
            VERTX,
            SECRETS,
            MIGRATIONS,
            UNPACK,
            XZ,
            "com.fasterxml.uuid.");
    MAP.of("cluster").uses(MODEL, "settings", VERTX, HAZELCAST, METERS);
    MAP.of("desk").uses(MODEL, "store", "audience", "secret", "sheet", "geo", SIGHTINGS, JSON);
    MAP.of("view")
        .uses(MODEL, "store", "audience", "secret", "sheet", "text", GEOMETRY, JSON, ROWS, BYTES);
    MAP.of("notify").uses(MODEL, "secret", JSON, "com.interaso.webpush.");
    MAP.of("alert").uses(MODEL, "store", "secret", "notify", "text", JSON);
    MAP.of("practice").uses(MODEL, "notify", JSON, "com.sun.net.httpserver.", "picocli.");
    MAP.of("relay").uses(MODEL, "store", METERS);
    MAP.of("timer").uses(MODEL, "desk", "store");
    MAP.of("socket")
        .uses(MODEL, "desk", "view", "relay", "text", PRESENCE, AWAY, JSON, VERTX, NETTY, METERS);
    MAP.of("warmup")
        .uses(MODEL, "desk", "store", "relay", "socket", "cluster", JSON, VERTX, METERS);
    MAP.of("http").uses(MODEL, "desk", "view", "text", AWAY, JSON, VERTX, METERS);
    MAP.of("load").uses(MODEL, "desk", "secret", JSON, "picocli.");
    MAP.of("script").uses("store", "settings", VERTX, "picocli.");
    MAP.rootKnowsAll();
    assertEquals(String.join("\n", new TreeSet<>(DEBTS)), MAP.strangers());
    assertEquals(Set.of(), MAP.misdrawn(), "packages and lines of the map");
  }

  @Test
  void noCycles() {
    MAP.assertNoCycles();
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
        .check(MAP.classes());
  }
}
