package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** What tests say about commands that are not obeyed. */
final class Refusals {
  private Refusals() {}

  static RefusedException assertRefused(Refusal expected, Executable command) {
    var refused = assertThrows(RefusedException.class, command);
    assertEquals(expected, refused.refusal());
    return refused;
  }
}
