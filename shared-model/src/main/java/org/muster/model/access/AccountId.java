package org.muster.model.access;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names an account: who signed in. */
public record AccountId(UUID value) implements Identifier {
  public static AccountId of(String text) {
    return new AccountId(UUID.fromString(text));
  }
}
