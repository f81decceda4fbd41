package org.muster.command.script;

import org.muster.command.store.Epochs;
import picocli.CommandLine.Command;

/** Begins a new epoch of the mailboxes, after the database's files were put back from a copy. */
@Command(
    name = "scripts/new-epoch",
    description = {
      "用文件副本恢复数据库之后运行：所有手机重新同步全部内容。",
      "To be run after the database's files were put back from a copy: every phone is sent"
          + " everything."
    })
public final class NewEpoch extends DatabaseScript {
  private NewEpoch() {}

  public static void main(String[] arguments) {
    run(new NewEpoch(), arguments);
  }

  @Override
  int work(ScriptDatabase on) {
    OUT.println("新纪元 epoch  " + on.database().transaction(Epochs::renew));
    return 0;
  }
}
