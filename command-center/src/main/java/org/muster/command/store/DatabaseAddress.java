package org.muster.command.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.muster.command.settings.Settings;

/**
 * Where the database is and who we are there.
 *
 * @param url {@code postgresql://host:port/database}, with {@code ?sslmode=…} where wanted and
 *     {@code sslrootcert=…} where the authority is the city's own; of several hosts, separated by
 *     commas, the one that takes writes is meant
 */
public record DatabaseAddress(String url, String user, String password) {
  private static final String CONNECT_SECONDS_MAX = "5";

  /** The file with the authority that certified the servers, as other clients name it too. */
  private static final Pattern AUTHORITY = Pattern.compile("[?&]sslrootcert=([^&]+)");

  public static DatabaseAddress of(Settings.Remote remote) {
    return new DatabaseAddress(remote.url(), remote.user(), remote.password());
  }

  /** The built-in database of the process that runs on a data folder; empty while none stands. */
  public static Optional<DatabaseAddress> ofRunning(Path data) throws IOException {
    Path folder = data.resolve("postgres");
    if (Postmaster.over(folder).isEmpty()) {
      return Optional.empty();
    }
    String password = Files.readString(data.resolve("keys/database.password")).strip();
    return Postmaster.port(folder).map(port -> EmbeddedServer.address(port, password));
  }

  /** Plain connections too go to the server that takes writes. */
  public String jdbcUrl() {
    return "jdbc:" + url + (url.contains("?") ? "&" : "?") + "targetServerType=primary";
  }

  /** A plain connection for the work before and beside the server: checks, migrations, scripts. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", CONNECT_SECONDS_MAX);
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  /** The servers that may be the database, in the order in which they are named. */
  List<PgConnectOptions> servers() {
    int hosts = url.indexOf("//") + 2;
    int path = url.indexOf('/', hosts);
    return Arrays.stream(url.substring(hosts, path).split(","))
        .map(host -> options(url.substring(0, hosts) + host + url.substring(path)))
        .toList();
  }

  private PgConnectOptions options(String uri) {
    var authority = AUTHORITY.matcher(uri);
    var tls = new ClientSSLOptions();
    if (authority.find()) {
      tls.setTrustOptions(new PemTrustOptions().addCertPath(authority.group(1)));
    }
    var options =
        PgConnectOptions.fromUri(withoutAuthority(uri)).setUser(user).setPassword(password);
    return switch (options.getSslMode()) {
      case DISABLE -> options;
      case VERIFY_FULL -> options.setSslOptions(tls.setHostnameVerificationAlgorithm("HTTPS"));
      case VERIFY_CA -> options.setSslOptions(tls.setHostnameVerificationAlgorithm(""));
      case ALLOW, PREFER, REQUIRE -> options.setSslOptions(tls.setTrustAll(true));
    };
  }

  private static String withoutAuthority(String uri) {
    String rest = AUTHORITY.matcher(uri).replaceAll("");
    return rest.contains("?") ? rest : rest.replaceFirst("&", "?");
  }

  /** Leaves the password out: records are printed in logs. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
