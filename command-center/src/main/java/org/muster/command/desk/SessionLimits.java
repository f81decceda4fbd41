package org.muster.command.desk;

import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param lifetime from signing in, whatever happens
 * @param idle without any request
 * @param device how long a volunteer's phone stays signed in, used or not
 */
public record SessionLimits(Duration lifetime, Duration idle, Duration device) {
  private static final Duration DEVICE = Duration.ofDays(180);

  public static final SessionLimits STRICT =
      new SessionLimits(Duration.ofHours(12), Duration.ofMinutes(30), DEVICE);

  /** For trial and demonstration: nobody has to sign in twice a day. */
  public static final SessionLimits TRIAL =
      new SessionLimits(Duration.ofHours(12), Duration.ofHours(12), DEVICE);

  public SessionLimits {
    if (!lifetime.isPositive() || !idle.isPositive() || !device.isPositive()) {
      throw new IllegalArgumentException("a session must last some time");
    }
  }
}
