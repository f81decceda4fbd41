package org.muster.model.roster;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.model.place.AreaCode;

/**
 * What the rules need to know of a volunteer; no name, no number.
 *
 * @param community the home community (就近报到)
 * @param health what the person can bear
 * @param insured the days the accident insurance covers
 * @param trained the days the pre-post training (岗前培训) is valid
 * @param unavailable leave or another absence that was reported
 */
public record Volunteer(
    VolunteerId id,
    UnitId unit,
    LocalDate birth,
    boolean shock,
    Health health,
    Optional<AreaCode> community,
    Set<String> skills,
    Optional<DateSpan> insured,
    Optional<DateSpan> trained,
    Optional<TimeSpan> unavailable) {
  public Volunteer {
    skills = Set.copyOf(skills);
  }

  /** What the health record allows (志愿服务条例 art. 15: never beyond ability). */
  public enum Health {
    GOOD,
    /** Light posts only (e.g. 慢性病): asked after the others. */
    LIMITED,
    UNFIT
  }
}
