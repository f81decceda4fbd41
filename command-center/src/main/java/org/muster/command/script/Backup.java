package org.muster.command.script;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.muster.command.settings.NotStartedException;
import org.muster.command.store.EmbeddedBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies the built-in database while the server works. */
@Command(
    name = "scripts/backup",
    description = {
      "备份内置数据库，服务器可照常运行；个人信息密钥不在备份中，须另存。",
      "Copies the built-in database while the server works. The key of the personal data is not in"
          + " the copy: keep it elsewhere."
    })
public final class Backup extends DatabaseScript {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "备份放在哪里，须为空或不存在。Where to, a folder that is empty or not there yet.")
  Path to = Path.of("");

  private Backup() {}

  public static void main(String[] arguments) {
    run(new Backup(), arguments);
  }

  @Override
  int work(ScriptDatabase on) {
    if (on.settings().database().remote().isPresent()) {
      throw NotStartedException.because(
          "这是自备的数据库，请用 pg_basebackup 备份。",
          "This database is your own; back it up with pg_basebackup.");
    }
    try {
      new EmbeddedBackup(on.settings().data().dir(), to.toAbsolutePath()).take();
    } catch (IOException | SQLException e) {
      throw NotStartedException.because("备份失败：" + e, "The backup failed: " + e, e);
    }
    OUT.println("已备份到 backed up to  " + to);
    OUT.println("另存密钥 keep elsewhere  " + on.settings().privacy().keyFile());
    return 0;
  }
}
