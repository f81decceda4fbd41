package org.muster.command.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Plays the stories that a module's pages tell in a real browser. Where changes are checked (CI is
 * set) a browser and the built pages must be there; elsewhere their absence is said aloud.
 */
final class Stories {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int MINUTES_MAX = 8;
  private static final int LINES_MAX = 60;

  /** Pushes are made, but only towards this machine. */
  private static final Map<String, String> PUSHES =
      Map.of("MUSTER_PUSH_CONTACT", "mailto:duty@example.org", "MUSTER_PUSH_SERVICES", "localhost");

  private Stories() {}

  /**
   * Plays them on a server of their own.
   *
   * @param module whose pages
   * @param folder of the server's classes into which they were built
   * @param more variables that the stories need
   */
  static void play(String module, String folder, Map<String, String> more) throws Exception {
    play(module, folder, more, Map.of());
  }

  /**
   * The same on a server that is set in its own way.
   *
   * @param settings variables of the server's environment
   */
  static void play(
      String module, String folder, Map<String, String> more, Map<String, String> settings)
      throws Exception {
    String browser = browser().orElseGet(() -> missing("a Chromium (MUSTER_CHROMIUM, or on PATH)"));
    if (!Files.exists(Path.of("target", "classes", folder, "files.txt"))) {
      missing("the built pages (npm, and a build without -DskipWeb)");
    }
    var started = new HashMap<>(County.BRIEF);
    started.putAll(PUSHES);
    started.putAll(settings);
    County.tell(
        folder,
        started,
        server -> {
          var variables = new HashMap<>(more);
          variables.put("MUSTER_URL", server.address().toString());
          variables.put("MUSTER_DATA", server.data().toString());
          variables.put(
              "MUSTER_SHOTS", Path.of("target", "screenshots").toAbsolutePath().toString());
          variables.put("MUSTER_CHROMIUM", browser);
          variables.put("MUSTER_TEXTS", server.texts().toString());
          try (Plug plug = new Plug(server)) {
            variables.put("MUSTER_PLUG", plug.address().toString());
            assertEquals(
                "", played(module, variables), "what failed of the stories in the browser");
          }
          server.stop();
          assertEquals(List.of(), server.errors());
        });
  }

  /**
   * Nothing when every story came to its good end, otherwise what was said of those that failed.
   */
  private static String played(String module, Map<String, String> variables) throws Exception {
    var playing =
        new ProcessBuilder(HOME.resolve("scripts/web").toString(), "e2e", module)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true);
    playing.environment().putAll(variables);
    Process process = playing.start();
    var said = new ArrayList<String>();
    Thread told =
        Thread.ofVirtual()
            .start(
                () -> process.inputReader().lines().peek(System.out::println).forEach(said::add));
    try {
      assertTrue(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES), "the stories come to an end");
      told.join();
      return process.exitValue() == 0 ? "" : failures(said);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /**
   * The part of what was said that names the failures: of a long log often only the end is kept.
   */
  private static String failures(List<String> said) {
    List<String> named =
        said.stream().dropWhile(line -> !line.contains("FAIL ")).limit(LINES_MAX).toList();
    return String.join("\n", named.isEmpty() ? said : named);
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
