package org.muster.command.audience;

import org.muster.model.place.LonLat;
import org.muster.model.roster.Eligibility.Engagement;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/**
 * Somebody who may be asked.
 *
 * @param at where the person is taken to be: the newest position, else the home community's centre
 * @param engagement what the person is doing otherwise
 */
public record Member(Volunteer volunteer, LonLat at, Engagement engagement) {
  public VolunteerId id() {
    return volunteer.id();
  }
}
