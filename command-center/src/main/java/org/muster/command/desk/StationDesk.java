package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.store.StationStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.CoordType;
import org.muster.model.place.Coordinates;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.place.Station;
import org.muster.model.place.StationId;

/** Keeps the register of stations (服务站点). */
public final class StationDesk {
  private static final int NAME_MAX = 100;

  private final Counter counter;
  private final Supplier<Jurisdiction> places;

  public StationDesk(Counter counter, Supplier<Jurisdiction> places) {
    this.counter = counter;
    this.places = places;
  }

  /**
   * A station as it is handed in.
   *
   * @param community where it is not the one whose ground it stands on
   */
  public record Opening(
      String name, Double lon, Double lat, CoordType coordType, Optional<AreaCode> community) {
    public Opening {
      name = Texts.required("name", name, NAME_MAX);
      lon = Texts.required("lon", lon);
      lat = Texts.required("lat", lat);
      coordType = Texts.required("coordType", coordType);
    }

    LonLat at() {
      return Coordinates.toCanonical(coordType, new LonLat(lon, lat));
    }
  }

  /** Registers a station; the answer names it. */
  public JsonNode open(Envelope envelope, Opening opening) {
    return counter.handle(
        envelope,
        work -> {
          LonLat at = opening.at();
          AreaCode community =
              opening
                  .community()
                  .or(() -> places.get().communityAt(at))
                  .orElseThrow(() -> RefusedException.invalid("community", "required"));
          boolean known =
              places.get().find(community).map(Area::level).stream()
                  .anyMatch(AreaCode.Level.COMMUNITY::equals);
          if (!known || !envelope.principal().sees(community)) {
            throw PlanDesk.unknown(Refusal.UNKNOWN_AREA, "community");
          }
          var station =
              new Station(new StationId(UUID.randomUUID()), opening.name(), community, at);
          if (!StationStore.add(work.tx(), station, envelope.principal().id())) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          return station;
        });
  }

  /** Takes a station from the register. */
  public JsonNode close(Envelope envelope, StationId id) {
    return counter.handle(
        envelope,
        work -> {
          Station station =
              StationStore.find(work.tx(), id)
                  .filter(found -> envelope.principal().sees(found.community()))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          StationStore.remove(work.tx(), station.id());
          return Map.of("id", station.id());
        });
  }
}
