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

/** Recomputes the seal of the event log and says what does not fit. */
@Command(
    name = "scripts/verify",
    description = "核对事件日志的封存链。Recomputes the seal of the event log; exit code 1 when it is broken.")
public final class Verify implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "--data", paramLabel = "DIR", description = "数据目录。Folder of the data.")
  @Nullable Path data;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  private Verify() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Verify()).execute(arguments));
  }

  @Override
  public Integer call() {
    try (var script = ScriptDatabase.open(Optional.ofNullable(data))) {
      var seals = new Seals(script.settings().seal().digest().algorithm());
      var finding = script.database().read(seals::verify);
      OUT.printf("已核对 checked  %d%n", finding.checked());
      OUT.println(finding.fault().map(f -> "封存链不符 broken  " + f).orElse("封存链完整 intact"));
      return finding.fault().isEmpty() ? 0 : 1;
    } catch (NotStartedException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    }
  }
}
