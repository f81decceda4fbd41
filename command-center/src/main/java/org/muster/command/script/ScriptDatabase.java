package org.muster.command.script;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.muster.command.settings.EffectiveSettings;
import org.muster.command.settings.NotStartedException;
import org.muster.command.settings.Settings;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.EmbeddedServer;
import org.muster.command.store.Pools;

/**
 * The database as scripts reach it beside the server: the city's own, the built-in one of a server
 * that runs, or the built-in one started for the script alone.
 */
final class ScriptDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final Settings settings;
  private final Vertx vertx = Vertx.vertx();
  private final Optional<DataDirectory> data;
  private final Optional<EmbeddedServer> server;
  private final Pool pool;

  private ScriptDatabase(
      Settings settings,
      DatabaseAddress address,
      Optional<DataDirectory> data,
      Optional<EmbeddedServer> server) {
    this.settings = settings;
    this.data = data;
    this.server = server;
    this.pool = Pools.open(vertx, address, CONNECTIONS);
  }

  /** Opens what the settings name; {@code folder} takes the place of {@code data.dir}. */
  static ScriptDatabase open(Optional<Path> folder) {
    Settings settings = settings(folder);
    Optional<DatabaseAddress> standing =
        settings
            .database()
            .remote()
            .map(DatabaseAddress::of)
            .or(() -> running(settings.data().dir()));
    if (standing.isPresent()) {
      return new ScriptDatabase(settings, standing.get(), Optional.empty(), Optional.empty());
    }
    if (!Files.isDirectory(settings.data().dir())) {
      throw NotStartedException.because(
          "没有数据目录 %s。".formatted(settings.data().dir()),
          "There is no data folder %s.".formatted(settings.data().dir()));
    }
    var data = DataDirectory.open(settings.data().dir());
    var server = EmbeddedServer.start(data);
    return new ScriptDatabase(settings, server.address(), Optional.of(data), Optional.of(server));
  }

  Settings settings() {
    return settings;
  }

  Database database() {
    return new Database(pool);
  }

  @Override
  public void close() {
    pool.close().await();
    server.ifPresent(EmbeddedServer::close);
    data.ifPresent(DataDirectory::close);
    vertx.close().await();
  }

  private static Settings settings(Optional<Path> folder) {
    var home = Path.of(System.getProperty("muster.home", "")).toAbsolutePath().normalize();
    Map<String, String> values =
        folder.map(path -> Map.of("data.dir", path.toAbsolutePath().toString())).orElse(Map.of());
    var options =
        new EffectiveSettings.Options(
            values, values.isEmpty() ? Map.of() : Map.of("data.dir", "--data"));
    return EffectiveSettings.load(
            new EffectiveSettings.Request(home, Optional.empty(), System.getenv(), options))
        .settings();
  }

  /** The built-in server of a process that runs on this data folder. */
  private static Optional<DatabaseAddress> running(Path dir) {
    try {
      return DatabaseAddress.ofRunning(dir);
    } catch (IOException e) {
      throw NotStartedException.because(
          "无法读取数据目录 %s：%s".formatted(dir, e.getMessage()),
          "The data folder %s cannot be read: %s".formatted(dir, e.getMessage()),
          e);
    }
  }
}
