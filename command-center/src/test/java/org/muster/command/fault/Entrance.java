package org.muster.command.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Knows which nodes are ready, as the proxy before a cluster does, and names them in turn. */
final class Entrance implements AutoCloseable {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
  private final Set<InetSocketAddress> ready = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private final List<InetSocketAddress> nodes;
  private volatile boolean closed;

  /**
   * @param nodes that are ready now
   */
  Entrance(List<InetSocketAddress> nodes) {
    this.nodes = List.copyOf(nodes);
    ready.addAll(nodes);
    nodes.forEach(node -> Thread.ofVirtual().name("entrance").start(() -> look(node)));
  }

  /** Those that are ready, each time another one first; all of them when none is. */
  List<InetSocketAddress> inTurn() {
    var able = new ArrayList<>(nodes.stream().filter(ready::contains).toList());
    if (able.isEmpty()) {
      able.addAll(nodes);
    }
    Collections.rotate(able, turn.getAndIncrement());
    return able;
  }

  private void look(InetSocketAddress node) {
    while (!closed) {
      if (isReady(node)) {
        ready.add(node);
      } else {
        ready.remove(node);
      }
      LockSupport.parkNanos(LOOKS_EVERY.toNanos());
    }
  }

  private boolean isReady(InetSocketAddress node) {
    var asked =
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s:%d/health/ready".formatted(node.getHostString(), node.getPort())))
            .timeout(ANSWERS_WITHIN)
            .build();
    try {
      return http.send(asked, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
