package org.muster.model;

import java.time.Instant;

/** A fact that was decided and recorded; facts are never changed. */
public interface Event {
  /** When it was decided, by the server's clock. */
  Instant at();
}
