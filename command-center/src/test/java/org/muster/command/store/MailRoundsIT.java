package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.TestDatabase;

final class MailRoundsIT {
  private static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  private static final UUID BO = UUID.fromString("00000000-0000-0000-0000-00000000000b");

  private final Mailboxes mailboxes = new Mailboxes();
  private TestDatabase test;

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void ofEachMailboxTheNewestNumberIsToldOnce() {
    String before = snapshot();
    deliver(ANNA, BO, ANNA);
    deliver(ANNA);

    var news = since(before);

    assertEquals(Map.of(ANNA, 3L, BO, 1L), news.newest());
    assertEquals(Map.of(), since(news.snapshot()).newest());
  }

  @Test
  void aTransactionThatBeganBeforeAndEndedAfterALookIsToldTheNextTime() {
    String first = snapshot();
    String second =
        test.database()
            .transaction(
                tx -> {
                  mailboxes.deliver(tx, List.of(letter(ANNA)));
                  deliver(BO);
                  var news = since(first);
                  assertEquals(Map.of(BO, 1L), news.newest());
                  return news.snapshot();
                });

    assertEquals(Map.of(ANNA, 1L), since(second).newest());
  }

  @Test
  void whatEveryNodeHasSeenIsForgotten() {
    String before = snapshot();
    deliver(ANNA);

    test.database().transaction(tx -> MailRounds.forget(tx, Instant.now().minusSeconds(60)));
    assertEquals(Map.of(ANNA, 1L), since(before).newest());

    test.database().transaction(tx -> MailRounds.forget(tx, Instant.now().plusSeconds(60)));
    assertEquals(Map.of(), since(before).newest());
  }

  private String snapshot() {
    return test.database().read(MailRounds::snapshot);
  }

  private MailRounds.News since(String snapshot) {
    return test.database().read(sql -> MailRounds.since(sql, snapshot));
  }

  private void deliver(UUID... recipients) {
    var letters = List.of(recipients).stream().map(MailRoundsIT::letter).toList();
    test.database().transaction(tx -> mailboxes.deliver(tx, letters));
  }

  private static Letter letter(UUID recipient) {
    return new Letter(recipient, UUID.randomUUID(), "notice", 1, Body.of("{}"));
  }
}
