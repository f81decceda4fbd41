package org.muster.field.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.field.station.Tick.Deed;
import org.muster.model.wire.Json;

/** A station whose uplink is cut, with what it heard before. */
final class StationTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(2);
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
  private static final UUID ASSIGNMENT = UUID.randomUUID();

  @TempDir Path folder;
  private volatile Instant now = NOON;
  private Station station;

  @BeforeEach
  void open() {
    try (var store = StationStore.open(file())) {
      store.keep("roll", Json.tree(Map.of("asOf", NOON, "people", List.of(person()))));
      store.keep(
          "codes", Json.tree(Map.of("ahead", List.of(code("111111", 1), code("222222", 2)))));
    }
    station = opened();
  }

  @AfterEach
  void close() {
    station.close();
  }

  @Test
  void theCodeChangesWithTheClockForAsLongAsCodesWereLaidIn() {
    assertEquals("111111", station.view().at("/code/code").asText());
    now = NOON.plus(STEP);
    assertEquals("222222", station.view().at("/code/code").asText());
    now = NOON.plus(STEP.multipliedBy(2));
    assertFalse(station.view().has("code"));
  }

  @Test
  void whoIsTickedTwiceInTheSameWayIsTickedOnce() {
    station.press(pressed(Deed.PRESENT));
    station.press(pressed(Deed.PRESENT));
    assertEquals(1, station.view().path("waiting").size());
    assertEquals("present", shown());
  }

  @Test
  void whatIsSaidLastOfSomebodyIsShownAndBothAreKept() {
    station.press(pressed(Deed.PRESENT));
    station.press(pressed(Deed.ABSENT));
    assertEquals(2, station.view().path("waiting").size());
    assertEquals("absent", shown());
  }

  @Test
  void whatWasTickedIsThereWhenTheStationIsSwitchedOnAgain() {
    station.press(pressed(Deed.PRESENT));
    station.close();
    station = opened();
    assertEquals("present", shown());
    assertFalse(station.view().path("online").asBoolean());
  }

  private Station opened() {
    var made =
        new Station(
            new Station.Parts(
                StationStore.open(file()),
                new Uplink(NOWHERE, new Uplink.Account("community", "secret")),
                "330522001001",
                Duration.ofSeconds(1),
                () -> now));
    made.start();
    return made;
  }

  private Path file() {
    return folder.resolve("station.sqlite");
  }

  private String shown() {
    JsonNode person = station.view().at("/people/0");
    return person.path("ticked").asText();
  }

  private static Tick.Pressed pressed(Deed deed) {
    return new Tick.Pressed(UUID.randomUUID(), ASSIGNMENT, deed);
  }

  private static Map<String, Object> person() {
    return Map.of("assignment", ASSIGNMENT, "name", "张*三", "unit", "水利局", "state", "accepted");
  }

  private static Map<String, Object> code(String code, int step) {
    return Map.of("code", code, "validUntil", NOON.plus(STEP.multipliedBy(step)));
  }
}
