package org.muster.model.assignment;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one volunteer on one post (派单). */
public record AssignmentId(UUID value) implements Identifier {
  public static AssignmentId of(String text) {
    return new AssignmentId(UUID.fromString(text));
  }
}
