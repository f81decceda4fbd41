package org.muster.command.audience;

import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.muster.command.store.AudienceStore.Known;
import org.muster.model.place.Area;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.roster.Duties;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;

/** The index with the divisions by which people stand in it. */
record Ground(Jurisdiction places, AudienceIndex index) {
  /** Of those of whom no place is known; within no ground that anybody asks about. */
  private static final LonLat NOWHERE = new LonLat(0, 0);

  private static final double STEP_DEG = 0.005;
  private static final double CELLS_MAX = 1_000_000;

  Ground(Jurisdiction places) {
    this(places, emptyIndex(places));
  }

  private static AudienceIndex emptyIndex(Jurisdiction places) {
    var box = new Envelope();
    for (Area area : places.list()) {
      area.center().ifPresent(c -> box.expandToInclude(new Coordinate(c.lon(), c.lat())));
      area.shape().ifPresent(s -> box.expandToInclude(s.geometry().getEnvelopeInternal()));
    }
    Envelope known = box.isNull() ? new Envelope(0, 0, 0, 0) : box;
    double fitting = Math.sqrt(known.getWidth() * known.getHeight() / CELLS_MAX);
    return new AudienceIndex(known, Math.max(STEP_DEG, fitting));
  }

  Member member(Known known, Map<VolunteerId, LonLat> positions) {
    Volunteer volunteer = known.volunteer();
    LonLat at = positions.getOrDefault(volunteer.id(), home(volunteer));
    return new Member(volunteer, at, known.duties(), known.reached());
  }

  LonLat home(Volunteer volunteer) {
    return volunteer.community().flatMap(places::find).flatMap(Area::center).orElse(NOWHERE);
  }

  /** The same person with other duties; at home again where nothing is promised any more. */
  Member engaged(Member member, Duties duties) {
    Member engaged = member.engagedIn(duties);
    return duties.promised().isEmpty() ? engaged.movedTo(home(member.volunteer())) : engaged;
  }
}
