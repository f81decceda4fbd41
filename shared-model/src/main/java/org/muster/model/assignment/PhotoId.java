package org.muster.model.assignment;

import java.util.UUID;
import org.muster.model.Identifier;

/**
 * Names a photograph that belongs to a report; kept outside the event log so that it can be purged.
 */
public record PhotoId(UUID value) implements Identifier {
  public static PhotoId of(String text) {
    return new PhotoId(UUID.fromString(text));
  }
}
