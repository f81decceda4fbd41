package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.socket.Deeds.Done;
import org.muster.command.socket.Deeds.Refused;
import org.muster.command.store.Database;
import org.muster.command.testing.Eventually;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** What people do over the socket: deeds one after the other, positions the newest. */
final class SocketDeedsIT {
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
  void aDeedIsDoneAndAnswered() {
    world.deeds =
        (who, deed) -> {
          assertEquals(anna, who.volunteer().orElseThrow().value());
          return new Done(deed.name().word().equals("decline") ? 2 : 1);
        };
    var phone = world.phoneOf(anna);
    UUID id = UUID.randomUUID();
    phone.say(deed(id, "decline", ",\"reason\":\"生病\""));

    JsonNode done = phone.next("done");
    assertEquals(id.toString(), done.get("id").asText());
    assertEquals(2, done.get("version").asInt());
  }

  @Test
  void aRefusalSaysWhy() {
    world.deeds = (_, _) -> new Refused("too-late", "已过截止时间");
    var phone = world.phoneOf(anna);
    phone.say(deed(UUID.randomUUID(), "accept", ""));

    JsonNode refused = phone.next("refused");
    assertEquals("too-late", refused.get("code").asText());
    assertEquals("已过截止时间", refused.get("detail").asText());
  }

  @Test
  void aThrownRefusalIsARefusal() {
    world.deeds =
        (_, _) -> {
          throw new RefusedException(Refusal.NOT_FOUND);
        };
    var phone = world.phoneOf(anna);
    phone.say(deed(UUID.randomUUID(), "accept", ""));

    assertEquals("not-found", phone.next("refused").get("code").asText());
  }

  @Test
  void aLaterDeedNeverOvertakesAnEarlierOne() {
    var begun = Collections.synchronizedList(new ArrayList<UUID>());
    var inHand = new AtomicInteger();
    var overlap = new AtomicBoolean();
    var allSaid = new CountDownLatch(1);
    world.deeds =
        (_, deed) -> {
          overlap.compareAndSet(false, inHand.incrementAndGet() > 1);
          begun.add(deed.id());
          await(allSaid);
          inHand.decrementAndGet();
          return new Done(begun.size());
        };
    var phone = world.phoneOf(anna);
    var ids = IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
    ids.forEach(id -> phone.say(deed(id, "report", ",\"text\":\"x\"")));
    allSaid.countDown();

    var answered = new ArrayList<UUID>();
    for (int i = 0; i < ids.size(); i++) {
      answered.add(UUID.fromString(phone.next("done").get("id").asText()));
    }
    assertEquals(ids, answered);
    assertEquals(ids, begun);
    assertTrue(!overlap.get(), "two deeds of one socket at once");
  }

  @Test
  void aDeedSentAgainWhileItWaitsIsDoneOnce() {
    var begun = Collections.synchronizedList(new ArrayList<UUID>());
    var hold = new CountDownLatch(1);
    world.deeds =
        (_, deed) -> {
          begun.add(deed.id());
          await(hold);
          return new Done(begun.size());
        };
    var phone = world.phoneOf(anna);
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    for (int i = 0; i < 50; i++) {
      phone.say(deed(first, "accept", ""));
      phone.say(deed(second, "depart", ""));
    }
    phone.say("{\"type\":\"ping\"}");
    phone.next("pong");
    hold.countDown();

    phone.next("done");
    phone.next("done");
    assertEquals(List.of(first, second), begun);
  }

  @Test
  void deedsOfOthersDoNotWait() {
    UUID bo = UUID.randomUUID();
    var hold = new CountDownLatch(1);
    world.deeds =
        (who, _) -> {
          if (who.volunteer().orElseThrow().value().equals(anna)) {
            await(hold);
          }
          return new Done(1);
        };
    var held = world.phoneOf(anna);
    var free = world.phoneOf(bo);
    held.say(deed(UUID.randomUUID(), "accept", ""));
    free.say(deed(UUID.randomUUID(), "accept", ""));

    free.next("done");
    hold.countDown();
    held.next("done");
  }

  @Test
  void tooManyWaitingDeedsAreTooFast() {
    var hold = new CountDownLatch(1);
    world.deeds =
        (_, _) -> {
          await(hold);
          return new Done(1);
        };
    var phone = world.phoneOf(anna);
    for (int i = 0; i < 66; i++) {
      phone.say(deed(UUID.randomUUID(), "accept", ""));
    }

    assertEquals(4429, phone.closeCode());
    hold.countDown();
  }

  @Test
  void whileTheDatabaseIsAwayADeedIsNeitherDoneNorRefused() {
    var nowhere =
        PgBuilder.pool()
            .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(1))
            .using(world.test.vertx())
            .build();
    var away = new Database(nowhere);
    var back = new AtomicBoolean();
    var tries = Collections.synchronizedList(new ArrayList<UUID>());
    world.deeds =
        (_, deed) -> {
          tries.add(deed.id());
          return back.get()
              ? new Done(1)
              : away.read(sql -> new Done(sql.get("select 1", row -> row.getInteger(0))));
        };
    var phone = world.phoneOf(anna);
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    phone.say(deed(first, "accept", ""));
    phone.say(deed(second, "depart", ""));
    Eventually.until("tried twice", () -> tries.size() >= 2);
    back.set(true);

    assertEquals(first.toString(), phone.next("done").get("id").asText());
    assertEquals(second.toString(), phone.next("done").get("id").asText());
    assertEquals(List.of(first, first), tries.subList(0, 2));
    nowhere.close().await();
  }

  @Test
  void ourOwnMistakeIsAnsweredAndTheSocketLives() {
    world.deeds =
        (_, _) -> {
          throw new IllegalStateException("a test of what must not happen");
        };
    var phone = world.phoneOf(anna);
    phone.say(deed(UUID.randomUUID(), "accept", ""));

    assertEquals("internal", phone.next("refused").get("code").asText());
    phone.say("{\"type\":\"ping\"}");
    phone.next("pong");
  }

  @Test
  void positionsAreTakenIn() throws Exception {
    var phone = world.phoneOf(anna);
    phone.say(
        "{\"type\":\"position\",\"lon\":120.5,\"lat\":36.1,\"coordType\":\"gcj02\",\"accuracyM\":12}");

    var fix = world.fixes.poll(20, TimeUnit.SECONDS);
    assertEquals(120.5, fix.lon());
    assertEquals("gcj02", fix.coordType());
  }

  private static String deed(UUID id, String name, String more) {
    return "{\"type\":\"do\",\"id\":\"%s\",\"name\":\"%s\",\"assignment\":\"%s\"%s}"
        .formatted(id, name, UUID.randomUUID(), more);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
