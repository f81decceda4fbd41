package org.muster.model.order;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a mobilisation order (动员令). */
public record OrderId(UUID value) implements Identifier {
  public static OrderId of(String text) {
    return new OrderId(UUID.fromString(text));
  }
}
