package org.muster.command.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;

/**
 * The answers to changes whose desks keep no account of repeats: a sender who asks again under the
 * same key gets the first answer. They are held in memory, because some hold secrets that are shown
 * once, and forgotten when the process ends or too many newer ones have come.
 */
final class RecentAnswers {
  /** A few megabytes; a sender asks again within seconds. */
  private static final int ANSWERS_MAX = 4_000;

  private final Map<Key, Kept> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > ANSWERS_MAX;
        }
      };

  /** What a sender calls a change. */
  record Key(AccountId sender, UUID command) {}

  private record Kept(String request, CompletableFuture<Answer> answer) {}

  /** Does the work, or waits for and repeats what came of it; a refusal is not remembered. */
  Answer once(Key key, String request, Supplier<Answer> work) {
    var own = new Kept(request, new CompletableFuture<>());
    Optional<Kept> first = keep(key, own);
    if (first.filter(kept -> !kept.request().equals(request)).isPresent()) {
      throw new RefusedException(Refusal.IDEMPOTENCY_MISMATCH);
    }
    return first.map(RecentAnswers::repeated).orElseGet(() -> done(key, own, work));
  }

  private Answer done(Key key, Kept own, Supplier<Answer> work) {
    try {
      Answer answer = work.get();
      own.answer().complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      forget(key, own);
      own.answer().completeExceptionally(e);
      throw e;
    }
  }

  private static Answer repeated(Kept first) {
    try {
      return first.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** What stands under this key already; otherwise it is the own one from now on. */
  private synchronized Optional<Kept> keep(Key key, Kept own) {
    return Optional.ofNullable(kept.putIfAbsent(key, own));
  }

  private synchronized void forget(Key key, Kept own) {
    kept.remove(key, own);
  }
}
