package org.muster.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Processor time by whom it was used, in microseconds.
 *
 * @param nodes all servers
 * @param database PostgreSQL with its backends
 * @param crowds what plays the phones
 */
record ProcessorTime(long nodes, long database, long crowds) {
  /** Linux counts it in hundredths of a second. */
  private static final long TICK_US = 10_000;

  /** In {@code /proc/PID/stat} after the name: own time, then that of children who have ended. */
  private static final List<Integer> FIELDS = List.of(11, 12, 13, 14);

  /** Without what plays the phones. */
  long servers() {
    return nodes + database;
  }

  ProcessorTime minus(ProcessorTime before) {
    return new ProcessorTime(
        nodes - before.nodes, database - before.database, crowds - before.crowds);
  }

  /** The part of it that falls to so long a time of a longer one. */
  ProcessorTime share(long of, long all) {
    return new ProcessorTime(nodes * of / all, database * of / all, crowds * of / all);
  }

  /** What a process and its children have used so far. */
  static long of(ProcessHandle process) {
    return LongStream.concat(
                LongStream.of(process.pid()), process.children().mapToLong(ProcessHandle::pid))
            .map(ProcessorTime::ticks)
            .sum()
        * TICK_US;
  }

  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return FIELDS.stream().mapToLong(field -> Long.parseLong(fields[field])).sum();
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
