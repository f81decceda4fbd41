package org.muster.command.relay;

import java.time.Duration;

/**
 * The limits of delivery.
 *
 * @param sweepEvery how often what is committed is compared with what was sent
 * @param flushEvery how often receipts are written down
 * @param resendAfter what a phone has not acknowledged for so long is sent again; doubled each time
 *     in vain, so that phones which cannot keep up are not given more to do
 * @param drainWithin a socket that stays full for so long is closed
 * @param readEach items fetched for one phone at a time
 */
public record DeliveryLimits(
    Duration sweepEvery,
    Duration flushEvery,
    Duration resendAfter,
    Duration drainWithin,
    int readEach) {

  public static final DeliveryLimits STANDARD =
      new DeliveryLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          32);

  /** The same with another rhythm of the sweep. */
  public DeliveryLimits withSweep(Duration every) {
    return new DeliveryLimits(every, flushEvery, resendAfter, drainWithin, readEach);
  }
}
