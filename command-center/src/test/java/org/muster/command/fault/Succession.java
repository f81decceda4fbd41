package org.muster.command.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.command.e2e.County;
import org.muster.command.e2e.Ledger;
import org.muster.command.e2e.Office;
import org.muster.command.e2e.ServerProcess;
import org.muster.command.store.DatabaseAddress;
import org.muster.command.store.PlainPostgres;
import org.muster.model.access.Role;

/**
 * A server over a PostgreSQL that a synchronous standby follows.
 *
 * <pre>phones ── phoneRoad ── server ── PostgreSQL ── standby</pre>
 */
final class Succession implements Stage {
  private final Props props = new Props();
  private final Path folder;
  private final PlainPostgres primary;
  private final PlainPostgres standby;
  private final ServerProcess server;
  private final FaultProxy phoneRoad;
  private final Ledger ledger;
  private volatile DatabaseAddress address;

  /**
   * @param settings variables of the server's environment
   */
  Succession(long seed, Map<String, String> settings) throws Exception {
    folder = World.FOLDER.resolve("succession-" + seed);
    County.remove(folder);
    County.copyTo(folder.resolve("primary"));
    County.copyTo(folder.resolve("standby"));
    Files.createDirectories(folder.resolve("server/keys"));
    for (String file : World.OWN) {
      Files.copy(folder.resolve("primary").resolve(file), folder.resolve("server").resolve(file));
    }
    try {
      primary = props.add(PlainPostgres.primary(folder.resolve("primary")));
      standby = props.add(primary.followedBy(folder.resolve("standby")));
      address = primary.address();
      server = props.add(new ServerProcess(folder.resolve("server"), environment(settings)));
      phoneRoad = props.add(new FaultProxy(server.port(), seed));
      ledger = props.add(new Ledger(this::address));
    } catch (Throwable failure) {
      props.closeAfter(failure);
      throw failure;
    }
  }

  private Map<String, String> environment(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.putAll(County.BRIEF);
    all.put(
        "MUSTER_DATABASE_URL",
        "postgresql://127.0.0.1:%d,127.0.0.1:%d/muster".formatted(primary.port(), standby.port()));
    all.put("MUSTER_DATABASE_USER", address.user());
    all.put("MUSTER_DATABASE_PASSWORD", address.password());
    return all;
  }

  /** PostgreSQL is gone as by a power cut, and its standby takes its place. */
  void failOver() throws IOException, SQLException {
    primary.kill();
    standby.promote();
    address = standby.address();
  }

  ServerProcess server() {
    return server;
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

  @Override
  public DatabaseAddress address() {
    return address;
  }

  @Override
  public List<String> surprises() {
    return server.errors();
  }

  @Override
  public void close() {
    props.close();
    County.remove(folder);
  }
}
