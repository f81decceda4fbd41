package org.muster.command.script;

import org.muster.command.store.Rebuilding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Folds all events into fresh state tables and compares them with those in use. */
@Command(
    name = "scripts/rebuild",
    description = {
      "由事件日志重建状态表并与现表比对。",
      "Rebuilds the state tables from the event log and compares; exit code 1 when they differ."
    })
public final class Rebuild extends DatabaseScript {
  @Option(
      names = "--replace",
      description = "用重建的表替换现表（请先停机）。Puts the rebuilt rows in place; stop the server first.")
  boolean replace;

  private Rebuild() {}

  public static void main(String[] arguments) {
    run(new Rebuild(), arguments);
  }

  @Override
  int work(ScriptDatabase on) {
    var result = on.database().transaction(tx -> new Rebuilding().run(tx, replace));
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
  }
}
