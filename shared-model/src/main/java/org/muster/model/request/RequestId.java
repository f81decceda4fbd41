package org.muster.model.request;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a resident's request. */
public record RequestId(UUID value) implements Identifier {
  public static RequestId of(String text) {
    return new RequestId(UUID.fromString(text));
  }
}
