package org.muster.model.roster;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a volunteer. */
public record VolunteerId(UUID value) implements Identifier {
  public static VolunteerId of(String text) {
    return new VolunteerId(UUID.fromString(text));
  }
}
