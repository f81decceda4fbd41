package org.muster.command.timer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Several virtual threads at one piece of work. */
final class Crew {
  private Crew() {}

  /** Ends when all have ended; throws what the first of them threw that failed. */
  static void work(int members, Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              IntStream.range(0, members)
                  .mapToObj(_ -> CompletableFuture.runAsync(work, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
