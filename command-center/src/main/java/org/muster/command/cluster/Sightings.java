package org.muster.command.cluster;

import java.util.Map;
import java.util.Set;
import org.muster.model.place.Position;
import org.muster.model.roster.VolunteerId;

/**
 * Where the people on the way were seen last, by whichever node; the newest of each person, for a
 * while. Never written down.
 */
public interface Sightings {
  void seen(VolunteerId volunteer, Position position);

  void forget(VolunteerId volunteer);

  /** Of these people those who were seen of late. May wait for other nodes. */
  Map<VolunteerId, Position> newest(Set<VolunteerId> volunteers);
}
