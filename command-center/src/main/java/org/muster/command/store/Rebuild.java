package org.muster.command.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.muster.command.settings.NotStartedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Folds all events into fresh state tables and compares them with those in use. */
@Command(
    name = "scripts/rebuild",
    description = {
      "由事件日志重建状态表并与现表比对。",
      "Rebuilds the state tables from the event log and compares; exit code 1 when they differ."
    })
public final class Rebuild implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "--data", paramLabel = "DIR", description = "数据目录。Folder of the data.")
  @Nullable Path data;

  @Option(
      names = "--replace",
      description = "用重建的表替换现表（请先停机）。Puts the rebuilt rows in place; stop the server first.")
  boolean replace;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  private Rebuild() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Rebuild()).execute(arguments));
  }

  @Override
  public Integer call() {
    try (var script = ScriptDatabase.open(Optional.ofNullable(data))) {
      var result = script.database().transaction(tx -> new Rebuilding().run(tx, replace));
      OUT.printf("事件 events  %d%n", result.events());
      result
          .rows()
          .forEach(
              (table, rows) ->
                  OUT.printf(
                      "%-16s %d 行 rows, %d 处不同 differences%n",
                      table, rows, result.differences().get(table)));
      OUT.println(result.isEqual() ? "一致 equal" : replace ? "已替换 replaced" : "不一致 different");
      return result.isEqual() || replace ? 0 : 1;
    } catch (NotStartedException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    }
  }
}
