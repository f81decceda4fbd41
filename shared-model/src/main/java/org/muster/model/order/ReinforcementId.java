package org.muster.model.order;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one community's request for more people (增援请求). */
public record ReinforcementId(UUID value) implements Identifier {
  public static ReinforcementId of(String text) {
    return new ReinforcementId(UUID.fromString(text));
  }
}
