package org.muster.model.plan;

import java.util.Optional;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * What one unit owes one community, per tier; each tier contains the one before it.
 *
 * @param meetingPoint where the unit's people report
 */
public record PlanLine(
    AreaCode community,
    UnitId unit,
    int normal,
    int emergency,
    int critical,
    Optional<String> meetingPoint) {
  public PlanLine {
    if (community.level() != AreaCode.Level.COMMUNITY) {
      throw new IllegalArgumentException("a plan line needs a community (社区/村): " + community);
    }
    if (normal < 0 || emergency < normal || critical < emergency) {
      throw new IllegalArgumentException(
          "常态 ≤ 应急 ≤ 紧急 is required: %d, %d, %d".formatted(normal, emergency, critical));
    }
  }

  public int need(Tier tier) {
    return switch (tier) {
      case NORMAL -> normal;
      case EMERGENCY -> emergency;
      case CRITICAL -> critical;
    };
  }
}
