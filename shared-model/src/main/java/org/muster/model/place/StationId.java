package org.muster.model.place;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a station (服务站点). */
public record StationId(UUID value) implements Identifier {
  public static StationId of(String text) {
    return new StationId(UUID.fromString(text));
  }
}
