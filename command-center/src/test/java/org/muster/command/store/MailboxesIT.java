package org.muster.command.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.store.Mailboxes.Position;
import org.muster.command.testing.TestDatabase;
import org.muster.model.wire.Json;

final class MailboxesIT {
  private static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  private static final UUID BO = UUID.fromString("00000000-0000-0000-0000-00000000000b");
  private static final Instant NOON = Instant.parse("2026-07-01T04:00:00Z");

  private final Mailboxes mailboxes = new Mailboxes();
  private TestDatabase test;

  private record Rungs(boolean sent, boolean onDevice, boolean read, boolean answered) {}

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void eachLetterTakesTheNextNumberOfItsRecipient() {
    var posted = deliver(letter(ANNA, item(), 1), letter(BO, item(), 1), letter(ANNA, item(), 1));

    assertEquals(List.of(1L, 1L, 2L), posted.stream().map(Posted::seq).toList());
    assertEquals(List.of(3L), deliver(letter(ANNA, item(), 1)).stream().map(Posted::seq).toList());
  }

  @Test
  void whoeverHadNoMailboxYetGetsOneBesideThoseWhoHad() {
    deliver(letter(BO, item(), 1));

    var posted = deliver(letter(BO, item(), 1), letter(ANNA, item(), 1), letter(ANNA, item(), 1));

    assertEquals(List.of(2L, 1L, 2L), posted.stream().map(Posted::seq).toList());
    assertEquals(posted.subList(1, 3), after(ANNA, 0));
  }

  @Test
  void aChangedItemMovesToItsNewNumberWithItsNewestForm() {
    UUID first = item();
    deliver(letter(ANNA, first, 1), letter(ANNA, item(), 1));

    deliver(letter(ANNA, first, 2));

    var held = after(ANNA, 0);
    assertEquals(List.of(2L, 3L), held.stream().map(Posted::seq).toList());
    assertEquals(2, Json.parse(held.getLast().body().text()).get("version").asInt());
  }

  @Test
  void ofTwoLettersAboutOneItemOnlyTheLastCounts() {
    UUID item = item();

    var posted = deliver(letter(ANNA, item, 1), letter(ANNA, item, 2));

    assertEquals(1, posted.size());
    assertEquals(1, after(ANNA, 0).size());
    assertEquals(2, Json.parse(posted.getFirst().body().text()).get("version").asInt());
  }

  @Test
  void thePhoneReadsTheVeryTextThatWasPosted() {
    var posted = deliver(letter(ANNA, item(), 1));

    assertEquals(posted, after(ANNA, 0));
  }

  @Test
  void lettersThatEndAlikeAreStoredWhole() {
    var here = new Body.Ending("\"to\":\"永和社区\"}");
    var there = new Body.Ending("\"to\":\"祥和社区\"}");
    var letters =
        Map.of(
            ANNA,
            new Body("{\"version\":1,", here),
            BO,
            new Body("{\"version\":2,", there),
            UUID.randomUUID(),
            Body.of("{\"version\":3}"),
            UUID.randomUUID(),
            new Body("{\"version\":4,", here));

    deliver(
        letters.entrySet().stream()
            .map(one -> new Letter(one.getKey(), item(), "assignment", 1, one.getValue()))
            .toArray(Letter[]::new));

    letters.forEach(
        (recipient, body) -> {
          assertEquals(body, after(recipient, 0).getFirst().body());
          assertEquals(body.text(), new String(body.utf8(), UTF_8));
        });
  }

  @Test
  void whatIsUndoneWasNeverThere() {
    try {
      test.database()
          .transaction(
              sql -> {
                mailboxes.deliver(sql, List.of(letter(ANNA, item(), 1)));
                throw new IllegalArgumentException("undo");
              });
    } catch (IllegalArgumentException e) {
      assertEquals("undo", e.getMessage());
    }

    assertEquals(
        0, test.database().read(sql -> mailboxes.standings(sql, List.of(ANNA))).getFirst().seq());
    assertEquals(1, deliver(letter(ANNA, item(), 1)).getFirst().seq());
  }

