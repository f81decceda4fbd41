package org.muster.command.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.muster.command.relay.MailCursor.Verdict;

final class MailCursorTest {
  private static final DeliveryLimits LIMITS =
      new DeliveryLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          32);

  private final MailCursor cursor = new MailCursor(LIMITS);

  @Test
  void nothingIsSentBeforeTheHello() {
    assertFalse(cursor.hear(1));
    assertFalse(cursor.wantsRead());

    cursor.open(0, 0);

    assertTrue(cursor.wantsRead(), "what was heard before is read now");
  }

  @Test
  void theVeryNextLetterIsWrittenAtOnce() {
    cursor.open(4, 4);

    assertTrue(cursor.becomesCaughtUp());
    assertTrue(cursor.hear(5));
  }

  @Test
  void aLetterAfterAGapIsReadWithWhatLiesBetween() {
    cursor.open(4, 4);

    assertFalse(cursor.hear(6));
    assertTrue(cursor.wantsRead());
  }

  @Test
  void anOldHintChangesNothing() {
    cursor.open(4, 4);

    assertFalse(cursor.hear(3));
    assertFalse(cursor.wantsRead());
  }

  @Test
  void whileReadingHintsAreOnlyRemembered() {
    cursor.open(4, 6);
    cursor.readBegins();

    assertFalse(cursor.hear(5));
    assertFalse(cursor.wantsRead());

    cursor.wrote(5, 0);
    cursor.wrote(6, 0);
    cursor.hear(7);
    cursor.readReachedTheEnd();
    cursor.readEnds();

    assertTrue(cursor.wantsRead(), "7 may have been committed after the read");
  }

  @Test
  void numbersWithoutItemsAreSkippedAfterACompleteRead() {
    cursor.open(0, 9);
    cursor.readBegins();
    cursor.wrote(5, 0);
    cursor.readReachedTheEnd();
    cursor.readEnds();

    assertEquals(9, cursor.sent());
    assertFalse(cursor.wantsRead());
    assertTrue(cursor.hear(10));
  }

  @Test
  void caughtUpIsSaidOnce() {
    cursor.open(0, 2);
    assertFalse(cursor.becomesCaughtUp());
    cursor.readBegins();
    cursor.wrote(2, 0);
    assertFalse(cursor.becomesCaughtUp());
    cursor.readEnds();

    assertTrue(cursor.becomesCaughtUp());
    assertFalse(cursor.becomesCaughtUp());
  }

  @Test
  void aFullSocketIsLeftAloneUntilItDrains() {
    cursor.open(0, 0);
    cursor.fills(0);

    assertFalse(cursor.hear(1));
    assertFalse(cursor.wantsRead());
    assertEquals(Verdict.NOTHING, cursor.look(9_999));

    cursor.drains();

    assertTrue(cursor.wantsRead());
  }

  @Test
  void aSocketThatStaysFullIsStalled() {
    cursor.open(0, 0);
    cursor.fills(0);
    cursor.fills(9_000);

    assertEquals(Verdict.STALLED, cursor.look(10_000));
  }

  @Test
  void whatIsNotAcknowledgedIsReadAgainFromTheAck() {
    cursor.open(0, 3);
    for (long seq = 1; seq <= 3; seq++) {
      cursor.wrote(seq, 1_000);
    }
    assertEquals(1, cursor.ack(1, 2_000));

    assertEquals(Verdict.NOTHING, cursor.look(16_999));
    assertEquals(Verdict.RESEND, cursor.look(17_000));
    assertEquals(1, cursor.sent());
    assertTrue(cursor.wantsRead());
    assertTrue(cursor.isRepeat(3));
  }

  @Test
  void eachResendInVainIsFollowedByALongerPause() {
    cursor.open(0, 0);
    cursor.wrote(1, 0);
    var pauses = new ArrayList<Long>();
    long last = 0;
    for (long now = 0; now <= 1_200_000; now += 1_000) {
      if (cursor.look(now) == Verdict.RESEND) {
        pauses.add((now - last) / 1_000);
        last = now;
        cursor.wrote(1, now);
      }
    }

    assertEquals(java.util.List.of(15L, 30L, 60L, 120L, 240L, 240L, 240L, 240L), pauses);
  }

  @Test
  void everythingAcknowledgedIsNeverResent() {
    cursor.open(0, 0);
    cursor.wrote(1, 0);
    cursor.ack(1, 0);

    assertEquals(Verdict.NOTHING, cursor.look(1_000_000));
  }

  @Test
  void anAckOfWhatWasNeverSentCountsOnlyAsFarAsItWas() {
    cursor.open(0, 2);
    cursor.wrote(1, 0);

    assertEquals(1, cursor.ack(100, 0));
    assertEquals(0, cursor.ack(100, 0));
  }

  /** Any order of commits, hints, lost hints, drains, acks: numbers rise, and nothing is missed. */
  @Test
  void inAnyOrderOfEventsEverythingIsWrittenInOrder() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      new Story(random, seed).tell();
    }
  }

  private static final class Story {
    private final Random random;
    private final String seed;
    private final MailCursor cursor = new MailCursor(LIMITS);
    private final TreeSet<Long> mailbox = new TreeSet<>();
    private final TreeSet<Long> phone = new TreeSet<>();
    private long committed;
    private long newestWritten;
    private long now;

    Story(Random random, long seed) {
      this.random = random;
      this.seed = "seed " + seed;
    }

    void tell() {
      cursor.open(0, 0);
      for (int step = 0; step < 200; step++) {
        now += 100;
        switch (random.nextInt(6)) {
          case 0, 1 -> commit();
          case 2 -> cursor.fills(now);
          case 3 -> cursor.drains();
          case 4 -> cursor.ack(newestWritten, now);
          default -> readSome();
        }
      }
      cursor.drains();
      cursor.hear(committed);
      while (cursor.wantsRead()) {
        readSome();
      }
      assertTrue(phone.containsAll(mailbox), () -> seed + " missed " + mailbox + phone);
    }

    /** A new item, or an old one that moves to the new number. */
    private void commit() {
      committed++;
      if (!mailbox.isEmpty() && random.nextInt(3) == 0) {
        mailbox.pollFirst();
      }
      mailbox.add(committed);
      if (random.nextInt(4) > 0 && cursor.hear(committed)) {
        write(committed);
      }
    }

    private void readSome() {
      if (!cursor.wantsRead()) {
        return;
      }
      long after = cursor.sent();
      cursor.readBegins();
      var rows = mailbox.tailSet(after, false).stream().limit(3).toList();
      for (long row : rows) {
        if (cursor.isAfterSent(row)) {
          write(row);
        }
      }
      if (rows.size() < 3) {
        cursor.readReachedTheEnd();
      }
      cursor.readEnds();
    }

    private void write(long seq) {
      assertTrue(seq > newestWritten, () -> seed + " wrote " + seq + " after " + newestWritten);
      newestWritten = seq;
      phone.add(seq);
      cursor.wrote(seq, now);
    }
  }
}
