package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.muster.command.audience.Geofences;
import org.muster.command.audience.LiveAudience;
import org.muster.command.cluster.Sightings;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.AssignmentStore.Recorded;
import org.muster.command.store.ConsentStore;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.Assignment.State;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Dwelling;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.Position;
import org.muster.model.roster.Consent;
import org.muster.model.roster.VolunteerId;

/**
 * Takes in where phones are: only between 出发 and 离岗 and only with consent, the newest fix of each
 * person, in memory. Who stays in the community's area arrives by itself.
 *
 * <p>Nothing of this is in the event log; a restart forgets it and the next fix brings it back.
 */
public final class PositionDesk {
  /** How long it is remembered what somebody is doing, so that not every fix asks the database. */
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  /** People on the way at once; beyond it fixes are dropped, arrivals go by code and tick. */
  private static final int TRACKS_MAX = 1_000_000;

  private final Counter counter;
  private final Ground ground;
  private final AssignmentDesk assignmentDesk;
  private final AssignmentStore assignments = new AssignmentStore();
  private final ConcurrentHashMap<VolunteerId, Track> tracks = new ConcurrentHashMap<>();

  public PositionDesk(Counter counter, Ground ground, AssignmentDesk assignmentDesk) {
    this.counter = counter;
    this.ground = ground;
    this.assignmentDesk = assignmentDesk;
  }

  /**
   * The ground on which people move.
   *
   * @param fences in which community a fix lies
   * @param audience is told where people are
   * @param sightings where they were seen last, on whichever node
   */
  public record Ground(
      Supplier<Jurisdiction> places,
      Supplier<Geofences> fences,
      LiveAudience audience,
      Sightings sightings) {

    private Dwelling.Side side(AreaCode community, Position fix) {
      boolean isInside =
          fences.get().find(fix.lon(), fix.lat()).filter(community::covers).isPresent();
      return isInside
          ? Dwelling.Side.inside(fix.accuracyM())
          : Dwelling.Side.outside(places.get().outsideM(community, fix.point()), fix.accuracyM());
    }
  }

  /** What is known of somebody on the way. */
  private record Track(Optional<Recorded> doing, Instant asked, Dwelling dwelling) {}

  /**
   * Takes a fix, or drops it when it must not be kept; returns what the person of a kept one is on
   * the way to or on post for.
   */
  public Optional<Recorded> fix(Principal by, Position position) {
    return by.volunteer().flatMap(volunteer -> fix(by, volunteer, position));
  }

  private Optional<Recorded> fix(Principal by, VolunteerId volunteer, Position position) {
    Instant now = counter.now();
    Optional<Track> known = Optional.ofNullable(tracks.get(volunteer));
    Track track =
        known
            .filter(t -> t.asked().plus(KNOWN_FOR).isAfter(now))
            .orElseGet(() -> look(volunteer, known.map(Track::dwelling), now));
    if (track.doing().isEmpty()) {
      forget(volunteer);
      return Optional.empty();
    }
    if (known.isEmpty() && tracks.size() >= TRACKS_MAX) {
      return Optional.empty();
    }
    Recorded doing = track.doing().get();
    ground.audience().seen(volunteer, position.point());
    Dwelling dwelling = track.dwelling().with(ground.side(doing.community(), position), now);
    if (dwelling.isArrival(now) && doing.state().state() == State.DEPARTED) {
      arrive(by, doing);
      forget(volunteer);
      return track.doing();
    }
    tracks.put(volunteer, new Track(track.doing(), track.asked(), dwelling));
    ground.sightings().seen(volunteer, position);
    return track.doing();
  }

  private Track look(VolunteerId volunteer, Optional<Dwelling> dwelling, Instant now) {
    Optional<Recorded> doing =
        counter
            .database()
            .read(
                sql -> {
                  return ConsentStore.isInForce(sql, volunteer, Consent.LOCATION)
                      ? assignments.liveOf(sql, volunteer).stream()
                          .filter(r -> r.state().state() != State.ACCEPTED)
                          .findFirst()
                      : Optional.empty();
                });
    return new Track(doing, now, dwelling.orElse(Dwelling.OUTSIDE));
  }

  private void arrive(Principal by, Recorded doing) {
    try {
      assignmentDesk.arriveByItself(by, doing.id());
    } catch (RefusedException e) {
      // Withdrawn or arrived otherwise meanwhile: nothing is left to do.
    }
  }

  /** Drops where somebody was seen, who takes their consent back or has arrived. */
  public void forget(VolunteerId volunteer) {
    tracks.remove(volunteer);
    ground.audience().lost(volunteer);
    ground.sightings().forget(volunteer);
  }
}
