package org.muster.command.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells stories in the demo county: each on a server of its own, over a copy of the data that one
 * first start of this very program has made for all of them.
 */
public final class County {
  /** For a server of which nothing is measured: its life is too short for the second compiler. */
  public static final Map<String, String> BRIEF =
      Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

  private static final Path FOLDER = Path.of("target", "e2e").toAbsolutePath();

  /** How long the very first start took. */
  private static Optional<Duration> firstStart = Optional.empty();

  private County() {}

  /** What happens on a server. */
  @FunctionalInterface
  interface Story {
    void happen(ServerProcess server) throws Exception;
  }

  /**
   * Plays a story; afterwards nothing of it runs any more. When it fails, the server's last words
   * are printed.
   *
   * @param settings variables of the server's environment
   */
  static void tell(String name, Map<String, String> settings, Story story) throws Exception {
    Path data = copied(name);
    try (var server = new ServerProcess(data, settings)) {
      try {
        story.happen(server);
      } catch (Throwable failure) {
        System.out.println("The server of the story " + name + " said:\n" + server.lastWords());
        throw failure;
      }
    }
    remove(data);
  }

  public static Path folder() {
    return FOLDER;
  }

  static synchronized Duration firstStart() {
    return firstStart.orElseThrow();
  }

  private static Path copied(String name) throws IOException, InterruptedException {
    Path copy = FOLDER.resolve(name);
    copyTo(copy);
    return copy;
  }

  /**
   * Copies the data of a county at peace, its database stopped.
   *
   * @param folder that is not there yet, or is empty
   */
  public static synchronized void copyTo(Path folder) throws IOException, InterruptedException {
    Path origin = FOLDER.resolve("county");
    if (firstStart.isEmpty()) {
      firstStart = Optional.of(made(origin));
    }
    Files.createDirectories(folder);
    // The owner of the database's files is not that of the process, and must stay.
    var copying = new ProcessBuilder("cp", "-a", origin + "/.", folder.toString()).inheritIO();
    if (copying.start().waitFor() != 0) {
      throw new IllegalStateException("the county cannot be copied to " + folder);
    }
  }

  /** How long the first start took, of this program or an earlier process that tried the same. */
  private static Duration made(Path origin) throws IOException {
    Path note = FOLDER.resolve("first-start");
    String program = ServerProcess.program();
    List<String> known = Files.exists(note) ? Files.readAllLines(note) : List.of();
    if (known.size() == 2 && known.getFirst().equals(program)) {
      return Duration.parse(known.getLast());
    }
    remove(FOLDER);
    Files.createDirectories(FOLDER);
    try (var server = new ServerProcess(origin, Map.of())) {
      server.stop();
      Files.write(note, List.of(program, server.startTime().toString()));
      return server.startTime();
    }
  }

  public static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
