package org.muster.command.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.model.plan.Tier;

final class DueWorkIT {
  private static final int PEOPLE = 600;
  private static final int COMMUNITIES = 20;

  private TestDatabase test;

  @BeforeEach
  void open() {
    test = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aRoundThatFoundAllInOtherHandsEndedTheLaunchBeforeItsEnd() {
    var town = new SmallTown(test.database(), COMMUNITIES);
    var unit = town.unit("局", PEOPLE, PEOPLE);
    town.communities.forEach(place -> town.line(place, unit, 0, 0, PEOPLE / COMMUNITIES));

    new SignedOrders(town).byPlan(Tier.CRITICAL);

    assertEquals(
        PEOPLE, test.number("select count(*) as n from assignment where state = 'offered'"));
  }
}
