package org.muster.field.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.muster.field.station.Uplink.Answer;
import org.muster.field.station.Uplink.CutOffException;
import org.muster.model.RefusedException;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** A community's kiosk at work: the roll as it was last heard, with what was ticked off since. */
public final class Station implements AutoCloseable {
  private static final String ROLL = "roll";
  private static final String CODES = "codes";
  private static final String AREA = "area";

  /** Codes for so long are kept, for the time without an uplink. */
  private static final int CODE_HOURS = 12;

  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final StationStore store;
  private final Uplink uplink;
  private final String community;
  private final Duration rhythm;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread sender = Thread.ofVirtual().name("station").unstarted(this::run);
  private volatile boolean stopped;
  private volatile boolean online;
  private volatile Optional<String> trouble = Optional.empty();

  /** What the station stands on, and how often it asks. */
  record Parts(
      StationStore store, Uplink uplink, String community, Duration rhythm, InstantSource clock) {}

  Station(Parts parts) {
    this.store = parts.store();
    this.uplink = parts.uplink();
    this.community = parts.community();
    this.rhythm = parts.rhythm();
    this.clock = parts.clock();
  }

  void start() {
    sender.start();
  }

  /** Notes a tick, unless the same waits already; it is sent as soon as there is an uplink. */
  void press(Tick.Pressed pressed) {
    if (waiting(store.open(), pressed.assignment())
        .map(Tick::deed)
        .equals(Optional.of(pressed.deed()))) {
      return;
    }
    String name =
        people().stream()
            .filter(p -> p.path("assignment").asText().equals(pressed.assignment().toString()))
            .map(p -> p.path("name").asText())
            .findFirst()
            .orElseThrow(() -> RefusedException.invalid("assignment", "not on the roll"));
    store.add(Tick.fresh(pressed, name, clock.instant()));
    wake.release();
  }

  void noteSeen(UUID tick) {
    store.noteSeen(tick);
  }

  /** Everything for the page: nothing that waits or was refused is left out. */
  ObjectNode view() {
    List<Tick> open = store.open();
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("community", community).put("online", online).put("now", clock.instant().toString());
    store.kept(AREA).ifPresent(area -> view.set("communityName", area.path("name")));
    store.kept(ROLL).ifPresent(roll -> view.set("asOf", roll.path("asOf")));
    trouble.ifPresent(text -> view.put("trouble", text));
    code().ifPresent(code -> view.set("code", code));
    ArrayNode people = view.putArray("people");
    people().forEach(person -> people.add(shown(person, open)));
    view.set("waiting", Json.tree(open.stream().filter(Tick::isWaiting).toList()));
    view.set("refused", Json.tree(open.stream().filter(tick -> !tick.isWaiting()).toList()));
    return view.put("sent", store.count(Tick.State.DONE));
  }

  /** As the command center will have it once what waits has been taken. */
  private static JsonNode shown(JsonNode person, List<Tick> open) {
    ObjectNode shown = person.deepCopy();
    waiting(open, UUID.fromString(person.path("assignment").asText()))
        .ifPresent(tick -> shown.put("ticked", EnumNames.of(tick.deed())));
    return shown;
  }

  /** What was ticked last for somebody and is still to be sent. */
  private static Optional<Tick> waiting(List<Tick> open, UUID assignment) {
    return open.stream()
        .filter(Tick::isWaiting)
        .filter(tick -> tick.assignment().equals(assignment))
        .reduce((_, later) -> later);
  }

  private List<JsonNode> people() {
    return listed(ROLL, "people").toList();
  }

  /** A list of what was kept; empty as long as nothing was heard. */
  private Stream<JsonNode> listed(String kept, String list) {
    return store.kept(kept).stream()
        .flatMap(of -> StreamSupport.stream(of.path(list).spliterator(), false));
  }

  private Optional<JsonNode> code() {
    Instant now = clock.instant();
    return listed(CODES, "ahead")
        .filter(code -> now.isBefore(Instant.parse(code.path("validUntil").asText())))
        .findFirst();
  }

  private void run() {
    while (!stopped) {
      try {
        round();
        online = true;
        trouble = Optional.empty();
      } catch (CutOffException e) {
        online = false;
      } catch (StationException e) {
        online = false;
        trouble = Optional.of(String.valueOf(e.getMessage()));
      }
      await();
    }
  }

  /** Sends what waits in the order in which it was done, then asks for the roll as it is now. */
  private void round() throws CutOffException {
    for (Tick tick : store.open()) {
      if (tick.isWaiting()) {
        send(tick);
      }
    }
    store.keep(ROLL, uplink.get("/communities/" + community + "/roll").content());
    if (store.kept(AREA).isEmpty()) {
      store.keep(AREA, uplink.get("/areas/" + community).content());
    }
    if (isShort()) {
      store.keep(
          CODES, uplink.get("/communities/" + community + "/code?hours=" + CODE_HOURS).content());
    }
  }

  /** Less than half of the codes ahead is left. */
  private boolean isShort() {
    Instant half = clock.instant().plus(Duration.ofHours(CODE_HOURS / 2));
    return listed(CODES, "ahead")
        .noneMatch(code -> Instant.parse(code.path("validUntil").asText()).isAfter(half));
  }

  private void send(Tick tick) throws CutOffException {
    String path = "/assignments/" + tick.assignment() + "/" + EnumNames.of(tick.deed());
    Object body = tick.deed() == Tick.Deed.PRESENT ? Map.of("at", tick.at()) : Map.of();
    Answer answer = uplink.post(path, body, tick.id());
    if (answer.isDone()) {
      store.settle(tick.id(), Tick.State.DONE, Optional.empty(), Optional.empty());
    } else {
      store.settle(
          tick.id(),
          Tick.State.REFUSED,
          Optional.of(answer.body().path("code").asText("unknown")),
          Optional.of(answer.body().path("detail").asText()));
    }
  }

  private void await() {
    try {
      if (wake.tryAcquire(rhythm.toMillis(), TimeUnit.MILLISECONDS)) {
        int _ = wake.drainPermits();
      }
    } catch (InterruptedException _) {
      stopped = true;
    }
  }

  @Override
  public void close() {
    stopped = true;
    wake.release();
    try {
      if (!sender.join(STOP_MAX)) {
        sender.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    uplink.close();
    store.close();
  }
}
