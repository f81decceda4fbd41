package org.muster.command.desk;

import java.time.Instant;
import org.muster.model.access.Principal;

/**
 * Who does something, from where, and when; chosen at the edge.
 *
 * @param envelope what the sender calls it, so that it is done once
 */
public record Act(Envelope envelope, String ip, Instant at) {
  public Principal by() {
    return envelope.principal();
  }
}
