package org.muster.command.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.command.settings.EffectiveSettings.Options;
import org.muster.command.settings.EffectiveSettings.Request;
import org.muster.command.settings.Settings.Digest;
import org.muster.model.plan.Tier;

class SettingsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern KEY = Pattern.compile(" *[A-Za-z0-9]+:.*");
  private static final Pattern VALUE_KEY = Pattern.compile(" +[A-Za-z0-9]+:.*");

  @TempDir Path folder;

  static List<Path> filesInConfig() throws IOException {
    try (var files = Files.list(HOME.resolve("config"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).toList();
    }
  }

  /** Hazelcast reads its own file. */
  static List<Path> settingsInConfig() throws IOException {
    return filesInConfig().stream().filter(f -> !f.endsWith("hazelcast.yaml")).toList();
  }

  @ParameterizedTest
  @MethodSource("settingsInConfig")
  void everyFileInConfigLoads(Path file) {
    var loaded = load(Optional.of(file), Map.of(), Options.none());

    assertEquals(4, loaded.settings().tiers().byLevel().size());
  }

  @ParameterizedTest
  @MethodSource("filesInConfig")
  void everyKeyInConfigIsExplainedAboveIt(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      if (VALUE_KEY.matcher(lines.get(i)).matches()) {
        String above = lines.get(i - 1).strip();
        assertTrue(above.startsWith("# "), "unexplained in " + file + ": " + lines.get(i));
      }
    }
    assertTrue(lines.stream().anyMatch(line -> KEY.matcher(line).matches()), "no keys in " + file);
  }

  @Test
  void theShippedFileStatesTheDefaults() {
    var stated = load(Optional.of(HOME.resolve("config/muster.yaml")), Map.of(), Options.none());
    var preset = load(Optional.of(file("")), Map.of(), Options.none());

    assertEquals(values(preset), values(stated));
  }

  @Test
  void theShippedFileNamesEveryKey() throws IOException {
    String text = Files.readString(HOME.resolve("config/muster.yaml"));
    var raw = new RawSettings(Optional.empty(), Map.of(), Map.of());
    var typed = new TypedSettings(raw, HOME);
    new SettingsForm(typed).settings();

    var missing = new HashSet<>(typed.known());
    missing.removeIf(key -> text.contains("  " + key.substring(key.indexOf('.') + 1) + ":"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void environmentWinsOverFileAndOptionOverEnvironment() {
    var file = file("server:\n  port: 1111\n  managementPort: 1112\n  host: 0.0.0.0\n");
    var environment = Map.of("MUSTER_SERVER_PORT", "2222", "MUSTER_SERVER_MANAGEMENT_PORT", "2223");
    var options = new Options(Map.of("server.port", "3333"), Map.of("server.port", "--port"));

    var server = load(Optional.of(file), environment, options).settings().server();

    assertEquals("0.0.0.0", server.host());
    assertEquals(2223, server.managementPort());
    assertEquals(3333, server.port());
  }

  @Test
  void valuesReachTheirRecords() {
    var settings =
        read(
            """
            orders: { answerWithin: 5 min, confirmPeopleAbove: 300 }
            server: { uploadMax: 3 MiB }
            tiers: { level3: normal }
            seal: { digest: SM3 }
            data: { dir: elsewhere }
            """);

    assertEquals(Duration.ofMinutes(5), settings.orders().answerWithin());
    assertEquals(300, settings.orders().confirmPeopleAbove());
    assertEquals(3L << 20, settings.server().uploadBytesMax());
    assertEquals(Tier.NORMAL, settings.tiers().byLevel().get(3));
    assertEquals(Digest.SM3, settings.seal().digest());
    assertEquals(HOME.resolve("elsewhere"), settings.data().dir());
    assertEquals(HOME.resolve("elsewhere/keys/personal.key"), settings.privacy().keyFile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: { prot: 80 }                    | server.prot",
        "server: { port: many }                  | server.port",
        "server: { port: 70000 }                 | server.port",
        "server: { port: [1, 2] }                | server.port",
        "orders: { answerWithin: 10 }            | orders.answerWithin",
        "orders: { answerWithin: 0 s }           | orders.answerWithin",
        "server: { bodyMax: 900 MiB }            | server.bodyMax",
        "server: { tlsCert: /dev/null }          | server.tlsKey",
        "server: { tlsCert: no-such-file.pem }   | server.tlsCert",
        "database: { url: mysql://x/y }          | database.url",
        "database: { url: postgresql://h/d }     | database.user",
        "delivery: { ping: 45 s }                | delivery.silentAfter",
        "sessions: { idle: 13 h }                | sessions.idle",
        "tiers: { level4: critical }             | tiers.level4",
        "seal: { digest: MD5 }                   | seal.digest",
        "log: { format: xml }                    | log.format",
        "demo: { load: true, trial: false }      | demo.trial",
        "demo: { load: perhaps }                 | demo.load",
        "cluster: { enabled: yes please }        | cluster.enabled",
        "cluster: { host: 0.0.0.0 }              | cluster.host",
        "cluster: { port: 0 }                    | cluster.port",
        "cluster: { busPort: 5701 }              | cluster.busPort",
        "cluster: { members: 'a b' }             | cluster.members",
        "cluster: { tlsTrust: /dev/null }        | cluster.tlsCert",
      })
  void aValueAtFaultIsNamedWithItsFile(String text, String key) {
    var path = file(text);
    var refused =
        assertThrows(
            NotStartedException.class, () -> load(Optional.of(path), Map.of(), Options.none()));

    assertEquals(NotStartedException.SETTINGS, refused.exitCode());
    String sentence = String.valueOf(refused.getMessage());
    assertTrue(sentence.contains(key), sentence);
    assertTrue(sentence.contains(path.toString()) || sentence.contains("default"), sentence);
  }

  @Test
  void aClusterIsReadOnlyWhereItIsWanted() {
    var alone = read("cluster: { members: 'a:1, b:2' }");
    var joined = read("cluster: { enabled: true, members: 'a:1, b:2', port: 6000 }");

    assertEquals(Optional.empty(), alone.cluster());
    var cluster = joined.cluster().orElseThrow();
    assertEquals(List.of("a:1", "b:2"), cluster.members());
    assertEquals(6000, cluster.port());
    assertEquals(HOME.resolve("config/hazelcast.yaml"), cluster.file());
  }

  @Test
  void unknownVariableIsRefused() {
    var refused =
        assertThrows(
            NotStartedException.class,
            () -> load(Optional.of(file("")), Map.of("MUSTER_SERVER_PROT", "1"), Options.none()));

    assertTrue(String.valueOf(refused.getMessage()).contains("MUSTER_SERVER_PROT"));
  }

  @Test
  void missingAndBrokenFilesAreRefused() {
    assertThrows(
        NotStartedException.class,
        () -> load(Optional.of(folder.resolve("none.yaml")), Map.of(), Options.none()));
    assertThrows(NotStartedException.class, () -> read("server: { port: 1, port: 2 }"));
    assertThrows(NotStartedException.class, () -> read("- a list"));
    assertThrows(NotStartedException.class, () -> read("server: {"));
  }

  @Test
  void printedSettingsMaskSecrets() {
    var environment =
        Map.of(
            "MUSTER_DATABASE_URL", "postgresql://db:5432/muster",
            "MUSTER_DATABASE_USER", "muster",
            "MUSTER_DATABASE_PASSWORD", "opensesame");

    var loaded = load(Optional.of(file("")), environment, Options.none());

    assertEquals("opensesame", loaded.settings().database().remote().orElseThrow().password());
    assertFalse(loaded.printed().contains("opensesame"), loaded.printed());
    assertFalse(loaded.settings().toString().contains("opensesame"));
    assertTrue(loaded.printed().contains("server.port: 8080   # default"), loaded.printed());
  }

  private Settings read(String text) {
    return load(Optional.of(file(text)), Map.of(), Options.none()).settings();
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("settings.yaml"), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EffectiveSettings load(
      Optional<Path> file, Map<String, String> environment, Options options) {
    return EffectiveSettings.load(new Request(HOME, file, environment, options));
  }

  private static Map<String, String> values(EffectiveSettings settings) {
    return settings.written().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value()));
  }
}