  @Test
  void acksAreCumulativeAndNeverGoBack() {
    UUID first = item();
    UUID second = item();
    UUID third = item();
    deliver(letter(ANNA, first, 1), letter(ANNA, second, 1), letter(ANNA, third, 1));

    flush(Progress.sent(ANNA, 3, NOON).and(Progress.acked(ANNA, 2, NOON)));
    flush(Progress.acked(ANNA, 1, NOON.plusSeconds(9)));

    assertEquals(new Rungs(true, true, false, false), rungs(ANNA, first));
    assertEquals(new Rungs(true, true, false, false), rungs(ANNA, second));
    assertEquals(new Rungs(true, false, false, false), rungs(ANNA, third));
    assertEquals(NOON, onDeviceAt(ANNA, first), "the first ack is the one that counts");
    assertEquals(2L, acked(ANNA));
  }

  @Test
  void anAckFromAnotherLifeOfTheDatabaseIsCutToWhatThereIs() {
    deliver(letter(ANNA, item(), 1));

    flush(Progress.acked(ANNA, 77, NOON));

    assertEquals(1L, acked(ANNA));
  }

  @Test
  void aNewFormBeginsTheLadderAgainButForTheAnswer() {
    UUID item = item();
    deliver(letter(ANNA, item, 1));
    flush(Progress.acked(ANNA, 1, NOON));
    read(new ReadMark(ANNA, item, 1, NOON));
    test.database()
        .transaction(
            sql -> {
              mailboxes.answered(sql, ANNA, item);
              return true;
            });
    assertEquals(new Rungs(true, true, true, true), rungs(ANNA, item));

    deliver(letter(ANNA, item, 2));

    assertEquals(new Rungs(false, false, false, true), rungs(ANNA, item));
  }

  @Test
  void readingTheOldFormIsNotReadingTheNewOne() {
    UUID item = item();
    deliver(letter(ANNA, item, 1));
    deliver(letter(ANNA, item, 2));

    read(new ReadMark(ANNA, item, 1, NOON));
    assertEquals(new Rungs(false, false, false, false), rungs(ANNA, item));

    read(new ReadMark(ANNA, item, 2, NOON));
    assertEquals(new Rungs(true, true, true, false), rungs(ANNA, item));
  }

  @Test
  void onlyThoseWhoMissSomethingLag() {
    deliver(letter(ANNA, item(), 1), letter(ANNA, item(), 1), letter(BO, item(), 1));

    var lagging =
        test.database()
            .read(
                sql ->
                    mailboxes.lagging(
                        sql,
                        List.of(
                            new Position(ANNA, 1),
                            new Position(BO, 1),
                            new Position(UUID.randomUUID(), 0))));

    assertEquals(List.of(new Position(ANNA, 2)), lagging);
  }

  @Test
  void oneQueryReadsManyMailboxesEachFromItsOwnNumber() {
    deliver(letter(ANNA, item(), 1), letter(ANNA, item(), 1), letter(BO, item(), 1));

    var found =
        test.database()
            .read(
                sql ->
                    mailboxes.after(
                        sql,
                        List.of(
                            new Position(BO, 1),
                            new Position(ANNA, 0),
                            new Position(ANNA, 1),
                            new Position(BO, 0)),
                        1));

    assertEquals(
        List.of(List.of(), List.of(1L), List.of(2L), List.of(1L)),
        found.stream().map(each -> each.stream().map(Posted::seq).toList()).toList());
  }

