package org.muster.command.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LaunchWatchTest {
  private final AtomicInteger told = new AtomicInteger();
  private final LaunchWatch watch = new LaunchWatch(told::incrementAndGet);

  @Test
  void whatThisNodeLaunchesTheOthersAreTold() {
    assertFalse(watch.isOn());
    watch.round();

    assertTrue(watch.isOn());
    assertEquals(1, told.get());
  }

  @Test
  void nodesThatDidNotLaunchSealedAndCountedInTheMiddleOfALaunch() {
    watch.heard();

    assertTrue(watch.isOn());
    assertEquals(0, told.get());
  }
}
