package org.muster.command.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.command.secret.PersonalKey;
import org.muster.command.secret.Vault;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.Database;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.EmbeddedServer;
import org.muster.command.store.Pools;
import org.muster.command.store.UnavailableException;
import org.muster.command.testing.ClassArchive;

/** Nodes of the built server, one or several, and the PostgreSQL that comes with it beside them. */
final class MeasuredCity implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int CONNECT_ATTEMPTS_MAX = 20;

  /** Of all nodes together, in percent of the machine's memory. */
  private static final int HEAPS_PERCENT = 45;

  private static final String KEY = "keys/personal.key";

  private final Path folder;
  private final DataDirectory data;
  private final EmbeddedServer postgres;
  private final Vertx vertx = Vertx.vertx();
  private final List<MeasuredServer> nodes = new ArrayList<>();
  private final Pool pool;
  private final MeasuredOffice office;

  /**
   * Starts it, one node after the other, and waits until all are ready.
   *
   * @param folder what is kept from one start to the next
   */
  MeasuredCity(Path home, Path folder, int size) throws IOException {
    this.folder = folder;
    data = DataDirectory.open(folder.resolve("database"));
    postgres = EmbeddedServer.start(data);
    writeKey();
    var ports = IntStream.range(0, 2 * size).mapToObj(_ -> MeasuredServer.freePort()).toList();
    for (int node = 0; node < size; node++) {
      nodes.add(new MeasuredServer(home, data(node), settings(ports, node, size)));
    }
    pool = Pools.open(vertx, postgres.address(), CONNECTIONS);
    awaitDatabase();
    office = new MeasuredOffice(nodes.getFirst().port(), data(0));
  }

  private Path data(int node) {
    return folder.resolve("node" + node);
  }

  /** Nobody's secrets are kept under it. */
  private void writeKey() throws IOException {
    Path key = folder.resolve(KEY);
    Files.createDirectories(key.getParent());
    Files.writeString(key, "00".repeat(32));
  }

  private Map<String, String> settings(List<Integer> ports, int node, int size) {
    DatabaseAddress address = postgres.address();
    var settings = new HashMap<String, String>();
    var options = new ArrayList<>(ClassArchive.options(folder));
    options.add("-XX:MaxRAMPercentage=" + HEAPS_PERCENT / size);
    settings.put("MUSTER_JAVA_OPTIONS", String.join(" ", options));
    settings.put("MUSTER_DATABASE_URL", address.url());
    settings.put("MUSTER_DATABASE_USER", address.user());
    settings.put("MUSTER_DATABASE_PASSWORD", address.password());
    settings.put("MUSTER_PRIVACY_KEY_FILE", folder.resolve(KEY).toString());
    if (size > 1) {
      settings.put("MUSTER_CLUSTER_ENABLED", "true");
      settings.put("MUSTER_CLUSTER_PORT", String.valueOf(ports.get(node)));
      settings.put("MUSTER_CLUSTER_BUS_PORT", String.valueOf(ports.get(size + node)));
      settings.put(
          "MUSTER_CLUSTER_MEMBERS",
          ports.stream().limit(size).map(p -> "127.0.0.1:" + p).collect(Collectors.joining(",")));
    }
    return settings;
  }

  /** On a busy machine the first connection of a new process takes longer than anybody waits. */
  private void awaitDatabase() {
    for (int attempt = 1; ; attempt++) {
      try {
        database().read(sql -> sql.run("select 1"));
        return;
      } catch (UnavailableException e) {
        if (attempt == CONNECT_ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  MeasuredOffice office() {
    return office;
  }

  List<Integer> ports() {
    return nodes.stream().map(MeasuredServer::port).toList();
  }

  Database database() {
    return new Database(pool);
  }

  /** What the nodes seal with. */
  Vault vault() {
    return new Vault(PersonalKey.load(folder.resolve(KEY), false));
  }

  /** Resident memory of all nodes in bytes. */
  long memory() {
    return nodes.stream().mapToLong(MeasuredServer::memory).sum();
  }

  /** What was used so far by these nodes, their database and these phones. */
  ProcessorTime processorTime(Crowds crowds) {
    return new ProcessorTime(
        nodes.stream().mapToLong(MeasuredServer::cpuUs).sum(),
        ProcessorTime.of(postmaster()),
        crowds.cpuUs());
  }

  private ProcessHandle postmaster() {
    try {
      var file = folder.resolve("database/postgres/postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops everything in good order. */
  @Override
  public void close() {
    office.close();
    pool.close().await();
    vertx.close().await();
    nodes.reversed().forEach(MeasuredServer::close);
    postgres.close();
    data.close();
  }
}
