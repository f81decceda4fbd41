package org.muster.model.roster;

import java.time.LocalDate;
import java.util.List;
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
 * @param absences leave and other times away, in any order
 * @param certificates what proves skills; a skill without any is taken at its word
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
    List<Absence> absences,
    List<Certificate> certificates) {
  public Volunteer {
    skills = Set.copyOf(skills);
    absences = List.copyOf(absences);
    certificates = List.copyOf(certificates);
  }

  /** True while one of the certificates of a skill is valid on each of the days, or it has none. */
  public boolean isProven(String skill, DateSpan days) {
    var proofs = certificates.stream().filter(c -> c.skill().equals(skill)).toList();
    return proofs.isEmpty()
        || proofs.stream()
            .map(Certificate::valid)
            .anyMatch(valid -> valid.covers(days.from()) && valid.covers(days.until()));
  }

  /** What the health record allows (志愿服务条例 art. 15: never beyond ability). */
  public enum Health {
    GOOD,
    /** Light posts only (e.g. 慢性病): asked after the others. */
    LIMITED,
    UNFIT
  }
}
