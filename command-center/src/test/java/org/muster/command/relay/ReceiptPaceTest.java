package org.muster.command.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReceiptPaceTest {
  private final ReceiptPace pace = new ReceiptPace();

  @Test
  void aSingleReceiptIsWrittenDownAsSoonAsNoneFollows() {
    assertFalse(pace.isDue(1));
    assertTrue(pace.isDue(1));
  }

  @Test
  void whatKeepsComingIsWrittenDownInBatchesOfTenLooks() {
    long due = IntStream.rangeClosed(1, 40).filter(look -> pace.isDue(1 + (look - 1) % 10)).count();
    assertEquals(4, due);
  }

  @Test
  void whatIsWorthATransactionDoesNotWait() {
    assertTrue(pace.isDue(1_500));
    assertTrue(pace.isDue(3_000));
  }

  @Test
  void withoutReceiptsWhatWasSentLongAgoIsWrittenDown() {
    assertTrue(pace.isDue(0));
    assertTrue(pace.isDue(0));
  }
}
