package org.muster.command.sheet;

import java.util.Optional;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.roster.UnitId;

/**
 * The days for which one person is insured, or a training is valid.
 *
 * @param person by ID number, else by phone, else by name and unit
 * @param policy the number of the policy (保单号)
 */
public record CoverRow(int number, Person person, DateSpan days, Optional<String> policy) {

  /** Who is meant, as far as the list says. */
  public record Person(
      Optional<IdNumber> id,
      Optional<MobileNumber> mobile,
      Optional<PersonName> name,
      Optional<UnitId> unit) {}
}
