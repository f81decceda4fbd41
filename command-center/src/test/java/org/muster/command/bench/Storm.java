package org.muster.command.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * All phones lose their connection at one moment, and each comes back as phones do: after a random
 * time within a second, and within twice the time whenever that was in vain, five seconds at most.
 * Lives on the crowd's event loop.
 */
final class Storm {
  private static final Duration WITHIN = Duration.ofSeconds(1);
  private static final Duration WITHIN_MAX = Duration.ofSeconds(5);
  private static final Duration BACK_MAX = Duration.ofMinutes(5);

  private final EventLoop loop;
  private final Connecting connecting;
  private final IntFunction<ChannelHandler> phone;
  private final int[] failures;
  private final CountDownLatch away;
  private final Histogram times = new Histogram(Crowd.HIGHEST_US, 3);
  private final SplittableRandom random = new SplittableRandom(1);
  private final long began = System.nanoTime();
  private int vain;

  /** Opens a connection for the phone with a number. */
  @FunctionalInterface
  interface Connecting {
    void connect(int number, ChannelHandler phone);
  }

  /**
   * @param phone that comes back
   */
  Storm(EventLoop loop, int phones, Connecting connecting, IntFunction<ChannelHandler> phone) {
    this.loop = loop;
    this.connecting = connecting;
    this.phone = phone;
    failures = new int[phones];
    away = new CountDownLatch(phones);
  }

  /** Cuts them all off. */
  void begin(List<Channel> connections) {
    loop.execute(
        () -> {
          connections.forEach(Channel::close);
          for (int i = 0; i < failures.length; i++) {
            comeLater(i);
          }
        });
  }

  private void comeLater(int number) {
    long ceilingMs = Math.min(WITHIN_MAX.toMillis(), WITHIN.toMillis() << failures[number]);
    var _ =
        loop.schedule(
            () -> connecting.connect(number, phone.apply(number)),
            random.nextLong(ceilingMs + 1),
            TimeUnit.MILLISECONDS);
  }

  void back() {
    times.recordValue((System.nanoTime() - began) / 1_000);
    away.countDown();
  }

  void failed(int number) {
    vain++;
    failures[number] = Math.min(failures[number] + 1, 10);
    comeLater(number);
  }

  /**
   * When all are back: how many, the median, the 99th percentile and the last in microseconds from
   * the moment they were cut off, and how many attempts were in vain.
   */
  String result() throws InterruptedException {
    boolean all = away.await(BACK_MAX.toSeconds(), TimeUnit.SECONDS);
    return loop.submit(
            () ->
                "%d %d %d %d %d"
                    .formatted(
                        times.getTotalCount(),
                        times.getValueAtPercentile(50),
                        times.getValueAtPercentile(99),
                        all ? times.getMaxValue() : Crowd.HIGHEST_US,
                        vain))
        .syncUninterruptibly()
        .getNow();
  }
}
