package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/**
 * The receiving side: streets (or communities) that show the code, tick people off, and confirm
 * their service once they were relieved.
 */
final class Communities {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration CODE_LEFT_MIN = Duration.ofSeconds(5);

  private final Journal journal;
  private final Deadline deadline;
  private final List<Station> stations;

  Communities(Center center, Accounts accounts, Journal journal) {
    this.journal = journal;
    this.deadline = center.deadline();
    this.stations =
        accounts.list(Role.COMMUNITY).stream()
            .filter(account -> account.area().isPresent())
            .map(account -> new Station(account.area().get(), new Desk(center, account)))
            .toList();
  }

  /** An arrival code and how long it is good. */
  private record Code(String text, Instant validUntil) {}

  /** One receiving office with its account. */
  private static final class Station {
    final AreaCode area;
    final Desk desk;
    final Map<AreaCode, Code> codes = new ConcurrentHashMap<>();
    final Set<UUID> relieved = ConcurrentHashMap.newKeySet();
    final Set<UUID> dealtWith = ConcurrentHashMap.newKeySet();
    boolean looking;

    Station(AreaCode area, Desk desk) {
      this.area = area;
      this.desk = desk;
    }
  }

  /** The code that hangs in the community; empty when nobody here receives for it. */
  Optional<String> code(AreaCode community) {
    return station(community).map(station -> code(station, community));
  }

  private static String code(Station station, AreaCode community) {
    Code known = station.codes.get(community);
    if (known == null || known.validUntil().isBefore(Instant.now().plus(CODE_LEFT_MIN))) {
      JsonNode fresh = station.desk.get("/communities/" + community + "/code");
      known =
          new Code(
              fresh.path("code").asText(),
              OffsetDateTime.parse(fresh.path("validUntil").asText()).toInstant());
      station.codes.put(community, known);
    }
    return known.text();
  }

  /** Ticks somebody off as present. Waits for the server. */
  void tick(AreaCode community, UUID assignment) {
    station(community)
        .ifPresentOrElse(
            station -> tick(station, assignment),
            () -> journal.problem("nobody receives for " + community));
  }

  private void tick(Station station, UUID assignment) {
    try {
      station.desk.post("/assignments/" + assignment + "/present", Map.of());
      journal.moved();
    } catch (RefusedAnswerException e) {
      journal.refused("present", e.code());
    }
  }

  /** Somebody has left the post: the station is to look at its roll and confirm. */
  void relieved(AreaCode community, UUID assignment) {
    station(community)
        .ifPresentOrElse(
            station -> {
              if (!station.dealtWith.contains(assignment) && station.relieved.add(assignment)) {
                look(station);
              }
            },
            () -> journal.problem("nobody receives for " + community));
  }

  /** This service is confirmed, or there is none to confirm. */
  void over(AreaCode community, UUID assignment) {
    station(community).ifPresent(station -> station.relieved.remove(assignment));
  }

  boolean isIdle() {
    return stations.stream().allMatch(station -> station.relieved.isEmpty());
  }

  private void look(Station station) {
    synchronized (station) {
      if (!station.looking) {
        station.looking = true;
        Thread.startVirtualThread(() -> confirmAll(station));
      }
    }
  }

  private void confirmAll(Station station) {
    try {
      while (hasWork(station)) {
        deadline.pause(LOOK_EVERY, "the roll of " + station.area);
        JsonNode roll = station.desk.get("/communities/" + station.area + "/roll");
        for (JsonNode person : roll.path("people")) {
          confirm(station, person);
        }
      }
    } catch (LimitReachedException _) {
      journal.problem("confirmations open at " + station.area + ": " + station.relieved.size());
    } catch (RefusedAnswerException | SimulationException e) {
      journal.problem("station " + station.area + ": " + e.getMessage());
    }
  }

  private static boolean hasWork(Station station) {
    synchronized (station) {
      station.looking = !station.relieved.isEmpty();
      return station.looking;
    }
  }

  private void confirm(Station station, JsonNode person) {
    UUID assignment = UUID.fromString(person.path("assignment").asText());
    if (!person.path("state").asText().equals("relieved") || !station.relieved.remove(assignment)) {
      return;
    }
    station.dealtWith.add(assignment);
    try {
      station.desk.post("/assignments/" + assignment + "/confirm", times(person));
      journal.moved();
    } catch (RefusedAnswerException e) {
      journal.refused("confirm", e.code());
    }
  }

  /**
   * The times on the roll, where it tells them; at least a second apart, as nobody serves for none.
   */
  private static Map<String, Instant> times(JsonNode person) {
    Instant now = Instant.now();
    Instant to = time(person, "relievedAt").orElse(now);
    Instant from = time(person, "arrivedAt").orElse(to.minusSeconds(1));
    return Map.of("from", from.isBefore(to) ? from : to.minusSeconds(1), "to", to);
  }

  private static Optional<Instant> time(JsonNode person, String field) {
    return person.hasNonNull(field)
        ? Optional.of(OffsetDateTime.parse(person.get(field).asText()).toInstant())
        : Optional.empty();
  }

  /** Streets first, for they see all their communities on one roll. */
  private Optional<Station> station(AreaCode community) {
    Optional<Station> street =
        stations.stream()
            .filter(s -> !s.area.equals(community) && s.area.covers(community))
            .findFirst();
    return street.or(() -> stations.stream().filter(s -> s.area.equals(community)).findFirst());
  }
}
