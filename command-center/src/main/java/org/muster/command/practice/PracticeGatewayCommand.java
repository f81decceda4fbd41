package org.muster.command.practice;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The practice gateway as a process of its own. */
@Command(
    name = "scripts/gateway",
    sortOptions = false,
    description = "本机的演练短信网关：收下短信，不发出。A practice SMS gateway: takes texts, sends none.")
public final class PracticeGatewayCommand implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "--port", paramLabel = "N", description = "端口，默认 8082。Port, 8082 by default.")
  private int port = 8082;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PracticeGatewayCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var gateway = PracticeGateway.open(port, InstantSource.system())) {
      OUT.println("短信 texts     " + gateway.page());
      OUT.println("服务设置 start the server with");
      OUT.println("  MUSTER_SMS_URL=" + gateway.address());
      OUT.println("  MUSTER_SMS_SECRET=" + PracticeGateway.SECRET);
      OUT.println("停止 stop      Ctrl-C");
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
