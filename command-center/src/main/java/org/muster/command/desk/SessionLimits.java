package org.muster.command.desk;

import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param lifetime from signing in, whatever happens
 * @param idle without any request
 */
public record SessionLimits(Duration lifetime, Duration idle) {
  public static final SessionLimits STRICT =
      new SessionLimits(Duration.ofHours(12), Duration.ofMinutes(30));

  /** For trial and demonstration: nobody has to sign in twice a day. */
  public static final SessionLimits TRIAL =
      new SessionLimits(Duration.ofHours(12), Duration.ofHours(12));

  public SessionLimits {
    if (!lifetime.isPositive() || !idle.isPositive()) {
      throw new IllegalArgumentException("a session must last some time");
    }
  }
}
