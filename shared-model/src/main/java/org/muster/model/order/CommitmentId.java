package org.muster.model.order;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.muster.model.Identifier;
import org.muster.model.roster.UnitId;

/** Names what one unit owes under one order (单位承办); follows from the two. */
public record CommitmentId(UUID value) implements Identifier {
  public static CommitmentId of(OrderId order, UnitId unit) {
    String name = order.value() + "/" + unit.value();
    return new CommitmentId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
