package org.muster.command.audience;

import java.time.Instant;
import java.util.Set;
import org.muster.model.place.LonLat;
import org.muster.model.roster.Bar;
import org.muster.model.roster.Duties;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/**
 * Somebody who may be asked.
 *
 * @param at where the person is taken to be: the newest position, else the home community's centre
 * @param duties what the person has promised otherwise
 * @param reached when a phone of theirs was last proven reachable; the epoch when none ever was
 */
public record Member(Volunteer volunteer, LonLat at, Duties duties, Instant reached) {
  public VolunteerId id() {
    return volunteer.id();
  }

  /** Every reason why the person cannot go on the task; none when they can. */
  public Set<Bar> bars(Eligibility.Task task) {
    return Eligibility.bars(volunteer, task, duties.during(task.during()));
  }

  Member movedTo(LonLat place) {
    return new Member(volunteer, place, duties, reached);
  }

  Member engagedIn(Duties others) {
    return new Member(volunteer, at, others, reached);
  }

  Member reachedAt(Instant time) {
    return new Member(volunteer, at, duties, time);
  }
}
