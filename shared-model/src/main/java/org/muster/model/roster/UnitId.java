package org.muster.model.roster;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a sending unit (派出单位). */
public record UnitId(UUID value) implements Identifier {
  public static UnitId of(String text) {
    return new UnitId(UUID.fromString(text));
  }
}
