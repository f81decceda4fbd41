package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.relay.DeliveryLimits;
import org.muster.command.relay.EpochWatch;
import org.muster.command.socket.SocketWorld.Quick;
import org.muster.command.store.Posted;
import org.muster.command.testing.Eventually;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.Json;

/** From the mailbox to the phone: everything, in order, once, whatever is lost on the way. */
final class SocketDeliveryIT {
  private final UUID anna = UUID.randomUUID();
  private SocketWorld world;

  @BeforeEach
  void open() {
    world = new SocketWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aNewPhoneGetsEverythingInOrder() {
    postMany(50);

    var phone = world.phoneOf(anna);

    assertEquals(LongStream.rangeClosed(1, 50).boxed().toList(), seqs(phone.upTo("caughtUp")));
  }

  @Test
  void aPhoneThatComesBackGetsWhatItMissed() {
    postMany(20);

    var phone = world.phoneOf(anna, 17);

    assertEquals(List.of(18L, 19L, 20L), seqs(phone.upTo("caughtUp")));
  }

  @Test
  void aPhoneThatMissedNothingIsCaughtUpAtOnce() {
    postMany(3);

    var frames = world.phoneOf(anna, 3).upTo("caughtUp");

    assertEquals(1, frames.size());
    assertEquals(3, frames.getFirst().get("seq").asLong());
  }

  @Test
  void aRestoredDatabaseSendsEverythingAgain() {
    postMany(5);
    var phone = world.connect();
    phone.hello(world.ticket(anna), "phone", UUID.randomUUID().toString(), 5);

    phone.next("welcome");
    var frames = phone.upTo("caughtUp");

    assertEquals("resync", frames.getFirst().get("type").asText());
    assertEquals(world.epoch(), frames.getFirst().get("epoch").asText());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(frames));
  }

  @Test
  void whenTheDatabaseIsAnotherThanItWasPhonesComeBackAndAreSentEverything() {
    postMany(3);
    var phone = world.phoneOf(anna);
    phone.upTo("caughtUp");
    String before = world.epoch();
    try (var watch =
        new EpochWatch(world.test.database(), world.delivery::comeBack, Duration.ofMillis(20))) {
      watch.start();
      assertEquals(before, world.epoch());

      restored();

      assertEquals(CloseCode.RESUME.number(), phone.closeCode());
      var again = world.connect();
      again.hello(world.ticket(anna), "phone of " + anna, before, 3);
      again.next("welcome");
      var frames = again.upTo("caughtUp");
      assertEquals("resync", frames.getFirst().get("type").asText());
      assertEquals(List.of(1L, 2L, 3L), seqs(frames));
    }
  }

  /** As if the backup of another server had been restored here. */
  private void restored() {
    world
        .test
        .database()
        .read(sql -> sql.change("update mailbox_epoch set origin = 'elsewhere/00000001'"));
  }

  @Test
  void aCursorAheadOfTheMailboxIsUnknown() {
    postMany(2);
    var frames = world.phoneOf(anna, 3).upTo("caughtUp");

    assertEquals("resync", frames.getFirst().get("type").asText());
    assertEquals(List.of(1L, 2L), seqs(frames));
    assertEquals(0, world.acked(anna));
  }

  @Test
  void theItemIsSentAsItWasWritten() {
    UUID item = UUID.randomUUID();
    var posted = world.post(anna, item, 7);

    var frame = world.phoneOf(anna).next("item");

    assertEquals(posted.seq(), frame.get("seq").asLong());
    assertEquals(
        Json.parse(SocketWorld.letter(anna, item, 7, "").body().text()), frame.get("item"));
  }

  @Test
  void aHintBringsALetterWithoutWaitingForTheSweep() {
    try (var blind = new SocketWorld(Quick.SOCKET, sweepEvery(Duration.ofDays(1)))) {
      var phone = blind.phoneOf(anna);
      phone.next("caughtUp");

      blind.postAndTell(anna, UUID.randomUUID(), 1);

      assertEquals(1, phone.next("item").get("seq").asLong());
    }
  }

  @Test
  void aHintOfALaterLetterBringsTheEarlierOneToo() {
    try (var blind = new SocketWorld(Quick.SOCKET, sweepEvery(Duration.ofDays(1)))) {
      var phone = blind.phoneOf(anna);
      phone.next("caughtUp");

      blind.post(anna, UUID.randomUUID(), 1);
      blind.postAndTell(anna, UUID.randomUUID(), 1);

      assertEquals(1, phone.next("item").get("seq").asLong());
      assertEquals(2, phone.next("item").get("seq").asLong());
    }
  }

