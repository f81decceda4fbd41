package org.muster.model.request;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a resident's complaint. */
public record ComplaintId(UUID value) implements Identifier {
  public static ComplaintId of(String text) {
    return new ComplaintId(UUID.fromString(text));
  }
}
