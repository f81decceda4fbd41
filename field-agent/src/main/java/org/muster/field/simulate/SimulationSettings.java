package org.muster.field.simulate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;

/**
 * What is played, against which server.
 *
 * @param data the server's data folder, where {@code demo-accounts.json} lies
 * @param limit when it ends at the latest
 * @param progress whether a line on standard error shows how far it is
 */
public record SimulationSettings(
    String host,
    int port,
    Path data,
    Cast cast,
    Mission mission,
    Duration limit,
    boolean progress) {

  /**
   * Who plays: how many people, how they decide, and the seed of all chance.
   *
   * @param tempo how many times faster than usual they think, travel and stay
   */
  public record Cast(int volunteers, Temperament temperament, long seed, double tempo) {
    public Cast {
      if (volunteers < 1) {
        throw new IllegalArgumentException("volunteers must be at least 1");
      }
      if (!(tempo > 0)) {
        throw new IllegalArgumentException("tempo must be above 0");
      }
    }

    public Cast(int volunteers, Temperament temperament, long seed) {
      this(volunteers, temperament, seed, 1);
    }
  }

  /**
   * What is ordered.
   *
   * @param order an order that stands already; otherwise one is raised, reviewed and signed
   * @param answerWithin how long an offer of the raised order waits for an answer
   * @param areas where the raised order sends people, and whose units' volunteers play; empty means
   *     everywhere
   */
  public record Mission(
      Tier tier,
      Optional<UUID> order,
      Optional<String> title,
      Duration answerWithin,
      List<AreaCode> areas) {
    public Mission {
      areas = List.copyOf(areas);
    }

    public Mission(Tier tier, Optional<UUID> order, Optional<String> title, Duration answerWithin) {
      this(tier, order, title, answerWithin, List.of());
    }
  }

  public static SimulationSettings of(int port, Path data) {
    return new SimulationSettings(
        "127.0.0.1",
        port,
        data,
        new Cast(500, Temperament.USUAL, 1),
        new Mission(Tier.EMERGENCY, Optional.empty(), Optional.empty(), Duration.ofSeconds(30)),
        Duration.ofSeconds(300),
        true);
  }

  public SimulationSettings withCast(Cast newCast) {
    return new SimulationSettings(host, port, data, newCast, mission, limit, progress);
  }

  public SimulationSettings withMission(Mission newMission) {
    return new SimulationSettings(host, port, data, cast, newMission, limit, progress);
  }

  public SimulationSettings withLimit(Duration newLimit) {
    return new SimulationSettings(host, port, data, cast, mission, newLimit, progress);
  }

  public SimulationSettings quiet() {
    return new SimulationSettings(host, port, data, cast, mission, limit, false);
  }
}
