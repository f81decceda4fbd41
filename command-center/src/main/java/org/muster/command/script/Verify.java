package org.muster.command.script;

import org.muster.command.store.Seals;
import picocli.CommandLine.Command;

/** Recomputes the seal of the event log and says what does not fit. */
@Command(
    name = "scripts/verify",
    description = "核对事件日志的封存链。Recomputes the seal of the event log; exit code 1 when it is broken.")
public final class Verify extends DatabaseScript {
  private Verify() {}

  public static void main(String[] arguments) {
    run(new Verify(), arguments);
  }

  @Override
  int work(ScriptDatabase on) {
    var seals = new Seals(on.settings().seal().digest().algorithm());
    var finding = on.database().read(seals::verify);
    OUT.printf("已核对 checked  %d%n", finding.checked());
    OUT.println(finding.fault().map(f -> "封存链不符 broken  " + f).orElse("封存链完整 intact"));
    return finding.fault().isEmpty() ? 0 : 1;
  }
}
