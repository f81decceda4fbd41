package org.muster.field.link;

import java.time.Duration;
import java.util.Optional;

/** The command center gave no ticket for the socket. */
final class NoTicketException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Optional<Duration> retryAfter;

  NoTicketException(int status, Optional<Duration> retryAfter) {
    super("no socket ticket: status " + status, null, false, false);
    this.retryAfter = retryAfter;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
