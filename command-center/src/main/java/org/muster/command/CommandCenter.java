package org.muster.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.DemoAccount;
import org.muster.command.settings.EffectiveSettings;
import org.muster.command.settings.NotStartedException;
import org.muster.command.settings.Settings;
import org.muster.model.access.Role;
import org.muster.model.wire.EnumNames;
import picocli.CommandLine;

/**
 * The server, from start to stop: settings, foundation, parts in order, run, and all of it in
 * reverse when the operating system says so.
 */
public final class CommandCenter {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  private CommandCenter() {}

  public static void main(String[] arguments) {
    var options = new StartOptions();
    var commandLine = new CommandLine(options);
    commandLine.setExecutionStrategy(
        parsed -> {
          if (parsed.isUsageHelpRequested()) {
            commandLine.usage(OUT);
            return 0;
          }
          return run(options);
        });
    int exitCode = commandLine.execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static int run(StartOptions options) {
    try {
      var effective = EffectiveSettings.load(options.request());
      if (options.printSettings) {
        OUT.print(effective.printed());
      } else {
        start(effective.settings());
      }
      return 0;
    } catch (NotStartedException e) {
      ERR.println(e.getMessage());
      return e.exitCode();
    }
  }

  /** Returns when everything runs; the event loops keep the process alive. */
  private static void start(Settings settings) {
    // Read by logback.xml when the first logger is made, which is after this.
    System.setProperty("muster.log.level", settings.log().level());
    System.setProperty("muster.log.format", settings.log().format());
    var parts = new Parts();
    Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
    var foundation = Foundation.lay(settings, parts);
    greet(foundation, new Assembly(foundation, parts).start());
  }

  /** In a trial, somebody of each role to sign in as. */
  private static void introduce(AccountsFile file) {
    var shown = EnumSet.noneOf(Role.class);
    for (DemoAccount account : file.read().values()) {
      if (shown.add(account.role())) {
        OUT.printf(
            "  %-12s %-18s %s%s%s%n",
            EnumNames.of(account.role()),
            account.login(),
            account.password(),
            account.otpSecret().map(secret -> "  otp " + secret).orElse(""),
            account.phone().map(number -> "  phone " + number).orElse(""));
      }
    }
  }

  private static void greet(Foundation foundation, Assembly.Open open) {
    var server = foundation.settings().server();
    OUT.println("集结 Muster 已启动 is running");
    OUT.printf(
        "地址 address   %s://%s:%d%n",
        server.tls().isPresent() ? "https" : "http", server.host(), open.port());
    if (open.management() != 0) {
      OUT.println("运维 metrics   http://127.0.0.1:" + open.management() + "/metrics");
    }
    open.texts().ifPresent(page -> OUT.println("短信 texts     " + page));
    if (Files.exists(foundation.data().accounts())) {
      OUT.println("账号 accounts  " + foundation.data().accounts());
    }
    if (foundation.settings().demo().trial()) {
      introduce(new AccountsFile(foundation.data().accounts()));
    }
    OUT.println("数据 data      " + foundation.data().path());
    OUT.println("停止 stop      Ctrl-C, kill " + ProcessHandle.current().pid());
  }
}
