package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.command.socket.SocketWorld.Quick;
import org.muster.command.testing.Eventually;

/**
 * Phones that do not read, do not answer, or are simply gone. Time passes as the test says, so that
 * none of them is given up because the machine is slow.
 */
final class SlowPhoneIT {
  private static final int LETTERS = 400;
  private static final String FILLING = "x".repeat(10_000);
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMillis(20);

  private final UUID anna = UUID.randomUUID();

  @Test
  void aPhoneThatNeverReadsIsHeldBackClosedAndResumesWithoutLoss() {
    try (var world = world(Quick.sockets(LONG, LONG))) {
      var phone = world.phoneOf(anna);
      phone.next("caughtUp");
      phone.stopReading();
      fill(world);

      passUntil(world, "it is closed", () -> closed(world, "4503") == 1);

      double written = world.count("muster.delivery.sent");
      assertTrue(written < LETTERS / 2.0, () -> written + " letters piled up");
      passUntil(world, "nothing of it is left", () -> sessions(world) == 0);

      var held = new TreeSet<Long>();
      long cursor = 0;
      var again = world.phoneOf(anna, cursor);
      for (var frame : again.upTo("caughtUp")) {
        if (frame.get("type").asText().equals("item")) {
          held.add(frame.get("seq").asLong());
        }
      }
      assertEquals(LongStream.rangeClosed(1, LETTERS).boxed().toList(), held.stream().toList());
    }
  }

  @Test
  void aPhoneThatReadsAgainInTimeGoesOnWhereItStopped() {
    try (var world = world(Quick.sockets(LONG, LONG))) {
      var phone = world.phoneOf(anna);
      phone.next("caughtUp");
      phone.stopReading();
      fill(world);
      Eventually.until("it is full", () -> isSteady(world));

      phone.readAgain();

      for (long seq = 1; seq <= LETTERS; seq++) {
        assertEquals(seq, phone.next("item").get("seq").asLong());
      }
      assertEquals(0, closed(world, "4503"));
    }
  }

  @Test
  void whoAsksAndNeverReadsTheAnswersIsClosedToo() throws Exception {
    var patient = Quick.sockets(LONG, LONG);
    var generous =
        new SocketLimits(
            patient.helloWithin(),
            patient.pingEvery(),
            patient.silentAfter(),
            patient.closeWithin(),
            patient.lookEvery(),
            1_000_000,
            10_000_000,
            patient.socketsMax());
    try (var world = world(generous);
        var raw = new RawSocket(world.port())) {
      greet(raw, world);
      var asking = Thread.ofVirtual().start(() -> raw.sayUntilCut("{\"type\":\"ping\"}"));

      passUntil(world, "it is closed", () -> closed(world, "4503") == 1);
      passUntil(world, "nothing of it is left", () -> sessions(world) == 0);
      asking.join();
    }
  }

  @Test
  void aPhoneThatIsGoneWithoutAWordIsNoticed() throws Exception {
    var silentAfter = Duration.ofSeconds(1);
    try (var world = world(Quick.sockets(LONG, silentAfter));
        var raw = new RawSocket(world.port())) {
      greet(raw, world);

      world.pass(silentAfter);

      Eventually.until("it is closed", () -> closed(world, "4408") == 1);
      passUntil(world, "nothing of it is left", () -> sessions(world) == 0);
    }
  }

  @Test
  void aPhoneThatOnlyAnswersPingsLives() {
    var limits = Quick.sockets(LONG, Duration.ofSeconds(3));
    try (var world = world(limits)) {
      var phone = world.phoneOf(anna);
      for (int i = 0; i < 10; i++) {
        double heard = world.count("muster.socket.frames.in");
        world.pass(limits.pingEvery());
        phone.next("ping");
        Eventually.until("its answer", () -> world.count("muster.socket.frames.in") > heard);
      }
      assertEquals(1, sessions(world));
      assertEquals(0, closed(world, "4408"));
    }
  }

  @Test
  void phonesThatHadJustBeenTalkedWithWerePingedAsWell() {
    var limits = Quick.sockets(LONG, LONG);
    try (var world = world(limits)) {
      var talking = world.phoneOf(anna);
      var quiet = world.phoneOf(UUID.randomUUID());
      talking.next("caughtUp");
      quiet.next("caughtUp");
      var half = limits.pingEvery().dividedBy(2);
      for (int words = 1; words <= 10; words++) {
        world.pass(half);
        talking.say("{\"type\":\"ping\"}");
        var frames = talking.all("pong");
        assertEquals(1, frames.size(), () -> "before the answer: " + frames.getFirst());
        if (words % 2 == 0) {
          quiet.next("ping");
        }
      }
      world.pass(limits.pingEvery());
      talking.next("ping");
    }
  }

  private static SocketWorld world(SocketLimits limits) {
    return new SocketWorld(limits, Quick.delivery(LONG, DRAIN_WITHIN)).standing();
  }

  private static void passUntil(SocketWorld world, String what, BooleanSupplier condition) {
    Eventually.until(
        what,
        () -> {
          world.pass(STEP);
          return condition.getAsBoolean();
        });
  }

  private void fill(SocketWorld world) {
    var posted =
        world.post(
            IntStream.range(0, LETTERS)
                .mapToObj(_ -> SocketWorld.letter(anna, UUID.randomUUID(), 1, FILLING))
                .toList());
    world.delivery.posted(posted);
  }

  /** The socket takes no more: several sweeps have passed and nothing was written. */
  private static boolean isSteady(SocketWorld world) {
    double before = world.count("muster.delivery.sent");
    long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return before > 0 && before == world.count("muster.delivery.sent") && before < LETTERS;
  }

  /** Says hello, and waits until the socket is open. */
  private void greet(RawSocket raw, SocketWorld world) throws IOException {
    raw.say("{\"type\":\"hello\",\"device\":\"raw\",\"ticket\":\"" + world.ticket(anna) + "\"}");
    assertTrue(raw.next(RawSocket.TEXT).text().contains("welcome"));
  }

  private static double closed(SocketWorld world, String code) {
    var counter = world.meters.find("muster.socket.closed").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  private static double sessions(SocketWorld world) {
    return world.meters.get("muster.socket.sessions").gauge().value();
  }
}
