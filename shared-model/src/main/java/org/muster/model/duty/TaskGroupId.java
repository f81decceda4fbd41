package org.muster.model.duty;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one group of a command post (专班). */
public record TaskGroupId(UUID value) implements Identifier {
  public static TaskGroupId of(String text) {
    return new TaskGroupId(UUID.fromString(text));
  }
}
