package org.muster.command.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.command.settings.Settings;
import org.muster.command.testing.Eventually;

/** A member that sends more than bytes over the event bus. */
final class ClusterBusIT {
  private static final Path FILE = Path.of("..", "config", "hazelcast.yaml");
  private static final String HOST = "127.0.0.1";
  private static final AtomicBoolean SPRUNG = new AtomicBoolean();

  /** Does something as soon as somebody makes an object of it. */
  private static final class Trap implements Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      SPRUNG.set(true);
    }
  }

  @Test
  void nothingThatArrivesBecomesAnObjectOfItsSendersChoice() throws IOException {
    var ports = Stream.generate(ClusterBusIT::freePort).limit(4).toList();
    var ours = new Membership(settings(ports, 0));
    Vertx node = ours.join(Vertx.builder(), new VertxOptions());
    Vertx stranger = new Membership(settings(ports, 1)).join(Vertx.builder(), new VertxOptions());
    try (var cluster = ours.cluster(node, new SimpleMeterRegistry())) {
      var heard = new CopyOnWriteArrayList<Hint>();
      cluster.hear(heard::add);
      stranger.eventBus().serializableChecker(_ -> true);

      stranger.eventBus().publish("muster.hints", new Trap());

      var hint = HintForm.write(UUID.randomUUID(), new Hint.Changed(Set.of("board/1")));
      Eventually.until(
          "what comes after it is heard",
          () -> {
            stranger.eventBus().publish("muster.hints", hint);
            return !heard.isEmpty();
          });
      assertFalse(SPRUNG.get());
    } finally {
      stranger.close().await();
      node.close().await();
    }
  }

  private static Settings.Cluster settings(List<Integer> ports, int member) {
    var members = List.of(HOST + ":" + ports.get(0), HOST + ":" + ports.get(1));
    return new Settings.Cluster(
        FILE, HOST, ports.get(member), ports.get(2 + member), members, Optional.empty());
  }

  private static int freePort() {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
