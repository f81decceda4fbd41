package org.muster.model.order;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.Identifier;
import org.muster.model.place.AreaCode;

/** Names one way in which a community lacks people under an order; follows from the three. */
public record VoidId(UUID value) implements Identifier {
  static VoidId of(OrderId order, AreaCode community, AreaVoid.Kind kind, Optional<String> skill) {
    String name = order.value() + "/" + community.value() + "/" + kind + "/" + skill.orElse("");
    return new VoidId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