  /** The rule everything else stands on: who has seen number n has missed nothing below n. */
  @Test
  void aReaderMissesNothingWhileManyWritersPostToTheSamePeople() throws Exception {
    long seed = System.nanoTime();
    var people = IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();
    int writers = 4;
    int each = 30;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = new ArrayList<Future<?>>();
      for (int w = 0; w < writers; w++) {
        var random = new Random(seed + w);
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    deliverShuffled(people, random);
                  }
                }));
      }
      var seen = new ArrayList<Long>();
      UUID watched = people.getFirst();
      while (seen.size() < writers * each) {
        boolean over = writing.stream().allMatch(Future::isDone);
        long last = seen.isEmpty() ? 0 : seen.getLast();
        var found = after(watched, last);
        found.forEach(one -> seen.add(one.seq()));
        if (over && found.isEmpty()) {
          break;
        }
      }
      for (Future<?> one : writing) {
        one.get();
      }
      assertEquals(
          LongStream.rangeClosed(1, (long) writers * each).boxed().toList(), seen, "seed " + seed);
    }
  }

  /** Receipts of the same people meanwhile neither wait in a circle nor lose their times. */
  @Test
  void receiptsAndLettersOfTheSamePeopleGoThroughTogether() throws Exception {
    long seed = System.nanoTime();
    var people = IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(
              () ->
                  IntStream.range(0, 40)
                      .forEach(i -> deliverShuffled(people, new Random(seed + i))));
      var receiving =
          threads.submit(
              () -> {
                for (int i = 1; i <= 40; i++) {
                  var steps = new ArrayList<Progress>();
                  for (UUID person : people) {
                    steps.add(Progress.acked(person, i, NOON));
                  }
                  Collections.shuffle(steps, new Random(seed - i));
                  test.database()
                      .transaction(
                          sql -> {
                            mailboxes.flush(sql, steps, List.of());
                            return true;
                          });
                }
              });
      writing.get();
      receiving.get();
    } catch (ExecutionException e) {
      throw new AssertionError("seed " + seed, e);
    }
    flush(Progress.acked(people.getFirst(), 40, NOON));
    var all =
        test.database()
            .read(
                sql ->
                    sql.get(
                        "select count(*), count(on_device_at) from mailbox_item where recipient ="
                            + " $1",
                        row -> List.of(row.getLong(0), row.getLong(1)),
                        people.getFirst()));
    assertEquals(List.of(40L, 40L), all, "seed " + seed);
  }

  @Test
  void fiveThousandLettersGoInAtOnce() {
    var letters =
        IntStream.range(0, 5_000).mapToObj(_ -> letter(UUID.randomUUID(), item(), 1)).toList();
    deliver(letters);
    var again = letters.stream().map(l -> letter(l.recipient(), l.item(), 2)).toList();
    long began = System.nanoTime();

    var posted = deliver(again);

    var took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(posted.stream().allMatch(p -> p.seq() == 2));
    assertTrue(took.toSeconds() < 5, () -> "took " + took);
  }

  @Test
  void readingGoesByTheIndex() {
    deliver(IntStream.range(0, 3_000).mapToObj(_ -> letter(ANNA, item(), 1)).toList());
    var plan =
        test.database()
            .read(
                sql -> {
                  sql.run("analyze mailbox_item");
                  return sql.list(
                      "explain select seq, body from mailbox_item"
                          + " where recipient = '00000000-0000-0000-0000-00000000000a'"
                          + " and seq > 2990 order by seq limit 32",
                      row -> row.getString(0));
                });

    assertTrue(
        plan.stream().anyMatch(line -> line.contains("mailbox_item_recipient_seq_key")),
        plan::toString);
  }

  private void deliverShuffled(List<UUID> people, Random random) {
    var letters = new ArrayList<Letter>();
    for (UUID person : people) {
      letters.add(letter(person, item(), 1));
    }
    Collections.shuffle(letters, random);
    deliver(letters);
  }

  private List<Posted> deliver(Letter... letters) {
    return deliver(List.of(letters));
  }

  private List<Posted> deliver(List<Letter> letters) {
    return test.database().transaction(sql -> mailboxes.deliver(sql, letters));
  }

  private List<Posted> after(UUID recipient, long seq) {
    return test.database().read(sql -> mailboxes.after(sql, recipient, seq, 1_000));
  }

  private void flush(Progress progress) {
    test.database()
        .transaction(
            sql -> {
              mailboxes.flush(sql, List.of(progress), List.of());
              return true;
            });
  }

  private void read(ReadMark mark) {
    test.database()
        .transaction(
            sql -> {
              mailboxes.flush(sql, List.of(), List.of(mark));
              return true;
            });
  }

  private Rungs rungs(UUID recipient, UUID item) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    """
                    select sent_at is not null, on_device_at is not null, read_at is not null,
                      answered_at is not null
                    from mailbox_item where recipient = $1 and item = $2
                    """,
                    row ->
                        new Rungs(
                            row.getBoolean(0),
                            row.getBoolean(1),
                            row.getBoolean(2),
                            row.getBoolean(3)),
                    recipient,
                    item));
  }

  private Instant onDeviceAt(UUID recipient, UUID item) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select on_device_at from mailbox_item where recipient = $1 and item = $2",
                    row -> row.getOffsetDateTime(0).toInstant(),
                    recipient,
                    item));
  }

  private long acked(UUID recipient) {
    return test.database()
        .read(
            sql ->
                sql.get(
                    "select acked from recipient where id = $1", row -> row.getLong(0), recipient));
  }

  private static Letter letter(UUID recipient, UUID item, int version) {
    String body = "{\"kind\":\"assignment\",\"id\":\"" + item + "\",\"version\":" + version + "}";
    return new Letter(recipient, item, "assignment", version, Body.of(body));
  }

  private static UUID item() {
    return UUID.randomUUID();
  }
}
