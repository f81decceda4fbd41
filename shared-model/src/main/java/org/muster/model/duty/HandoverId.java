package org.muster.model.duty;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one hand-over of the watch. */
public record HandoverId(UUID value) implements Identifier {
  public static HandoverId of(String text) {
    return new HandoverId(UUID.fromString(text));
  }
}
