package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.field.simulate.CommandPost.Listed;
import org.muster.field.simulate.CommandPost.Signed;
import org.muster.field.task.Received;

/** One order played to its end: signed, named, answered, served, confirmed, and reckoned up. */
final class Performance {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration SETTLE_MAX = Duration.ofSeconds(10);

  private final Simulation simulation;
  private final Company company;
  private final Reckoning reckoning;

  Performance(Simulation simulation, Company company) {
    this.simulation = simulation;
    this.company = company;
    this.reckoning =
        new Reckoning(
            company.post(),
            company.volunteers(),
            company.post().target(simulation.settings().mission()));
  }

  /** Everybody who acts. */
  record Company(CommandPost post, Liaisons liaisons, Volunteers volunteers, Stage stage) {}

  /** The order that is played, and when its signing was asked for if that was seen. */
  private record Played(UUID order, Optional<Instant> signing) {}

  Summary play(Settling settling) {
    Played played = begin();
    boolean settled = false;
    try {
      company.liaisons().start(played.order(), company.post().board(played.order()));
      settled = settle(played.order(), settling);
    } catch (LimitReachedException e) {
      simulation.journal().problem("the time limit came while waiting for " + e.getMessage());
    }
    company.liaisons().stop();
    company.stage().close();
    return reckon(played, settled);
  }

  private Played begin() {
    var mission = simulation.settings().mission();
    if (mission.order().isPresent()) {
      return await(mission.order().get());
    }
    simulation.progress().show("drafting and reviewing the order");
    Signed signed = company.post().sign(company.post().prepare(mission));
    return new Played(signed.order(), Optional.of(signed.asked()));
  }

  /** Waits until somebody has signed the order; what was signed earlier has no delay to measure. */
  private Played await(UUID order) {
    Instant ready = Instant.now();
    while (true) {
      JsonNode text = company.post().order(order);
      switch (text.path("state").asText()) {
        case "signed" -> {
          Optional<Instant> at =
              Optional.of(text.path("signedAt").asText(""))
                  .filter(value -> !value.isEmpty())
                  .map(value -> OffsetDateTime.parse(value).toInstant());
          return new Played(order, at.filter(ready::isBefore));
        }
        case "withdrawn", "closed" ->
            throw new SimulationException("动员令已结束。 The order is over: " + order);
        default -> {
          simulation.progress().show("waiting for the order to be signed");
          simulation.deadline().pause(Duration.ofMillis(300), "the order to be signed");
        }
      }
    }
  }

  private boolean settle(UUID order, Settling settling) {
    while (true) {
      JsonNode board = look(order);
      if (settling.isQuiet()) {
        List<Listed> all = company.post().assignments(order);
        if (settling.isSettled(board, all, reckoning.own(all))) {
          return true;
        }
      }
    }
  }

  private JsonNode look(UUID order) {
    simulation.deadline().pause(LOOK_EVERY, "the order to be fulfilled");
    JsonNode board = company.post().board(order);
    simulation.progress().show(board);
    return board;
  }

  private Summary reckon(Played played, boolean settled) {
    List<Listed> own = reckoning.own(company.post().assignments(played.order()));
    List<String> lost = reckoning.lost(own);
    var grace = new Deadline(SETTLE_MAX);
    while (!lost.isEmpty() && !grace.isOver()) {
      company.volunteers().wake();
      grace.pause(Duration.ofMillis(500), "phones to catch up");
      own = reckoning.own(company.post().assignments(played.order()));
      lost = reckoning.lost(own);
    }
    List<String> strangers = reckoning.strangers(played.order());
    Delays delays = reckoning.delays(own, company.liaisons(), played.signing());
    return new Summary(
        own.size(),
        reckoning.received(own),
        reckoning.answered(own),
        Reckoning.arrived(own),
        Reckoning.confirmed(own),
        lost.size(),
        duplicates(),
        strangers.size(),
        Delays.percentile(delays.firstWaveMs(), 50),
        Delays.percentile(delays.firstWaveMs(), 99),
        details(new Ending(played.order(), settled, problems(lost, strangers), delays)));
  }

  /** How the performance ended. */
  private record Ending(UUID order, boolean settled, List<String> problems, Delays delays) {}

  private Summary.Details details(Ending ending) {
    var received = new LinkedHashMap<UUID, List<Received>>();
    int repeats = 0;
    for (SimulatedVolunteer volunteer : company.volunteers().list()) {
      received.put(volunteer.volunteer(), volunteer.link().cards().received());
      repeats += volunteer.link().cards().repeats();
    }
    return new Summary.Details(
        ending.order(),
        ending.settled(),
        Map.copyOf(received),
        ending.problems(),
        simulation.journal().refusals(),
        repeats,
        simulation.journal().acknowledged(),
        ending.delays().firstWaveMs(),
        ending.delays().laterMs());
  }

  private int duplicates() {
    return company.volunteers().list().stream()
        .mapToInt(volunteer -> volunteer.link().cards().duplicates())
        .sum();
  }

  private List<String> problems(List<String> lost, List<String> strangers) {
    var problems = new ArrayList<String>(lost);
    problems.addAll(strangers);
    problems.addAll(simulation.journal().problems());
    return List.copyOf(problems);
  }
}
