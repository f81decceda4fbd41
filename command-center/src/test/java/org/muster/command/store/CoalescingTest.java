package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.command.testing.Eventually;

@Timeout(20)
final class CoalescingTest {
  private static final int MOST = 3;

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<Integer>> rounds = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Coalescing<Integer, Integer> doubling = new Coalescing<>(MOST, this::doubled);

  @AfterEach
  void close() {
    askers.close();
  }

  /** The first round waits at the gate; who asks for less than nothing breaks it. */
  private List<Integer> doubled(List<Integer> numbers) {
    rounds.add(numbers);
    begun.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (numbers.stream().anyMatch(n -> n < 0)) {
      throw new UnavailableException("a test of a broken round");
    }
    return numbers.stream().map(n -> 2 * n).toList();
  }

  private Future<Integer> ask(int number) {
    return askers.submit(() -> doubling.ask(number));
  }

  @Test
  void whoAsksAloneIsAnsweredAtOnce() {
    gate.countDown();

    assertEquals(8, doubling.ask(4));
    assertEquals(List.of(List.of(4)), rounds);
  }

  @Test
  void everybodyHasTheirOwnAnswerWhateverRoundTheyWentWith() throws Exception {
    var first = ask(0);
    begun.await();
    var others = IntStream.rangeClosed(1, 8).mapToObj(this::ask).toList();
    Eventually.until("eight wait", () -> doubling.waiting() == 8);
    gate.countDown();

    assertEquals(0, first.get());
    for (int n = 1; n <= 8; n++) {
      assertEquals(2 * n, others.get(n - 1).get());
    }
    assertEquals(List.of(0), rounds.getFirst());
    assertEquals(List.of(1, MOST, MOST, 2), rounds.stream().map(List::size).toList());
  }

  @Test
  void aBrokenRoundFailsThoseInItAndNobodyAfterIt() {
    gate.countDown();

    assertThrows(UnavailableException.class, () -> doubling.ask(-1));
    assertEquals(2, doubling.ask(1));
  }
}
