package org.muster.model.record;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a service record (服务记录). */
public record RecordId(UUID value) implements Identifier {
  public static RecordId of(String text) {
    return new RecordId(UUID.fromString(text));
  }
}
