package org.muster.command.script;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.muster.command.settings.NotStartedException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A command that works on the database of the settings, or of a data folder. */
abstract class DatabaseScript implements Callable<Integer> {
  static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "--data", paramLabel = "DIR", description = "数据目录。Folder of the data.")
  @Nullable Path data;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  /** Does the work; returns the exit code. */
  abstract int work(ScriptDatabase on);

  @Override
  public final Integer call() {
    try (var database = ScriptDatabase.open(Optional.ofNullable(data))) {
      return work(database);
    } catch (NotStartedException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    }
  }

  static void run(DatabaseScript script, String... arguments) {
    System.exit(new CommandLine(script).execute(arguments));
  }
}
