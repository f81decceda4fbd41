package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.settings.NotStartedException;
import org.muster.command.testing.Authority;

/** A city's PostgreSQL that speaks TLS alone, certified by an authority of the city's own. */
@Timeout(120)
class DatabaseTlsIT {
  private static final String CIPHERED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

  @TempDir static Path folder;
  private static final Vertx VERTX = Vertx.vertx();
  private static PlainPostgres server;
  private static Path authority;
  private static Path stranger;

  @BeforeAll
  static void start() throws Exception {
    var ours = new Authority(folder.resolve("ours"));
    authority = ours.cert();
    stranger = new Authority(folder.resolve("stranger")).cert();
    var own = ours.certify("database");
    Path data = folder.resolve("database");
    try (var first = DataDirectory.open(data)) {
      EmbeddedServer.start(first).close();
    }
    server =
        PlainPostgres.started(
            data,
            Map.of(
                "ssl", "on",
                "ssl_cert_file", own.cert().toString(),
                "ssl_key_file", own.key().toString()),
            List.of("hostssl all all 127.0.0.1/32 scram-sha-256"));
  }

  @AfterAll
  static void stop() {
    server.close();
    VERTX.close().await();
  }

  @Test
  void everythingWeSayToTheDatabaseIsCiphered() throws Exception {
    var address = address("?sslmode=verify-full&sslrootcert=" + authority);

    assertTrue(isCiphered(address));
    Migrations.of(address).run();
    try (var connection = address.connect();
        var rows = connection.createStatement().executeQuery(CIPHERED)) {
      assertTrue(rows.next());
      assertTrue(rows.getBoolean(1));
    }
  }

  @Test
  void theAuthorityMayStandFirstAmongTheOptions() {
    assertTrue(isCiphered(address("?sslrootcert=" + authority + "&sslmode=verify-ca")));
  }

  @Test
  void aServerThatSomebodyElseCertifiedIsNotSpokenTo() {
    var address = address("?sslmode=verify-full&sslrootcert=" + stranger);

    assertThrows(UnavailableException.class, () -> isCiphered(address));
    assertThrows(NotStartedException.class, () -> Migrations.of(address).run());
  }

  @Test
  void aServerThatWantsTlsRefusesUsWithoutIt() {
    assertThrows(UnavailableException.class, () -> isCiphered(address("?sslmode=disable")));
  }

  @Test
  void aSecondServerIsReachedInTheSameWay() {
    var both =
        new DatabaseAddress(
            "postgresql://127.0.0.1:%d,127.0.0.1:%d/muster?sslmode=verify-full&sslrootcert=%s"
                .formatted(server.port(), server.port(), authority),
            "muster",
            server.address().password());
    assertEquals(2, both.servers().size());
    assertTrue(isCiphered(both));
  }

  private static DatabaseAddress address(String options) {
    var plain = server.address();
    return new DatabaseAddress(plain.url() + options, plain.user(), plain.password());
  }

  private static boolean isCiphered(DatabaseAddress address) {
    var pool = Pools.open(VERTX, address, 1);
    try {
      return new Database(pool, 1).read(sql -> sql.get(CIPHERED, row -> row.getBoolean(0)));
    } finally {
      pool.close().await();
    }
  }
}
