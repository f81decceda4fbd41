package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.command.relay.DeliveryLimits;
import org.muster.command.socket.SocketWorld.Quick;
import org.muster.command.testing.Eventually;

/** Phones that do not read, do not answer, or are simply gone. */
final class SlowPhoneIT {
  private static final int LETTERS = 1_500;
  private static final String FILLING = "x".repeat(10_000);

  private final UUID anna = UUID.randomUUID();

  @Test
  void aPhoneThatNeverReadsIsHeldBackClosedAndResumesWithoutLoss() {
    try (var world = new SocketWorld(Quick.SOCKET, drainWithin(Duration.ofSeconds(1)))) {
      var phone = world.phoneOf(anna);
      phone.next("caughtUp");
      phone.stopReading();
      fill(world);

      Eventually.until("it is closed", () -> closed(world, "4503") == 1);

      double written = world.count("muster.delivery.sent");
      assertTrue(written < LETTERS / 2.0, () -> written + " letters piled up");
      Eventually.until("nothing of it is left", () -> sessions(world) == 0);

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
    try (var world = new SocketWorld(Quick.SOCKET, drainWithin(Duration.ofMinutes(1)))) {
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
    var patient = Quick.sockets(Duration.ofMinutes(1), Duration.ofMinutes(5));
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
    try (var world = new SocketWorld(generous, drainWithin(Duration.ofSeconds(1)));
        var raw = new RawSocket(world.port())) {
      raw.say(hello(world));
      Eventually.until("it is open", () -> sessions(world) == 1);
      var asking = Thread.ofVirtual().start(() -> raw.sayUntilCut("{\"type\":\"ping\"}"));

      Eventually.until("it is closed", () -> closed(world, "4503") == 1);
      Eventually.until("nothing of it is left", () -> sessions(world) == 0);
      asking.join();
    }
  }

  @Test
  void aPhoneThatIsGoneWithoutAWordIsNoticed() throws Exception {
    var short_ = Quick.sockets(Duration.ofMinutes(1), Duration.ofSeconds(1));
    try (var world = new SocketWorld(short_, Quick.DELIVERY);
        var raw = new RawSocket(world.port())) {
      raw.say(hello(world));

      Eventually.until("it is closed", () -> closed(world, "4408") == 1);
      Eventually.until("nothing of it is left", () -> sessions(world) == 0);
    }
  }

  @Test
  void aPhoneThatOnlyAnswersPingsLives() {
    var short_ = Quick.sockets(Duration.ofMinutes(1), Duration.ofSeconds(3));
    try (var world = new SocketWorld(short_, Quick.DELIVERY)) {
      var phone = world.phoneOf(anna);
      for (int i = 0; i < 10; i++) {
        phone.next("ping");
      }
      assertTrue(!phone.isClosed());
    }
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

  private String hello(SocketWorld world) {
    return "{\"type\":\"hello\",\"device\":\"raw\",\"ticket\":\"" + world.ticket(anna) + "\"}";
  }

  private static double closed(SocketWorld world, String code) {
    var counter = world.meters.find("muster.socket.closed").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  private static double sessions(SocketWorld world) {
    return world.meters.get("muster.socket.sessions").gauge().value();
  }

  private static DeliveryLimits drainWithin(Duration span) {
    return Quick.delivery(Duration.ofMinutes(1), span);
  }
}
