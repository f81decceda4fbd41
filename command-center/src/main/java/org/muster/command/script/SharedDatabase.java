package org.muster.command.script;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.muster.command.settings.NotStartedException;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.EmbeddedServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The built-in PostgreSQL by itself, for several nodes on one machine to share in a trial. */
@Command(
    name = "SharedDatabase",
    description = {
      "单独运行内置 PostgreSQL，供本机多个节点试用。",
      "Runs the built-in PostgreSQL by itself, for several nodes on this machine."
    })
public final class SharedDatabase implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "数据目录。Folder of its data.")
  Path data = Path.of("");

  @Option(
      names = "--port",
      required = true,
      paramLabel = "N",
      description = "端口，只在本机开放。Port, loopback only.")
  int port;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  private SharedDatabase() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SharedDatabase()).execute(arguments));
  }

  /** Runs until the operating system says stop. */
  @Override
  public Integer call() throws InterruptedException {
    try {
      var folder = DataDirectory.open(data);
      var server = EmbeddedServer.start(folder, port);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      OUT.println("地址 address   " + server.address().url());
      new CountDownLatch(1).await();
      return 0;
    } catch (NotStartedException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    }
  }
}
