package org.muster.command.bench;

import io.netty.channel.Channel;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A phone on its way, which tells again and again where it is; on the loop of its crowd. */
final class Walk implements Runnable {
  private static final double STEP_DEGREES = 0.000_02;

  private final Channel channel;
  private final long everyNs;
  private final CountDownLatch done;
  private int left;
  private double lon = 120;

  /**
   * @param fixes how often it tells
   * @param done is counted down at the end
   */
  Walk(Channel channel, int fixes, long everyNs, CountDownLatch done) {
    this.channel = channel;
    this.left = fixes;
    this.everyNs = everyNs;
    this.done = done;
  }

  @Override
  public void run() {
    lon += STEP_DEGREES;
    CrowdPhone.send(
        channel,
        String.format(
            Locale.ROOT,
            "{\"type\":\"position\",\"lon\":%.6f,\"lat\":30.1,\"coordType\":\"cgcs2000\",\"accuracyM\":12.0}",
            lon));
    left--;
    if (left == 0) {
      done.countDown();
    } else {
      var _ = channel.eventLoop().schedule(this, everyNs, TimeUnit.NANOSECONDS);
    }
  }
}
