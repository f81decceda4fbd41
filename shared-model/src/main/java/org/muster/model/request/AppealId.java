package org.muster.model.request;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a volunteer's appeal against a rating (申诉). */
public record AppealId(UUID value) implements Identifier {
  public static AppealId of(String text) {
    return new AppealId(UUID.fromString(text));
  }
}
