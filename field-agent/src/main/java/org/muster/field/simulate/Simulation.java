package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.field.simulate.Center.Call;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/**
 * Plays an order from signing to confirmation against a running trial server, and counts.
 *
 * <p>Sets the stage (accounts, devices, phones), then leaves the acting to a {@link Performance}.
 */
public final class Simulation {
  private static final int GREETINGS_MAX = 10;

  private final SimulationSettings settings;
  private final Deadline deadline;
  private final ProgressLine progress;
  private final Journal journal = new Journal();

  public Simulation(SimulationSettings settings) {
    this.settings = settings;
    this.deadline = new Deadline(settings.limit());
    this.progress = new ProgressLine(System.err, settings.progress());
  }

  /**
   * Plays until nothing changes any more or the limit has come. Throws {@link SimulationException}
   * with a sentence for people when it cannot be played.
   */
  public Summary run() {
    Accounts accounts = Accounts.read(settings.data());
    try (var center = new Center(settings.host(), settings.port(), deadline, journal)) {
      greet(center);
      return play(center, accounts);
    } catch (LimitReachedException e) {
      throw new SimulationException(
          "时限内没有等到：%s。 The time limit came while waiting for: %s."
              .formatted(e.getMessage(), e.getMessage()));
    } catch (RefusedAnswerException e) {
      throw new SimulationException("服务器拒绝：" + e.getMessage() + " The server refused.");
    } finally {
      progress.end();
    }
  }

  private void greet(Center center) {
    for (int i = 0; i < GREETINGS_MAX && !center.answers(); i++) {
      if (i == GREETINGS_MAX - 1) {
        throw new SimulationException(
            """
            %s:%d 没有服务器应答。请先运行 scripts/run，或用 --port 指明端口。
            No server answers at %s:%d. Start one with scripts/run, or name its port with --port.\
            """
                .formatted(settings.host(), settings.port(), settings.host(), settings.port()));
      }
      deadline.pause(Duration.ofMillis(300), "a server");
    }
  }

  private Summary play(Center center, Accounts accounts) {
    var sysadmin = new Desk(center, accounts.get(Role.SYSADMIN, 0));
    var post = new CommandPost(center, accounts);
    completeAccounts(accounts, post, sysadmin);
    List<JsonNode> devices = devices(post, sysadmin);
    if (devices.isEmpty()) {
      throw new SimulationException("服务器里还没有志愿者。 There are no volunteers on the server.");
    }
    var communities = new Communities(center, accounts, journal);
    var liaisons = new Liaisons(center, accounts, journal);
    var places = new Places(post.shapes());
    try (var stage = new Stage(settings.cast(), places, communities, journal);
        var volunteers = new Volunteers(settings, devices, stage)) {
      volunteers.connect();
      volunteers.awaitLive(deadline, progress);
      var settling = new Settling(liaisons, communities, journal);
      return new Performance(this, new Performance.Company(post, liaisons, volunteers, stage))
          .play(settling);
    } finally {
      liaisons.stop();
    }
  }

  private List<JsonNode> devices(CommandPost post, Desk sysadmin) {
    var devices = new ArrayList<JsonNode>();
    int count = settings.cast().volunteers();
    List<AreaCode> areas = settings.mission().areas();
    if (areas.isEmpty()) {
      sysadmin.post("/trial/devices", Map.of("count", count)).forEach(devices::add);
      return devices;
    }
    for (UUID unit : post.unitsFor(areas)) {
      int left = count - devices.size();
      if (left > 0) {
        var wanted = Map.of("count", left, "unit", unit);
        sysadmin.post("/trial/devices", wanted).forEach(devices::add);
      }
    }
    return devices;
  }

  /** Asks for the accounts of units and streets that were loaded after the file was written. */
  private static void completeAccounts(Accounts accounts, CommandPost post, Desk sysadmin) {
    var without = new HashSet<UUID>();
    post.units().forEach(unit -> without.add(UUID.fromString(unit.path("id").asText())));
    accounts.list(Role.LIAISON).forEach(a -> a.unit().ifPresent(without::remove));
    if (!without.isEmpty() || accounts.list(Role.COMMUNITY).isEmpty()) {
      accounts.add(sysadmin.send(Call.post("/trial/accounts")));
    }
  }

  SimulationSettings settings() {
    return settings;
  }

  Deadline deadline() {
    return deadline;
  }

  ProgressLine progress() {
    return progress;
  }

  Journal journal() {
    return journal;
  }
}
