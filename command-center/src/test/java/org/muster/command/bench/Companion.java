package org.muster.command.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process of the same program that does one thing and is asked line by line. */
final class Companion implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;

  Companion(Class<?> main, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** What it says first, unasked. */
  long[] hear() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("a companion process ended; its reason is above");
      }
      return Stream.of(line.split(" ", -1))
          .filter(w -> !w.equals("ok"))
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long[] ask(String order) {
    try {
      orders.write(order + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hear();
  }

  /** Processor time used so far, in microseconds. */
  long cpuUs() {
    return ProcessorTime.of(process.toHandle());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
