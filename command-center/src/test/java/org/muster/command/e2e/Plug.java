package org.muster.command.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A story's hand at the server: pulls its plug as a power cut would, and puts it back. */
final class Plug implements AutoCloseable {
  private static final int NO_CONTENT = 204;
  private static final int NO_BODY = -1;

  private final HttpServer hand;

  Plug(ServerProcess server) throws IOException {
    hand = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hand.createContext("/pull", exchange -> done(exchange, server::kill9));
    hand.createContext("/put", exchange -> done(exchange, server::restart));
    hand.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + hand.getAddress().getPort());
  }

  private static void done(HttpExchange exchange, Runnable deed) throws IOException {
    try (exchange) {
      deed.run();
      exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
    }
  }

  @Override
  public void close() {
    hand.stop(0);
  }
}
