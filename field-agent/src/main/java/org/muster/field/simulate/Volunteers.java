package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.muster.field.link.FieldLink;
import org.muster.field.link.LinkSettings;
import org.muster.field.link.Phone;
import org.muster.field.link.Switchboard;
import org.muster.field.outbox.Outbox;
import org.muster.field.task.TaskCards;

/** All volunteers of a simulation with their phones. */
final class Volunteers implements AutoCloseable {
  /** Well below the 28,000 ports of one source address. */
  private static final int PHONES_PER_ADDRESS = 10_000;

  private static final int CLOSE_MAX_S = 30;

  private final Vertx vertx;
  private final Switchboard board;
  private final Map<UUID, SimulatedVolunteer> byId = new LinkedHashMap<>();

  /** Takes the devices as the server made them: {@code [{volunteer,token}]}. */
  Volunteers(SimulationSettings settings, List<JsonNode> devices, Stage stage) {
    vertx = Vertx.vertx();
    board =
        Switchboard.open(vertx, link(settings, devices.size()))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    for (JsonNode device : devices) {
      UUID id = UUID.fromString(device.path("volunteer").asText());
      byId.computeIfAbsent(id, _ -> volunteer(id, device.path("token").asText(), stage));
    }
  }

  private SimulatedVolunteer volunteer(UUID id, String token, Stage stage) {
    var volunteer = new SimulatedVolunteer(id, stage);
    var phone = new Phone("simulated-" + id, token);
    volunteer.holds(board.link(phone, new TaskCards(), Outbox.inMemory(), volunteer));
    return volunteer;
  }

  private static LinkSettings link(SimulationSettings settings, int phones) {
    int addresses = 1 + phones / PHONES_PER_ADDRESS;
    boolean several = addresses > 1 && settings.host().startsWith("127.");
    List<String> local =
        several
            ? IntStream.rangeClosed(1, addresses).mapToObj(i -> "127.0.0." + i).toList()
            : List.of();
    return LinkSettings.of(settings.host(), settings.port())
        .withLocalAddresses(local)
        .withSeed(settings.cast().seed());
  }

  void connect() {
    byId.values().forEach(volunteer -> volunteer.link().start());
  }

  /** Waits until every phone has caught up. */
  void awaitLive(Deadline deadline, ProgressLine progress) {
    while (live() < byId.size()) {
      progress.show("connected " + live() + "/" + byId.size());
      deadline.pause(Duration.ofMillis(200), "phones to connect");
    }
  }

  /** Whoever waits to come back comes now. */
  void wake() {
    byId.values().forEach(volunteer -> volunteer.link().wake());
  }

  long live() {
    return byId.values().stream().filter(SimulatedVolunteer::isLive).count();
  }

  int size() {
    return byId.size();
  }

  Collection<SimulatedVolunteer> list() {
    return byId.values();
  }

  Optional<SimulatedVolunteer> find(UUID volunteer) {
    return Optional.ofNullable(byId.get(volunteer));
  }

  @Override
  public void close() {
    var links = new ArrayList<FieldLink>();
    byId.values().forEach(volunteer -> links.add(volunteer.link()));
    links.forEach(FieldLink::stop);
    board
        .close()
        .eventually(vertx::close)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(CLOSE_MAX_S, TimeUnit.SECONDS)
        .exceptionally(_ -> null)
        .join();
  }
}
