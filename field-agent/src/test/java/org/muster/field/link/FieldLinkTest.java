package org.muster.field.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.field.outbox.Outbox;
import org.muster.field.task.Received;
import org.muster.field.task.TaskCards;
import org.muster.field.testing.Await;
import org.muster.field.testing.MailCenter;
import org.muster.model.wire.ClientFrame.DeedName;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.TaskCard;

class FieldLinkTest {
  private static final Pace FAST =
      new Pace(
          Duration.ofMillis(5),
          Duration.ofMillis(40),
          Duration.ofMillis(20),
          Duration.ofMillis(400),
          Duration.ofMillis(200),
          Duration.ofMillis(3),
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofSeconds(2),
          Duration.ofMillis(10));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private final MailCenter center = new MailCenter(vertx, seed);
  private Switchboard board;
  private int port;

  FieldLinkTest() {
    System.out.println("FieldLinkTest seed " + seed);
    port = center.open();
    board = board(port);
  }

  @BeforeEach
  void opened() {
    assertTrue(port > 0);
  }

  @AfterEach
  void stop() {
    board.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    center.close();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void nothingIsLostAndNothingIsShownTwiceOverABadNetwork() {
    var phones = new HashMap<String, Holder>();
    center.behave(new MailCenter.Mischief(40, 100, 0));
    for (int i = 0; i < 20; i++) {
      phones.put("token-" + i, connect("token-" + i));
    }
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < 10; i++) {
      ids.add(UUID.randomUUID());
    }
    var tokens = List.copyOf(phones.keySet());
    for (int round = 0; round < 30; round++) {
      for (int i = 0; i < 100; i++) {
        String token = tokens.get(random.nextInt(tokens.size()));
        center.post(token, ids.get(random.nextInt(ids.size())), "offered");
      }
      String token = tokens.get(random.nextInt(tokens.size()));
      Holder holder = Objects.requireNonNull(phones.get(token));
      Await.until(
          "everything on " + token + " for now, seed " + seed,
          () -> center.versions(token).equals(holder.versions()));
    }
    center.behave(MailCenter.Mischief.NONE);
    phones.forEach(
        (token, holder) -> {
          Await.until(
              "everything on " + token + ", seed " + seed,
              () -> center.versions(token).equals(holder.versions()));
          Await.until("acknowledged by " + token, () -> center.allAcked(token));
          holder.assertNothingShownTwice();
          assertEquals(0, holder.link.cards().duplicates(), "seed " + seed);
        });
    assertTrue(center.hellos() > 20, "the network was not bad at all, seed " + seed);
    assertEquals(List.of(), center.faults());
  }

  @Test
  void deedsHaveOneEffectHoweverOftenTheyAreSent() {
    Holder holder = connect("token");
    center.behave(new MailCenter.Mischief(20, 0, 300));
    var deeds = new ArrayList<Do>();
    for (int i = 0; i < 100; i++) {
      deeds.add(Do.plain(UUID.randomUUID(), DeedName.ACCEPT, UUID.randomUUID()));
      holder.link.act(deeds.getLast());
      if (i % 10 == 0) {
        center.close("token", 1001, "");
      }
    }
    Await.until("all told, seed " + seed, () -> holder.done.size() == deeds.size());
    assertTrue(holder.link.outbox().isEmpty());
    deeds.forEach(deed -> assertEquals(1, center.effects(deed.id())));
    assertTrue(center.heard().size() > deeds.size(), "nothing was sent again, seed " + seed);
  }

  @Test
  void deedsOnOneAssignmentKeepTheirOrder() {
    Holder holder = connect("token");
    center.behave(new MailCenter.Mischief(20, 0, 300));
    UUID assignment = UUID.randomUUID();
    var ids = new ArrayList<UUID>();
    for (DeedName name : List.of(DeedName.ACCEPT, DeedName.DEPART, DeedName.LEAVE)) {
      ids.add(UUID.randomUUID());
      holder.link.act(Do.plain(ids.getLast(), name, assignment));
    }
    Await.until("all answered, seed " + seed, () -> holder.link.outbox().isEmpty());
    assertEquals(ids, center.heard().stream().distinct().toList());
  }

