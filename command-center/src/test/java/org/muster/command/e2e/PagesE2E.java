package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each role's way through the screens, in a real browser. Where changes are checked (CI is set) a
 * browser and the built pages must be there; elsewhere their absence is said aloud.
 */
@Timeout(600)
class PagesE2E {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path BUILT = Path.of("target", "classes", "desk", "files.txt");
  private static final Path ROSTER =
      Path.of("src", "test", "resources", "rosters", "messy-3-errors.xlsx").toAbsolutePath();
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int MINUTES_MAX = 8;

  @Test
  void everyRoleGoesItsWayThroughTheScreens() throws Exception {
    String browser = browser().orElseGet(() -> missing("a Chromium (MUSTER_CHROMIUM, or on PATH)"));
    if (!Files.exists(BUILT)) {
      missing("the built pages (npm, and a build without -DskipWeb)");
    }
    County.tell(
        "pages",
        Map.of(),
        server -> {
          assertEquals(0, played(server, browser), "the stories in the browser");
          server.stop();
          assertEquals(List.of(), server.errors());
        });
  }

  private static int played(ServerProcess server, String browser) throws Exception {
    Path shots = Path.of("target", "screenshots").toAbsolutePath();
    var playing =
        new ProcessBuilder(HOME.resolve("scripts/web").toString(), "e2e", "command-center")
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true);
    playing
        .environment()
        .putAll(
            Map.of(
                "MUSTER_URL", server.address().toString(),
                "MUSTER_DATA", server.data().toString(),
                "MUSTER_SHOTS", shots.toString(),
                "MUSTER_ROSTER", ROSTER.toString(),
                "MUSTER_CHROMIUM", browser));
    Process process = playing.start();
    Thread told =
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(System.out::println));
    try {
      assertTrue(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES), "the stories come to an end");
      told.join();
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Optional<String> browser() {
    Optional<String> named = Optional.ofNullable(System.getenv("MUSTER_CHROMIUM"));
    return named.or(
        () ->
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst());
  }

  private static String missing(String what) {
    String said = "！！浏览器测试未进行 THE PAGES WERE NOT TESTED IN A BROWSER: missing " + what;
    if (System.getenv("CI") != null) {
      throw new AssertionError(said);
    }
    System.out.println(said);
    return abort(said);
  }
}
