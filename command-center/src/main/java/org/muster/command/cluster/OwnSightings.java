package org.muster.command.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.muster.model.place.Position;
import org.muster.model.roster.VolunteerId;

/** Sightings in the memory of this node; the longest unseen stands first. */
final class OwnSightings implements Sightings {
  /** As long as the map of the cluster keeps them, see {@code config/hazelcast.yaml}. */
  private static final Duration KEPT = Duration.ofMinutes(30);

  private final LinkedHashMap<VolunteerId, Sighting> newest = new LinkedHashMap<>();

  private record Sighting(Position position, long seenNanos) {
    boolean isOld() {
      return System.nanoTime() - seenNanos > KEPT.toNanos();
    }
  }

  @Override
  public synchronized void seen(VolunteerId volunteer, Position position) {
    newest.putLast(volunteer, new Sighting(position, System.nanoTime()));
    dropOld();
  }

  @Override
  public synchronized void forget(VolunteerId volunteer) {
    newest.remove(volunteer);
  }

  @Override
  public synchronized Map<VolunteerId, Position> newest(Set<VolunteerId> volunteers) {
    dropOld();
    var found = new HashMap<VolunteerId, Position>();
    volunteers.forEach(
        volunteer -> {
          var sighting = newest.get(volunteer);
          if (sighting != null) {
            found.put(volunteer, sighting.position());
          }
        });
    return found;
  }

  private void dropOld() {
    var eldest = newest.firstEntry();
    while (eldest != null && eldest.getValue().isOld()) {
      newest.pollFirstEntry();
      eldest = newest.firstEntry();
    }
  }
}
