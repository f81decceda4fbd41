package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

@Timeout(30)
class FlowsTest {
  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void oneMoreThanTheLimitIsRefused() {
    var flows = new Flows(2);
    flows.start("one", this::waitAtTheGate);
    flows.start("two", this::waitAtTheGate);
    var e = assertThrows(RefusedException.class, () -> flows.start("three", () -> {}));
    assertEquals(Refusal.UNAVAILABLE, e.refusal());
    assertEquals(2, flows.running());
    gate.countDown();
    assertTrue(flows.close(Duration.ofSeconds(10)));
  }

  @Test
  void aFailedFlowGivesItsPlaceBack() throws InterruptedException {
    var flows = new Flows(1);
    flows.start(
        "fails",
        () -> {
          throw new IllegalStateException("as asked for");
        });
    var done = new CountDownLatch(1);
    while (done.getCount() > 0) {
      try {
        flows.start("next", done::countDown);
        done.await();
      } catch (RefusedException _) {
        Thread.onSpinWait();
      }
    }
    assertTrue(flows.close(Duration.ofSeconds(10)));
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndTakesNothingNew() throws InterruptedException {
    var flows = new Flows(3);
    var finished = new AtomicBoolean();
    flows.start(
        "slow",
        () -> {
          waitAtTheGate();
          finished.set(true);
        });
    var closing = Thread.ofVirtual().start(() -> assertTrue(flows.close(Duration.ofSeconds(20))));
    gate.countDown();
    closing.join();
    assertTrue(finished.get());
    assertThrows(RefusedException.class, () -> flows.start("late", () -> {}));
  }

  @Test
  void whatDoesNotFinishIsInterrupted() throws InterruptedException {
    var flows = new Flows(1);
    var interrupted = new CountDownLatch(1);
    flows.start(
        "endless",
        () -> {
          try {
            gate.await();
          } catch (InterruptedException _) {
            interrupted.countDown();
          }
        });
    assertFalse(flows.close(Duration.ofMillis(50)));
    interrupted.await();
  }

  private void waitAtTheGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
