package org.muster.field.link;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets only so many phones of one event loop connect at the same time; the others wait in line. */
final class Gate {
  private final Deque<Supplier<Future<?>>> line = new ArrayDeque<>();
  private int free;

  Gate(int width) {
    this.free = width;
  }

  void enter(Supplier<Future<?>> passage) {
    line.add(passage);
    next();
  }

  private void next() {
    while (free > 0 && !line.isEmpty()) {
      free--;
      line.remove()
          .get()
          .onComplete(
              _ -> {
                free++;
                next();
              });
    }
  }
}
