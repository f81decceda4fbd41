package org.muster.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.command.settings.EffectiveSettings;
import org.muster.command.settings.EffectiveSettings.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What may be said on the command line of the server. */
@Command(
    name = "scripts/run",
    sortOptions = false,
    description = "启动 Muster 集结，默认载入演示县。Starts Muster, by default with the demo county.",
    footer = "其余设置见 config/muster.yaml。All other settings are explained in config/muster.yaml.")
final class StartOptions {
  @Option(names = "--port", paramLabel = "N", description = "端口，默认 8080。Port, 8080 by default.")
  @Nullable String port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "数据目录，默认 data/。Folder of the data, data/ by default.")
  @Nullable Path data;

  @Option(names = "--empty", description = "不载入演示数据，只建管理账号。No demo data, only the first accounts.")
  boolean empty;

  @Option(
      names = "--trial",
      description = "开放试运行接口（演示县默认开放）。Opens the trial routes (implied by the demo county).")
  boolean trial;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "HTTPS 证书。Certificate (PEM).")
  @Nullable Path tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "HTTPS 私钥。Private key (PEM).")
  @Nullable Path tlsKey;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "设置文件，默认 config/muster.yaml。Settings, config/muster.yaml by default.")
  @Nullable Path config;

  @Option(
      names = "--print-settings",
      description = "打印生效的设置后退出，密码不显示。Prints the settings in force and ends.")
  boolean printSettings;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "打印此说明。Prints this help.")
  boolean help;

  /** The settings these options ask for; a relative path is meant from where the caller stands. */
  Request request() {
    var values = new LinkedHashMap<String, String>();
    var names = new LinkedHashMap<String, String>();
    say(values, names, "server.port", "--port", port);
    say(values, names, "data.dir", "--data", absolute(data));
    say(values, names, "server.tlsCert", "--tls-cert", absolute(tlsCert));
    say(values, names, "server.tlsKey", "--tls-key", absolute(tlsKey));
    if (empty) {
      say(values, names, "demo.load", "--empty", "false");
      say(values, names, "demo.trial", "--empty", "false");
    }
    if (trial) {
      say(values, names, "demo.trial", "--trial", "true");
    }
    var home = Path.of(System.getProperty("muster.home", "")).toAbsolutePath().normalize();
    return new Request(
        home,
        Optional.ofNullable(config),
        System.getenv(),
        new EffectiveSettings.Options(values, names));
  }

  private static void say(
      Map<String, String> values,
      Map<String, String> names,
      String key,
      String option,
      @Nullable String value) {
    if (value != null) {
      values.put(key, value);
      names.put(key, option);
    }
  }

  private static @Nullable String absolute(@Nullable Path path) {
    return path == null ? null : path.toAbsolutePath().normalize().toString();
  }
}
