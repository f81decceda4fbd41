package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.Eventually;
import org.muster.model.wire.Json;

/** Boards and maps: a picture first, then a new one when it looks different. */
final class SocketTopicsIT {
  private static final String BOARD = "board/1";

  private final UUID anna = UUID.randomUUID();
  private final AtomicInteger total = new AtomicInteger();
  private final AtomicInteger pictures = new AtomicInteger();
  private SocketWorld world;

  private record View(String scope, Supplier<JsonNode> picture) implements Topic {
    @Override
    public JsonNode snapshot() {
      return picture.get();
    }
  }

  @BeforeEach
  void open() {
    world = new SocketWorld();
    world.topics =
        (_, name) ->
            name.equals(BOARD) ? Optional.of(new View("all", this::picture)) : Optional.empty();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFollowerGetsASnapshotAndThenChanges() {
    var desk = follower(anna);
    var snapshot = desk.next("snapshot");
    assertEquals(BOARD, snapshot.get("topic").asText());
    assertEquals(0, snapshot.at("/data/total").asInt());

    total.set(5);
    world.broadcast.changed(BOARD);

    assertEquals(5, desk.next("change").at("/data/total").asInt());
  }

  @Test
  void whatLooksTheSameIsNotSentAgain() {
    var desk = follower(anna);
    desk.next("snapshot");
    int before = pictures.get();
    world.broadcast.changed(BOARD);
    Eventually.until("it was looked at again", () -> pictures.get() > before);
    total.set(1);
    world.broadcast.changed(BOARD);

    assertEquals(1, desk.next("change").at("/data/total").asInt(), "only the time differed before");
  }

  @Test
  void manyChangesMakeFewPictures() {
    var desk = follower(anna);
    desk.next("snapshot");
    int before = pictures.get();
    long began = System.nanoTime();
    for (int i = 1; i <= 20_000; i++) {
      total.set(i);
      world.broadcast.changed(BOARD);
    }

    int shown = 0;
    while (shown < 20_000) {
      shown = desk.next("change").at("/data/total").asInt();
    }
    long gaps = (System.nanoTime() - began) / SocketWorld.Quick.GAP.toNanos();
    assertTrue(pictures.get() - before <= gaps + 1, () -> pictures + " pictures in " + gaps);
  }

  @Test
  void onePictureServesAllFollowersOfAScope() {
    var first = follower(anna);
    first.next("snapshot");
    int before = pictures.get();
    for (int i = 0; i < 10; i++) {
      follower(UUID.randomUUID()).next("snapshot");
    }

    assertEquals(before, pictures.get());
  }

  @Test
  void scopesSeeTheirOwnPictures() {
    UUID bo = UUID.randomUUID();
    world.topics =
        (who, _) -> {
          boolean isAnna = who.volunteer().orElseThrow().value().equals(anna);
          return Optional.of(
              new View(isAnna ? "a" : "b", () -> Json.parse(isAnna ? "{\"n\":1}" : "{\"n\":2}")));
        };

    assertEquals(1, follower(anna).next("snapshot").at("/data/n").asInt());
    assertEquals(2, follower(bo).next("snapshot").at("/data/n").asInt());
  }

  @Test
  void whatIsNotYoursClosesTheSocket() {
    var phone = world.phoneOf(anna);
    phone.say("{\"type\":\"follow\",\"topic\":\"board/2\"}");

    assertEquals(4403, phone.closeCode());
  }

  @Test
  void nobodyLooksWhenNobodyFollows() {
    var desk = follower(anna);
    desk.next("snapshot");
    desk.hangUp();
    Eventually.until(
        "the watch is given up",
        () -> {
          int before = pictures.get();
          world.broadcast.changed(BOARD);
          long end = System.nanoTime() + SocketWorld.Quick.GAP.toNanos() * 3;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          return before == pictures.get();
        });

    assertTrue(follower(anna).next("snapshot").has("data"));
  }

  @Test
  void aPictureThatFailsIsTriedAgain() {
    var failures = new AtomicInteger(2);
    world.topics =
        (_, _) ->
            Optional.of(
                new View(
                    "",
                    () -> {
                      if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("a test of a failing picture");
                      }
                      return picture();
                    }));

    assertTrue(follower(anna).next("snapshot").has("data"));
  }

  private TestPhone follower(UUID volunteer) {
    var desk = world.phoneOf(volunteer);
    desk.say("{\"type\":\"follow\",\"topic\":\"" + BOARD + "\"}");
    return desk;
  }

  private JsonNode picture() {
    int number = pictures.incrementAndGet();
    return Json.parse(
        "{\"asOf\":\"%s\",\"total\":%d}".formatted(Instant.EPOCH.plusSeconds(number), total.get()));
  }
}
