package org.muster.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.model.testing.PackageMap;

/** The map of the field side: cards and outbox know nothing of the connection. */
final class ArchitectureTest {
  private static final String MODEL = "org.muster.model.";
  private static final String JSON = "com.fasterxml.jackson.";
  private static final String VERTX = "io.vertx.core.";
  private static final String GEOMETRY = "org.locationtech.jts.";
  private static final String SECRETS = "org.bouncycastle.util.encoders.";
  private static final String CODES = "com.eatthepath.otp.";
  private static final String CRYPTO = "javax.crypto.";
  private static final String PAGES = "com.sun.net.httpserver.";
  private static final String COMMANDS = "picocli.";

  private static final PackageMap MAP =
      new PackageMap("org.muster.field", "java.", "org.jspecify.", "org.slf4j.");

  @Test
  void dependencies() {
    MAP.rootKnowsAll();
    MAP.of("task").uses(MODEL, JSON);
    MAP.of("outbox").uses(MODEL, JSON);
    MAP.of("link").uses(MODEL, "task", "outbox", JSON, VERTX);
    MAP.of("station").uses(MODEL, JSON, PAGES, COMMANDS);
    MAP.of("simulate")
        .uses(
            MODEL, "task", "outbox", "link", JSON, VERTX, GEOMETRY, SECRETS, CODES, CRYPTO,
            COMMANDS);
    assertEquals("", MAP.strangers());
    assertEquals(Set.of(), MAP.misdrawn(), "packages and lines of the map");
  }

  @Test
  void noCycles() {
    MAP.assertNoCycles();
  }
}
