package org.muster.command.sheet;

import java.util.List;
import java.util.Optional;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;

/**
 * One volunteer as a roster (花名册) says. What a roster has no column for is empty and leaves the
 * record as it is.
 */
public record PersonRow(
    int number,
    UnitId unit,
    PersonName name,
    IdNumber id,
    MobileNumber mobile,
    Details details,
    Optional<AreaCode> community,
    Optional<Boolean> shock,
    Optional<Volunteer.Health> health) {

  /** What is kept as it was written. */
  public record Details(
      Optional<String> department,
      Optional<String> dutyTitle,
      Optional<String> political,
      Optional<List<String>> skills,
      Optional<String> healthNote,
      Optional<String> remark) {}
}
