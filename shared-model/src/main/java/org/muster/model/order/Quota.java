package org.muster.model.order;

import java.util.List;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * How many people a unit owes a community under an order (名额).
 *
 * @param shock shock-team members to be asked at once, best first; frozen at signing
 */
public record Quota(
    QuotaId id,
    CommitmentId commitment,
    UnitId unit,
    AreaCode community,
    int need,
    List<VolunteerId> shock) {
  public Quota {
    shock = List.copyOf(shock);
    if (need < 1 || shock.size() > need) {
      throw new IllegalArgumentException("a quota asks for one or more, and for no more than that");
    }
  }
}
