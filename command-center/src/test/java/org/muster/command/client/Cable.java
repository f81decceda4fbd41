package org.muster.command.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server that can be cut and mended; what was under way when it is cut is lost. */
final class Cable implements AutoCloseable {
  private final ServerSocket door;
  private final URI server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Cable(URI server, ServerSocket door) {
    this.server = server;
    this.door = door;
    Thread.ofVirtual().name("cable").start(this::accept);
  }

  static Cable to(String address) {
    try {
      return new Cable(
          URI.create(address), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  void cut() {
    cut = true;
    ends.forEach(Cable::shut);
    ends.clear();
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException _) {
        // The door was shut, or the server is away: whoever calls sees the end of the line.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    ends.add(near);
    if (cut) {
      shut(near);
      return;
    }
    var far = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    ends.add(far);
    Thread.ofVirtual().start(() -> carry(near, far));
    Thread.ofVirtual().start(() -> carry(far, near));
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Cut.
    }
  }

  private static void shut(Socket end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
