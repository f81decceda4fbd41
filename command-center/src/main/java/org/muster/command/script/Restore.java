package org.muster.command.script;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.muster.command.settings.NotStartedException;
import org.muster.command.store.EmbeddedBackup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a copy of the built-in database into a fresh data folder. */
@Command(
    name = "scripts/restore",
    sortOptions = false,
    description = {
      "把内置数据库的备份恢复到新的数据目录；之后以 --data 启动，所有手机重新同步。",
      "Puts a backup of the built-in database into a fresh data folder. Start the server on it"
          + " afterwards; every phone is sent everything anew."
    })
public final class Restore implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "备份所在。The folder of the backup.")
  Path from = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "新的数据目录，须为空或不存在。The data folder, empty or not there yet.")
  Path data = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "另存的个人信息密钥。The key of the personal data, which was kept elsewhere.")
  Path key = Path.of("");

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  private Restore() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Restore()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      new EmbeddedBackup(data.toAbsolutePath(), from.toAbsolutePath()).restore(key);
      OUT.println("已恢复 restored  " + data);
      return 0;
    } catch (NotStartedException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    } catch (IOException e) {
      System.err.println("恢复失败 the restore failed: " + e);
      return 1;
    }
  }
}
