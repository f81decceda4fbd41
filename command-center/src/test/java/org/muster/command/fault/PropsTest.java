package org.muster.command.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropsTest {
  private final List<String> closed = new ArrayList<>();
  private final Props props = new Props();

  @Test
  void theLastIsTakenDownFirst() {
    add("network");
    add("database");
    add("server");

    props.close();
    props.close();

    assertEquals(List.of("server", "database", "network"), closed);
  }

  /** Databases and networks of a story that never began had to be removed by hand. */
  @Test
  void whatHadBeenMadeBeforeAFailureWasLeftRunning() {
    add("network");
    props.add(
        () -> {
          throw new AssertionError("does not end");
        });
    add("server");
    var failure = new AssertionError("a server that is ready");

    props.closeAfter(failure);

    assertEquals(List.of("server", "network"), closed);
    assertEquals("does not end", failure.getSuppressed()[0].getSuppressed()[0].getMessage());
  }

  @Test
  void whatCannotBeTakenDownIsTold() {
    props.add(
        () -> {
          throw new AssertionError("does not end");
        });

    assertThrows(IllegalStateException.class, props::close);
  }

  private void add(String name) {
    props.add(() -> closed.add(name));
  }
}
