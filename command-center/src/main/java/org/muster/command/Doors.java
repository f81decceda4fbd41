package org.muster.command;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.command.http.ApiRouter;
import org.muster.command.http.Health;
import org.muster.command.http.HttpEdge;
import org.muster.command.http.HttpSettings;
import org.muster.command.http.ManagementServer;
import org.muster.command.http.MapTiles;
import org.muster.command.http.Pages;
import org.muster.command.http.Problems;
import org.muster.command.settings.NotStartedException;
import org.muster.command.socket.SocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports people and operators come in by, opened last and shut first. */
final class Doors {
  /** How long a door may take to shut. */
  static final Duration CLOSE = Duration.ofSeconds(4);

  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration SOCKETS_CLOSE = Duration.ofSeconds(6);

  /** Longer than the silence after which a socket is dead. */
  private static final Duration IDLE = Duration.ofSeconds(75);

  private static final String LOOPBACK = "127.0.0.1";
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private final Foundation on;
  private final Parts parts;

  Doors(Foundation foundation, Parts parts) {
    this.on = foundation;
    this.parts = parts;
  }

  /** How requests are taken in. */
  HttpSettings http() {
    var server = on.settings().server();
    return new HttpSettings(
        server.host(),
        server.port(),
        server.tls().map(tls -> new HttpSettings.Certificate(tls.cert(), tls.key())),
        on.data().uploads(),
        Math.toIntExact(server.bodyBytesMax()),
        server.uploadBytesMax(),
        IDLE,
        CLOSE);
  }

  /** Opens the front door and returns its port. */
  int open(ApiRouter api, Health health, Problems problems, SocketServer sockets) {
    var edge =
        new HttpEdge(
            new HttpEdge.Parts(on.vertx(), http(), api, health, problems, sockets, pages()));
    int port = listening(edge::start, on.settings().server().port());
    parts.add("front door", CLOSE, edge, HttpEdge::close);
    // Ended first: the front door does not shut as long as sockets stand in it.
    parts.add("sockets", SOCKETS_CLOSE, sockets);
    return port;
  }

  /** What is shown beside the API; whoever comes first in the list is asked first. */
  private List<Consumer<Router>> pages() {
    var shown = new ArrayList<Consumer<Router>>();
    on.settings().map().tiles().ifPresent(file -> shown.add(new MapTiles(file)));
    shown.add(Pages.shortcut("/h", "/m/help.html"));
    shown.add(Pages.shortcut("/i", "/m/check.html"));
    shown.add(Pages.shortcut("/c", "/m/proof.html"));
    shown.add(Pages.of("phone", "/m/"));
    shown.add(Pages.of("desk", "/"));
    return shown;
  }

  /** Opens the operators' door on the loopback address; returns its port, 0 for none. */
  int openManagement(Health health) {
    int port = on.settings().server().managementPort();
    if (port == 0) {
      return 0;
    }
    var server = new ManagementServer(on.vertx(), on.metrics(), health);
    int opened = startBeside(server, port);
    parts.add("management", SOON, server, ManagementServer::close);
    return opened;
  }

  /** A second server on the machine does without the port that the first one has. */
  private static int startBeside(ManagementServer server, int port) {
    Optional<IOException> taken = findTaken(LOOPBACK, port);
    taken.ifPresent(_ -> LOG.warn("management port {} is taken, another one is used", port));
    return listening(() -> server.start(LOOPBACK, taken.isEmpty() ? port : 0), port);
  }

  /** Looked at first, so that nobody waits for a county to be loaded for nothing. */
  void assertFree() {
    var server = on.settings().server();
    findTaken(server.host(), server.port())
        .ifPresent(
            e -> {
              throw taken(server.port(), e);
            });
  }

  /** Opens a door. */
  @FunctionalInterface
  private interface Door {
    int open();
  }

  private static int listening(Door door, int port) {
    try {
      return door.open();
    } catch (Exception e) {
      throw e instanceof BindException ? taken(port, e) : shut(port, e);
    }
  }

  private static Optional<IOException> findTaken(String host, int port) {
    if (port == 0) {
      return Optional.empty();
    }
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private static NotStartedException taken(int port, Exception e) {
    return NotStartedException.because(
        "端口 %d 无法监听：%s。请用 --port 或设置另选端口。".formatted(port, e.getMessage()),
        "Port %d cannot be listened on: %s. Choose another one with --port or in the settings."
            .formatted(port, e.getMessage()),
        e);
  }

  private static NotStartedException shut(int port, Exception e) {
    return NotStartedException.because(
        "端口 %d 无法开放：%s。使用 HTTPS 时请检查证书和私钥文件（PEM）。".formatted(port, e.getMessage()),
        "Port %d cannot be opened: %s. With HTTPS, check the files of certificate and key (PEM)."
            .formatted(port, e.getMessage()),
        e);
  }
}
