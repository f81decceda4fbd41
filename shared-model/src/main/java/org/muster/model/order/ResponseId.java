package org.muster.model.order;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a response (响应). */
public record ResponseId(UUID value) implements Identifier {
  public static ResponseId of(String text) {
    return new ResponseId(UUID.fromString(text));
  }
}
