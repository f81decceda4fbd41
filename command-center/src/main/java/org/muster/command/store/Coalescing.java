package org.muster.command.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Answers many who ask at the same time with one round to the database, as a group commit does: who
 * asks while a round is under way goes with the next. Nobody waits for company.
 *
 * <p>To be asked on virtual threads, and not within a transaction: the round needs a connection of
 * its own. What fails a round fails all who were in it.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Coalescing<Q, A> {
  private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
  private final int most;
  private final Function<List<Q>, List<A>> round;
  private boolean underWay;

  private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * @param most questions in one round
   * @param round answers them in their order
   */
  public Coalescing(int most, Function<List<Q>, List<A>> round) {
    this.most = most;
    this.round = round;
  }

  public A ask(Q question) {
    var asked = new Asked<>(question, new CompletableFuture<A>());
    if (begins(asked)) {
      answer(next());
      goOn(next());
    }
    try {
      return asked.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Questions that no round has taken yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized boolean begins(Asked<Q, A> asked) {
    waiting.add(asked);
    boolean isFirst = !underWay;
    underWay = true;
    return isFirst;
  }

  /** Who led the first round has their answer; the others are not theirs to wait for. */
  private void goOn(List<Asked<Q, A>> more) {
    if (!more.isEmpty()) {
      Thread.ofVirtual()
          .name("rounds")
          .start(
              () -> {
                for (var batch = more; !batch.isEmpty(); batch = next()) {
                  answer(batch);
                }
              });
    }
  }

  /** Nobody left ends it. */
  private synchronized List<Asked<Q, A>> next() {
    var batch = new ArrayList<Asked<Q, A>>();
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.removeFirst());
    }
    underWay = !batch.isEmpty();
    return batch;
  }

  private void answer(List<Asked<Q, A>> batch) {
    try {
      List<A> answers = round.apply(batch.stream().map(Asked::question).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(asked -> asked.answer().completeExceptionally(e));
    }
  }
}
