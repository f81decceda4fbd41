package org.muster.command.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.e2e.County;
import org.muster.command.e2e.Ledger;
import org.muster.command.e2e.Office;
import org.muster.command.e2e.ServerProcess;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.EmbeddedServer;
import org.muster.command.testing.Eventually;
import org.muster.model.access.Role;

/**
 * A county at peace: the built server and PostgreSQL in processes of their own, and a network on
 * each side of the server.
 *
 * <pre>phones ── phoneRoad ── server ── databaseRoad ── PostgreSQL</pre>
 */
final class World implements Stage {
  static final Path FOLDER = Path.of("target", "faults", "work").toAbsolutePath();

  /** What the server needs of the county's folder when the database stands elsewhere. */
  static final List<String> OWN = List.of("demo-accounts.json", "keys/personal.key");

  /** What Vert.x says of threads that stood still, as those of a paused process do. */
  private static final String PAUSED = "VertxException: Thread blocked";

  /** {@code disk_full} of PostgreSQL. */
  private static final String NO_ROOM = "(53100)";

  private final Props props = new Props();
  private final Path folder;
  private final Optional<SmallDisk> disk;
  private final EmbeddedServer postgres;
  private final FaultProxy databaseRoad;
  private final ServerProcess server;
  private final FaultProxy phoneRoad;
  private final Ledger ledger;

  /**
   * Starts everything and waits until it is ready.
   *
   * @param small whether the database stands on a disk that can be filled
   * @param settings variables of the server's environment
   */
  World(long seed, boolean small, Map<String, String> settings) throws Exception {
    folder = FOLDER.resolve("seed-" + seed);
    County.remove(folder);
    Path database = folder.resolve("database");
    Files.createDirectories(folder.resolve("server/keys"));
    try {
      disk = small ? SmallDisk.mount(database) : Optional.empty();
      disk.ifPresent(props::add);
      County.copyTo(database);
      for (String file : OWN) {
        Files.copy(database.resolve(file), folder.resolve("server").resolve(file));
      }
      var data = props.add(DataDirectory.open(database));
      props.add(() -> Eventually.until("a database that has ended", () -> !isRunning(database)));
      postgres = props.add(EmbeddedServer.start(data));
      int port = URI.create(postgres.address().url()).getPort();
      databaseRoad = props.add(new FaultProxy(port, seed));
      server = props.add(new ServerProcess(folder.resolve("server"), environment(settings)));
      phoneRoad = props.add(new FaultProxy(server.port(), seed + 1));
      ledger = props.add(new Ledger(this::address));
    } catch (Throwable failure) {
      props.closeAfter(failure);
      throw failure;
    }
  }

  private Map<String, String> environment(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.putAll(County.BRIEF);
    all.put("MUSTER_DATABASE_URL", "postgresql://127.0.0.1:" + databaseRoad.port() + "/muster");
    all.put("MUSTER_DATABASE_USER", address().user());
    all.put("MUSTER_DATABASE_PASSWORD", address().password());
    return all;
  }

  ServerProcess server() {
    return server;
  }

  FaultProxy databaseRoad() {
    return databaseRoad;
  }

  @Override
  public Office office(Role role) {
    return Office.of(server.address(), data(), role);
  }

  @Override
  public Path data() {
    return server.data();
  }

  @Override
  public FaultProxy phoneRoad() {
    return phoneRoad;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  /** Empty where the database has all the room there is. */
  Optional<SmallDisk> disk() {
    return disk;
  }

  /** How often the server has told that the database had no room left. */
  long refusedForRoom() {
    return server.said().stream().filter(line -> line.contains(NO_ROOM)).count();
  }

  @Override
  public DatabaseAddress address() {
    return postgres.address();
  }

  @Override
  public List<String> surprises() {
    return server.errors().stream().filter(line -> !line.endsWith(PAUSED)).toList();
  }

  /** Kills PostgreSQL as a power cut would; it is started again as the built-in one is. */
  void killDatabase() {
    try {
      var file = folder.resolve("database/postgres/postmaster.pid");
      long postmaster = Long.parseLong(Files.readAllLines(file).getFirst());
      ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRunning(Path database) {
    try {
      return DatabaseAddress.ofRunning(database).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    props.close();
    County.remove(folder);
  }
}
