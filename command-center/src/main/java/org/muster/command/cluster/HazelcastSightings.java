package org.muster.command.cluster;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.map.IMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.muster.model.place.Position;
import org.muster.model.roster.VolunteerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sightings in a map of the cluster, which forgets them after the time its file states. */
final class HazelcastSightings implements Sightings {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastSightings.class);

  private final IMap<UUID, double[]> map;

  HazelcastSightings(IMap<UUID, double[]> map) {
    this.map = map;
  }

  @Override
  public void seen(VolunteerId volunteer, Position position) {
    var numbers = new double[] {position.lon(), position.lat(), position.accuracyM()};
    unlessAway(() -> map.setAsync(volunteer.value(), numbers));
  }

  @Override
  public void forget(VolunteerId volunteer) {
    unlessAway(() -> map.removeAsync(volunteer.value()));
  }

  @Override
  public Map<VolunteerId, Position> newest(Set<VolunteerId> volunteers) {
    try {
      var keys = volunteers.stream().map(VolunteerId::value).collect(toSet());
      return map.getAll(keys).entrySet().stream()
          .collect(toMap(e -> new VolunteerId(e.getKey()), e -> position(e.getValue())));
    } catch (HazelcastException e) {
      LOG.debug("the other nodes' sightings are not to be had: {}", e.getMessage());
      return Map.of();
    }
  }

  private static Position position(double[] numbers) {
    return new Position(numbers[0], numbers[1], numbers[2]);
  }

  /** The next fix says it again. */
  private static void unlessAway(Runnable step) {
    try {
      step.run();
    } catch (HazelcastException e) {
      LOG.debug("a sighting is not passed on: {}", e.getMessage());
    }
  }
}
