package org.muster.model.record;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names a proof of service (服务证明). */
public record ProofId(UUID value) implements Identifier {
  public static ProofId of(String text) {
    return new ProofId(UUID.fromString(text));
  }
}