  @Test
  void whenEveryHintIsLostTheSweepDelivers() {
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    var got = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      postMany(10);
      for (int j = 0; j < 10; j++) {
        got.add(phone.next("item").get("seq").asLong());
      }
    }

    assertEquals(LongStream.rangeClosed(1, 50).boxed().toList(), got);
  }

  @Test
  void aHintGivenTwiceSendsOnce() {
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    var posted = world.postAndTell(anna, UUID.randomUUID(), 1);
    world.delivery.posted(List.of(posted, posted));
    phone.ack(1);
    world.postAndTell(anna, UUID.randomUUID(), 1);

    assertEquals(1, phone.next("item").get("seq").asLong());
    assertEquals(2, phone.next("item").get("seq").asLong());
  }

  @Test
  void aChangedItemArrivesOnceInItsNewestForm() {
    UUID item = UUID.randomUUID();
    world.post(anna, item, 1);
    world.post(anna, UUID.randomUUID(), 1);
    world.post(anna, item, 2);
    world.post(anna, item, 3);

    var frames = world.phoneOf(anna).upTo("caughtUp");

    assertEquals(List.of(2L, 4L), seqs(frames));
    assertEquals(3, frames.get(1).at("/item/version").asInt());
    assertEquals(item.toString(), frames.get(1).at("/item/id").asText());
  }

  @Test
  void acksAreCumulativeAndWrittenDown() {
    postMany(10);
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    Eventually.until("all sent", () -> world.rung("sent_at", anna) == 10);
    assertEquals(0, world.rung("on_device_at", anna));

    phone.ack(7);
    Eventually.until("seven on the device", () -> world.rung("on_device_at", anna) == 7);
    phone.ack(3);
    phone.ack(10);
    Eventually.until("all on the device", () -> world.rung("on_device_at", anna) == 10);

    assertEquals(10, world.acked(anna));
  }

  @Test
  void aPhoneMayAcknowledgeEveryItemByItself() {
    postMany(600);
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    for (int seq = 1; seq <= 600; seq++) {
      phone.ack(seq);
    }

    Eventually.until("all on the device", () -> world.acked(anna) == 600);
    assertFalse(phone.isClosed());
  }

  @Test
  void anAckOfWhatWasNeverSentCountsForNothing() {
    postMany(2);
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    phone.ack(1_000);
    Eventually.until("both on the device", () -> world.rung("on_device_at", anna) == 2);
    world.post(anna, UUID.randomUUID(), 1);
    phone.next("item");

    Eventually.until("the third is sent", () -> world.rung("sent_at", anna) == 3);
    assertEquals(2, world.rung("on_device_at", anna));
  }

  @Test
  void theCursorOfAHelloIsAnAck() {
    postMany(4);

    world.phoneOf(anna, 3);

    Eventually.until("three on the device", () -> world.rung("on_device_at", anna) == 3);
  }

  @Test
  void openedItemsAreRead() {
    UUID item = UUID.randomUUID();
    world.post(anna, item, 1);
    world.post(anna, UUID.randomUUID(), 1);
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");

    phone.read(item);

    Eventually.until("one is read", () -> world.rung("read_at", anna) == 1);
  }

  @Test
  void receiptsSurviveADatabaseThatFails() {
    postMany(2);
    var phone = world.phoneOf(anna, 1);
    phone.next("caughtUp");
    Eventually.until("sent", () -> world.rung("sent_at", anna) == 2);
    run("alter table mailbox_item rename to mailbox_item_away");
    phone.ack(2);
    Eventually.until(
        "the receipt waits",
        () -> world.meters.get("muster.delivery.receipts.waiting").gauge().value() == 1.0);
    run("alter table mailbox_item_away rename to mailbox_item");

    Eventually.until("both on the device", () -> world.rung("on_device_at", anna) == 2);
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgain() {
    var impatient = Quick.delivery(Duration.ofMillis(200), Duration.ofMinutes(1));
    try (var other = new SocketWorld(Quick.SOCKET, impatient)) {
      other.post(anna, UUID.randomUUID(), 1);
      other.post(anna, UUID.randomUUID(), 1);
      var phone = other.phoneOf(anna);
      phone.next("caughtUp");
      phone.ack(1);

      assertEquals(2, phone.next("item").get("seq").asLong());
      phone.ack(2);
      Eventually.until("two on the device", () -> other.acked(anna) == 2);
      assertTrue(other.count("muster.delivery.resent") >= 1);
    }
  }

  @Test
  void twoWritersAtOnceLeaveNoGapAndNoDisorder() throws Exception {
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    int writers = 4;
    int each = 40;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = new ArrayList<Future<?>>();
      for (int w = 0; w < writers; w++) {
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    world.postAndTell(anna, UUID.randomUUID(), 1);
                  }
                }));
      }
      var got = new ArrayList<Long>();
      while (got.size() < writers * each) {
        got.add(phone.next("item").get("seq").asLong());
      }
      for (Future<?> one : writing) {
        one.get();
      }
      assertEquals(LongStream.rangeClosed(1, (long) writers * each).boxed().toList(), got);
    }
  }

  @Test
  void bothPhonesOfAPersonGetEverything() {
    var phone = world.phoneOf(anna);
    phone.next("caughtUp");
    var tablet = world.connect();
    tablet.hello(world.ticket(anna), "tablet");
    tablet.next("caughtUp");

    world.postAndTell(anna, UUID.randomUUID(), 1);

    assertEquals(1, phone.next("item").get("seq").asLong());
    assertEquals(1, tablet.next("item").get("seq").asLong());
  }

  @Test
  void anOrderToManyReachesEachOnceThoughHalfTheHintsAreLost() {
    try (var large = new SocketWorld(roomFor(400), Quick.DELIVERY)) {
      var people = IntStream.range(0, 300).mapToObj(_ -> UUID.randomUUID()).toList();
      var phones = people.stream().map(large::phoneOf).toList();
      phones.forEach(phone -> phone.next("caughtUp"));

      var posted =
          large.post(
              people.stream()
                  .map(person -> SocketWorld.letter(person, UUID.randomUUID(), 1, ""))
                  .toList());
      large.delivery.posted(posted.subList(0, posted.size() / 2));

      for (int i = 0; i < phones.size(); i++) {
        assertEquals(1, phones.get(i).next("item").get("seq").asLong());
        phones.get(i).ack(1);
      }
      Eventually.until("all on their devices", () -> large.onDevices() == people.size());
      assertEquals(people.size(), large.count("muster.delivery.sent"));
      assertEquals(0, large.count("muster.delivery.resent"));
    }
  }

  @Test
  void onePersonHasAtMostEightSockets() {
    var phones = new ArrayList<TestPhone>();
    for (int i = 0; i < 9; i++) {
      var phone = world.connect();
      phone.hello(world.ticket(anna), "device " + i);
      phone.next("caughtUp");
      phones.add(phone);
    }

    assertEquals(4409, phones.getFirst().closeCode());
    assertFalse(phones.get(1).isClosed());
  }

  @Test
  void othersGetNothing() {
    var stranger = world.phoneOf(UUID.randomUUID());
    stranger.next("caughtUp");
    var phone = world.phoneOf(anna);

    world.postAndTell(anna, UUID.randomUUID(), 1);
    phone.next("item");
    stranger.say("{\"type\":\"ping\"}");

    assertFalse(
        stranger.upTo("pong").stream().anyMatch(f -> f.get("type").asText().equals("item")));
  }

  private List<Posted> postMany(int count) {
    return world.post(
        IntStream.range(0, count)
            .mapToObj(_ -> SocketWorld.letter(anna, UUID.randomUUID(), 1, ""))
            .toList());
  }

  private void run(String statement) {
    world.test.database().transaction(sql -> sql.change(statement));
  }

  private static SocketLimits roomFor(int sockets) {
    var quick = Quick.SOCKET;
    return new SocketLimits(
        quick.helloWithin(),
        quick.pingEvery(),
        quick.silentAfter(),
        quick.closeWithin(),
        quick.lookEvery(),
        quick.framesPerSecond(),
        quick.framesBurst(),
        sockets);
  }

  private static DeliveryLimits sweepEvery(Duration span) {
    var quick = Quick.DELIVERY;
    return new DeliveryLimits(
        span, quick.flushEvery(), quick.resendAfter(), quick.drainWithin(), quick.readEach());
  }

  private static List<Long> seqs(List<JsonNode> frames) {
    return frames.stream()
        .filter(f -> f.get("type").asText().equals("item"))
        .map(f -> f.get("seq").asLong())
        .toList();
  }
}
