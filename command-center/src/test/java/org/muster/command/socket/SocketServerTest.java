package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SocketServerTest {
  @ParameterizedTest
  @CsvSource({"0, 3", "1000, 3", "18000, 36", "50000, 60"})
  void theMorePhonesANodeHasTheLongerTheyAreGivenToMoveAway(int phones, int seconds) {
    assertEquals(seconds, SocketServer.returnWithinS(phones));
  }
}
