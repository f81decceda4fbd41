package org.muster.model.plan;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one version of a plan (预案). */
public record PlanId(UUID value) implements Identifier {
  public static PlanId of(String text) {
    return new PlanId(UUID.fromString(text));
  }
}
