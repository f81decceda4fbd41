package org.muster.command.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaunchPaceTest {
  @Test
  void theFirstRoundIsSmallAndLaterOnesGrowToTheFullSize() {
    var pace = new LaunchPace(2_000);
    var offers = new ArrayList<Integer>();
    for (int round = 0; round < 5; round++) {
      offers.add(pace.offers());
      pace.took(pace.quotas(), pace.offers());
    }
    assertEquals(List.of(40, 200, 1_000, 2_000, 2_000), offers);
  }

  @Test
  void noMoreQuotasAreTakenThanTheOffersAreEnoughFor() {
    var pace = new LaunchPace(2_000);
    assertEquals(4, pace.quotas());
    pace.took(4, 40);
    assertEquals(20, pace.quotas());
    pace.took(20, 200);
    assertEquals(100, pace.quotas());
  }

  @Test
  void deadlinesWaitedForLongRoundsOverQuotasThatNobodyWasLeftFor() {
    var pace = new LaunchPace(2_000);
    pace.took(4, 0);
    assertEquals(40, pace.quotas());
    pace.took(40, 200);
    assertEquals(200, pace.quotas());
  }

  @Test
  void aSmallChunkIsNeverExceeded() {
    var pace = new LaunchPace(10);
    assertEquals(10, pace.offers());
    pace.took(4, 10);
    assertEquals(10, pace.offers());
  }
}