  @Test
  void anotherEpochBringsEverythingAgainAndDropsWhatIsGone() {
    Holder holder = connect("token");
    UUID stays = UUID.randomUUID();
    UUID goes = UUID.randomUUID();
    center.post("token", stays, "offered");
    center.post("token", goes, "offered");
    Await.until("both shown", () -> holder.versions().size() == 2);
    center.remove("token", goes);
    center.restore("second");
    Await.until("one is gone", () -> holder.versions().equals(Map.of(stays, 1)));
    holder.assertNothingShownTwice();
    assertEquals(0, holder.link.cards().duplicates());
    center.post("token", stays, "accepted");
    Await.until("news arrives", () -> holder.versions().equals(Map.of(stays, 2)));
  }

  @Test
  void itemSentAgainAfterItsAcknowledgementIsADuplicate() {
    Holder holder = connect("token");
    center.post("token", UUID.randomUUID(), "offered");
    Await.until("acknowledged", () -> center.allAcked("token"));
    Await.until(
        "counted",
        () -> {
          center.sendAgain("token");
          return holder.link.cards().duplicates() > 0;
        });
    holder.assertNothingShownTwice();
  }

  @Test
  void silentConnectionIsLeft() {
    connect("token");
    Await.until("connected", () -> center.hellos() == 1);
    center.mute(true);
    Await.until("connected anew", () -> center.hellos() > 1);
  }

  @Test
  void phoneWhoseDeviceConnectedElsewhereStaysAway() {
    Holder holder = connect("token");
    Await.until("live", () -> holder.state == LinkState.LIVE);
    center.close("token", CloseCode.TAKEN_OVER.number(), "");
    Await.until("away", () -> holder.state == LinkState.TAKEN_OVER);
    UUID id = UUID.randomUUID();
    center.post("token", id, "offered");
    Holder other = connect("other");
    Await.until("another phone is live", () -> other.state == LinkState.LIVE);
    assertFalse(holder.versions().containsKey(id));
    holder.link.start();
    Await.until("back by hand", () -> holder.versions().containsKey(id));
  }

  @Test
  void readsReachTheCommandCenter() {
    Holder holder = connect("token");
    UUID id = UUID.randomUUID();
    holder.link.read(id);
    Await.until("read", () -> center.reads().contains(id));
  }

  @Test
  void restartedAgentSendsWhatItsFileHolds(@TempDir Path folder) {
    Path file = folder.resolve("outbox.jsonl");
    Do deed = Do.plain(UUID.randomUUID(), DeedName.ACCEPT, UUID.randomUUID());
    center.close();
    try (Outbox before = Outbox.inFile(file)) {
      var link = board.link(new Phone("d", "token"), new TaskCards(), before, new PhoneHolder() {});
      link.start();
      link.act(deed);
      assertEquals(List.of(deed), before.pending());
      link.stop();
    }
    center.open();
    try (Outbox after = Outbox.inFile(file)) {
      board.link(new Phone("d", "token"), new TaskCards(), after, new PhoneHolder() {}).start();
      Await.until("answered", after::isEmpty);
    }
    assertEquals(1, center.effects(deed.id()));
    try (Outbox later = Outbox.inFile(file)) {
      assertTrue(later.isEmpty());
    }
  }

  private Switchboard board(int at) {
    var settings = LinkSettings.of("127.0.0.1", at).withPace(FAST).withSeed(seed);
    return Switchboard.open(vertx, settings)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private Holder connect(String token) {
    var holder = new Holder(board, token);
    holder.link.start();
    return holder;
  }

  /** Remembers what the phone showed. */
  private static final class Holder implements PhoneHolder {
    final List<Do> done = new ArrayList<>();
    final FieldLink link;
    volatile LinkState state = LinkState.IDLE;

    Holder(Switchboard board, String token) {
      link = board.link(new Phone("d-" + token, token), new TaskCards(), Outbox.inMemory(), this);
    }

    @Override
    public void done(Do deed, int version) {
      done.add(deed);
    }

    @Override
    public void changed(LinkState next) {
      state = next;
    }

    Map<UUID, Integer> versions() {
      var versions = new HashMap<UUID, Integer>();
      link.cards().list().forEach(card -> versions.put(card.id(), card.version()));
      return versions;
    }

    void assertNothingShownTwice() {
      record Shown(UUID id, int version) {}
      var seen = new HashSet<Shown>();
      for (Received received : link.cards().received()) {
        TaskCard card = received.card();
        assertTrue(seen.add(new Shown(card.id(), card.version())), "shown twice: " + card);
      }
    }
  }
}
