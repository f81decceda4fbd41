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

/** Begins a new epoch of the mailboxes, after the database's files were put back from a copy. */
@Command(
    name = "scripts/new-epoch",
    description = {
      "用文件副本恢复数据库之后运行：所有手机重新同步全部内容。",
      "To be run after the database's files were put back from a copy: every phone is sent"
          + " everything."
    })
public final class NewEpoch implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "--data", paramLabel = "DIR", description = "数据目录。Folder of the data.")
  @Nullable Path data;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  private NewEpoch() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new NewEpoch()).execute(arguments));
  }

  @Override
  public Integer call() {
    try (var script = ScriptDatabase.open(Optional.ofNullable(data))) {
      OUT.println("新纪元 epoch  " + script.database().transaction(Epochs::renew));
      return 0;
    } catch (NotStartedException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    }
  }
}
