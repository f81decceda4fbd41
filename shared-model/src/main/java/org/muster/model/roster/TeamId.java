package org.muster.model.roster;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a specialist or standing team. */
public record TeamId(UUID value) implements Identifier {
  public static TeamId of(String text) {
    return new TeamId(UUID.fromString(text));
  }
}
