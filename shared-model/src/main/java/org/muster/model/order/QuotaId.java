package org.muster.model.order;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.muster.model.Identifier;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** Names what one unit owes one community under one order (名额); follows from the three. */
public record QuotaId(UUID value) implements Identifier {
  public static QuotaId of(OrderId order, UnitId unit, AreaCode community) {
    String name = order.value() + "/" + unit.value() + "/" + community.value();
    return new QuotaId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
