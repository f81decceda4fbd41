package org.muster.field.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  @Test
  void percentilesAreNearestRanks() {
    List<Long> values = LongStream.rangeClosed(1, 200).boxed().toList();
    assertEquals(100, Reckoning.percentile(values, 50));
    assertEquals(198, Reckoning.percentile(values, 99));
    assertEquals(7, Reckoning.percentile(List.of(7L), 99));
    assertEquals(0, Reckoning.percentile(List.of(), 50));
  }
}
