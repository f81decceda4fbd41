package org.muster.model.registry;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/** What happens to records of volunteers and has to be accounted for. */
public sealed interface RosterEvent extends Event {
  AccountId by();

  /**
   * Two records turned out to be one person.
   *
   * @param kept the record that goes on
   * @param merged the record that stands back; its services count for the other
   */
  record VolunteersMerged(VolunteerId kept, VolunteerId merged, AccountId by, Instant at)
      implements RosterEvent {}

  /** They were two persons after all. */
  record MergeUndone(VolunteerId kept, VolunteerId merged, AccountId by, Instant at)
      implements RosterEvent {}

  /**
   * Somebody took a list of volunteers out of the system.
   *
   * @param rows how many volunteers stand on it
   * @param unmasked with full names, telephone and ID numbers
   * @param filter what was searched for; people wrote it, so it stands outside the log
   * @param reason why it had to be unmasked
   */
  record RosterExported(
      UUID export,
      int rows,
      boolean unmasked,
      Optional<NoteId> filter,
      Optional<NoteId> reason,
      AccountId by,
      Instant at)
      implements RosterEvent {}

  /**
   * The unit grants time off (调休) for duty that was served.
   *
   * @param minutes how much of the balance it takes
   */
  record TimeOffGranted(
      UUID entry, VolunteerId volunteer, int minutes, TimeSpan during, AccountId by, Instant at)
      implements RosterEvent {}

  /** Time off that was granted is not taken; the minutes are back in the balance. */
  record TimeOffReturned(UUID entry, VolunteerId volunteer, AccountId by, Instant at)
      implements RosterEvent {}
}
