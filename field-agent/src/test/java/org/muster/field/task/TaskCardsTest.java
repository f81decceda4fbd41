package org.muster.field.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.wire.ClientFrame.Cursor;
import org.muster.model.wire.Json;
import org.muster.model.wire.TaskCard;

class TaskCardsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:15:00Z");
  private static final UUID ID = UUID.randomUUID();

  private final TaskCards cards = new TaskCards();

  @Test
  void newestVersionWinsWhateverTheOrder() {
    cards.welcomed("e");
    assertTrue(cards.store(2, card(2, "accepted"), NOW));
    assertFalse(cards.store(1, card(1, "offered"), NOW));
    assertTrue(cards.find(ID).orElseThrow().is("accepted"));
    assertEquals(Optional.of(new Cursor("e", 2)), cards.cursor());
  }

  @Test
  void repeatBeforeTheCenterKnowsIsNoDuplicate() {
    cards.welcomed("e");
    cards.store(1, card(1, "offered"), NOW);
    assertFalse(cards.store(1, card(1, "offered"), NOW));
    assertEquals(1, cards.repeats());
    assertEquals(0, cards.duplicates());
    cards.told(1);
    assertFalse(cards.store(1, card(1, "offered"), NOW));
    assertEquals(1, cards.duplicates());
    assertEquals(1, cards.received().size());
  }

  @Test
  void resyncConfirmsReplacesAndDrops() {
    UUID gone = UUID.randomUUID();
    cards.welcomed("e");
    cards.store(1, card(3, "accepted"), NOW);
    cards.store(2, new Sample(gone).card(1, "offered"), NOW);
    cards.told(2);
    cards.welcomed("f");
    assertEquals(Optional.of(new Cursor("f", 0)), cards.cursor());
    assertTrue(cards.store(1, card(1, "offered"), NOW), "the restored database knows less");
    assertTrue(cards.find(gone).isPresent());
    cards.caughtUp();
    assertTrue(cards.find(gone).isEmpty());
    assertTrue(cards.find(ID).orElseThrow().is("offered"));
    assertEquals(0, cards.duplicates());
  }

  @Test
  void orderIsOpenWhileItsCardIsInAction() {
    cards.welcomed("e");
    assertFalse(cards.hasOpenOrder());
    cards.store(1, card(1, "offered"), NOW);
    assertTrue(cards.hasOpenOrder());
    cards.store(2, card(2, "declined"), NOW);
    assertFalse(cards.hasOpenOrder());
  }

  private static TaskCard card(int version, String state) {
    return new Sample(ID).card(version, state);
  }

  private record Sample(UUID id) {
    TaskCard card(int version, String state) {
      return TaskCard.of(
          Json.parse(
              "{\"kind\":\"assignment\",\"id\":\"%s\",\"version\":%d,\"state\":\"%s\"}"
                  .formatted(id, version, state)));
    }
  }
}
