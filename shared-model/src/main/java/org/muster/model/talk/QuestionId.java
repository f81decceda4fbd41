package org.muster.model.talk;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one question on an order (提问). */
public record QuestionId(UUID value) implements Identifier {
  public static QuestionId of(String text) {
    return new QuestionId(UUID.fromString(text));
  }
}
