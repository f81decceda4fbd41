package org.muster.model.talk;

import java.util.Optional;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * Whom a notice is for: everybody who meets all that is named.
 *
 * @param order people who hold an assignment of this order
 * @param unit people of this unit
 * @param area people whose home is in this division
 */
public record Readers(Optional<OrderId> order, Optional<UnitId> unit, Optional<AreaCode> area) {

  /**
   * The same readers as far as somebody may address them: a liaison the own unit alone, the command
   * post its own jurisdiction. People of an order are within its reach wherever they live.
   *
   * @throws RefusedException with {@code forbidden} when they are others', with {@code invalid}
   *     when nobody is named
   */
  public Readers addressedBy(Principal by) {
    if (by.commands()) {
      return addressedByPost(by);
    }
    if (!by.is(Role.LIAISON) || by.unit().isEmpty()) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    if (unit.isPresent() && !unit.equals(by.unit())) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    return new Readers(order, by.unit(), area);
  }

  private Readers addressedByPost(Principal by) {
    if (order.isEmpty() && unit.isEmpty() && area.isEmpty()) {
      throw RefusedException.invalid("area", "required");
    }
    if (area.isPresent() && !by.sees(area.get())) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    return order.isPresent() || area.isPresent() ? this : new Readers(order, unit, by.area());
  }
}
