package org.muster.command.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.DemoAccount;
import org.muster.command.load.CountyClient.RefusedCallException;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a county folder into a running server, as a dispatcher would by hand. */
@Command(
    name = "scripts/load",
    sortOptions = false,
    description = "把一个县的资料目录导入正在运行的服务。Loads a county folder into a running server.")
public final class LoadCounty implements Callable<Integer> {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);
  private static final int PROBLEMS_SHOWN_MAX = 20;
  private static final int NOT_FOUND = 404;

  @Parameters(paramLabel = "DIR", description = "资料目录。The county folder.")
  private @Nullable Path folder;

  @Option(names = "--port", paramLabel = "N", description = "端口，默认 8080。Port, 8080 by default.")
  private int port = 8080;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "服务地址，代替 --port。Address, instead of --port.")
  private @Nullable URI url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "服务的数据目录，默认 data/。The server's data folder, data/ by default.")
  private @Nullable Path data;

  @Option(names = "--partial", description = "跳过有错误的行。Leaves rows with errors out.")
  private boolean partial;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  private final InstantSource clock = InstantSource.system();

  public static void main(String[] arguments) {
    var commandLine = new CommandLine(new LoadCounty());
    commandLine.setOut(new PrintWriter(OUT, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(ERR, true, StandardCharsets.UTF_8));
    commandLine.setExecutionExceptionHandler(
        (e, _, _) -> {
          ERR.println(e.getMessage() == null ? e.toString() : e.getMessage());
          return 1;
        });
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public Integer call() {
    var county = new CountyFolder(folder == null ? Path.of("") : folder);
    List<Path> missing = county.missing();
    if (!missing.isEmpty()) {
      ERR.println("缺少文件 Files are missing:");
      missing.forEach(file -> ERR.println("  " + file));
      return 1;
    }
    Path accounts = dataFolder().resolve("demo-accounts.json");
    if (!Files.isRegularFile(accounts)) {
      ERR.println("没有找到账号文件 There is no accounts file: " + accounts);
      return 1;
    }
    var file = new AccountsFile(accounts);
    Optional<DemoAccount> dispatcher = find(file, Role.DISPATCHER);
    if (dispatcher.isEmpty()) {
      ERR.println("账号文件里没有调度员 There is no dispatcher in " + accounts);
      return 1;
    }
    var client = CountyClient.signIn(server(), dispatcher.get(), clock.instant());
    for (CountyFolder.Step step : county.steps()) {
      if (!load(client, step)) {
        return 1;
      }
    }
    addTrialAccounts(file);
    return 0;
  }

  private boolean load(CountyClient client, CountyFolder.Step step) {
    JsonNode found = client.upload(step.kind(), step.file());
    show(step, found.path("problems"));
    boolean ready = found.path("state").asText().equals("ready");
    boolean whole = found.path("accepted").asInt() == found.path("rows").asInt();
    if (!ready || !(whole || partial)) {
      ERR.println("未导入 Not imported: " + step.file());
      return false;
    }
    JsonNode done = client.commit(found.path("id").asText(), partial);
    OUT.printf(
        "%s: 新增 %d，变更 %d，跳过 %d。Added, changed, skipped.%n",
        step.file(),
        done.path("added").asInt(),
        done.path("changed").asInt(),
        done.path("skipped").asInt());
    return true;
  }

  private static void show(CountyFolder.Step step, JsonNode problems) {
    int shown = 0;
    for (JsonNode problem : problems) {
      if (++shown > PROBLEMS_SHOWN_MAX) {
        ERR.printf("  …… 共 %d 个问题 problems in all%n", problems.size());
        return;
      }
      ERR.printf(
          "%s 第 %d 行 %s [%s] %s：%s。%s%n",
          step.file().getFileName(),
          problem.path("row").asInt(),
          problem.path("column").asText(),
          problem.path("severity").asText(),
          problem.path("value").asText(),
          problem.path("reason").asText(),
          problem.path("suggestion").asText());
    }
  }

  /** A server without trial routes has no such address; then there is nothing to add. */
  private void addTrialAccounts(AccountsFile file) {
    Optional<DemoAccount> administrator = find(file, Role.SYSADMIN);
    if (administrator.isEmpty()) {
      return;
    }
    try {
      var client = CountyClient.signIn(server(), administrator.get(), clock.instant());
      JsonNode made = client.post("/trial/accounts", "{}");
      var accounts = file.read();
      for (JsonNode one : made) {
        var account = Json.decode(one, DemoAccount.class);
        accounts.put(account.login(), account);
      }
      file.write(accounts.values());
      OUT.printf("试用账号 %d 个，已写入账号文件。Trial accounts, in the accounts file.%n", made.size());
    } catch (RefusedCallException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private static Optional<DemoAccount> find(AccountsFile file, Role role) {
    return file.read().values().stream().filter(account -> account.role() == role).findFirst();
  }

  private URI server() {
    return url == null ? URI.create("http://127.0.0.1:" + port) : url;
  }

  private Path dataFolder() {
    return data == null ? Path.of(System.getProperty("muster.home", "")).resolve("data") : data;
  }
}
