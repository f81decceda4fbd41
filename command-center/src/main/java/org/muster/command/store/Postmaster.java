package org.muster.command.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL process that stands over one data folder.
 *
 * <p>A number in {@code postmaster.pid} proves nothing: after a power cut another program, or the
 * PostgreSQL of somebody else, may have got it. So the file must name this folder, and the process
 * must be a {@code postgres} that was started with {@code -D} and this folder.
 */
record Postmaster(ProcessHandle process) {
  private static final String PID_FILE = "postmaster.pid";

  /** Empty when nobody stands over the folder. */
  static Optional<Postmaster> over(Path folder) throws IOException {
    var lines = pidFile(folder);
    if (lines.size() < 2 || !same(Path.of(lines.get(1)), folder)) {
      return Optional.empty();
    }
    return pid(lines.getFirst())
        .flatMap(ProcessHandle::of)
        .filter(process -> isPostgresOver(process, folder))
        .map(Postmaster::new);
  }

  /** The port it listens on; the fourth line of its file. */
  static Optional<Integer> port(Path folder) throws IOException {
    var lines = pidFile(folder);
    return lines.size() > 3 && lines.get(3).matches("[0-9]{1,5}")
        ? Optional.of(Integer.valueOf(lines.get(3)))
        : Optional.empty();
  }

  /** Removes the file of a process that is no more; to be called when nobody stands there. */
  static void removeStaleFile(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(PID_FILE));
  }

  long pid() {
    return process.pid();
  }

  private static List<String> pidFile(Path folder) throws IOException {
    var file = folder.resolve(PID_FILE);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static Optional<Long> pid(String line) {
    return line.matches("[0-9]{1,10}") ? Optional.of(Long.valueOf(line)) : Optional.empty();
  }

  private static boolean isPostgresOver(ProcessHandle process, Path folder) {
    var arguments = List.of(process.info().arguments().orElse(new String[0]));
    int option = arguments.indexOf("-D");
    return process.isAlive()
        && process.info().command().filter(c -> c.endsWith("/postgres")).isPresent()
        && option >= 0
        && option + 1 < arguments.size()
        && same(Path.of(arguments.get(option + 1)), folder);
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }
}
