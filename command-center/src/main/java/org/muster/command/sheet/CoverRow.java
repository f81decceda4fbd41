package org.muster.command.sheet;

import java.util.Optional;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.PersonName;

/**
 * The days for which one person is insured, or a training is valid.
 *
 * @param policy the number of the policy (保单号)
 */
public record CoverRow(
    int number, Optional<PersonName> name, IdNumber id, DateSpan days, Optional<String> policy) {}
