package org.muster.command.fault;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.history.History;
import org.muster.command.history.History.Fact;
import org.muster.command.history.History.Holding;
import org.muster.command.history.History.Seen;
import org.muster.command.history.History.Shown;
import org.muster.command.store.Database;
import org.muster.field.simulate.Summary;
import org.muster.field.task.Received;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.EventTypes;
import org.muster.model.wire.Json;
import org.muster.model.wire.TaskCard;

/** Gathers the history of a story from the database and from what its phones kept. */
final class Evidence {
  private static final String LOG =
      """
      select type, body::text as body, version, command, xid::text as xid
      from event order by position
      """;

  private static final String REPLIES = "select command from command_reply";

  private Evidence() {}

  /**
   * What a phone kept.
   *
   * @param duplicates items sent again though the phone had told that it has them
   */
  record Kept(UUID volunteer, List<Received> received, int duplicates) {}

  /**
   * @param others phones beside those of the simulation
   * @param board the totals that the command post is shown
   */
  static History gather(
      Database database,
      Summary summary,
      List<Kept> others,
      List<AreaCode> target,
      Map<String, Integer> board) {
    var phones = new ArrayList<>(others);
    summary.details().received().forEach((who, items) -> phones.add(new Kept(who, items, 0)));
    return new History(
        facts(database),
        Set.copyOf(database.read(sql -> sql.list(REPLIES, row -> row.getUUID("command")))),
        acknowledged(summary),
        seen(phones),
        phones.stream().map(Evidence::holding).toList(),
        target,
        board);
  }

  private record Line(
      AssignmentEvent event, int version, Optional<UUID> command, long transaction) {}

  private static List<Fact> facts(Database database) {
    Map<UUID, UUID> owners = new HashMap<>();
    var facts = new ArrayList<Fact>();
    for (Optional<Line> read : database.read(sql -> sql.list(LOG, Evidence::line))) {
      if (read.isEmpty()) {
        continue;
      }
      Line line = read.get();
      UUID assignment = line.event().assignment().value();
      if (line.event() instanceof OfferMade offer) {
        owners.put(assignment, offer.volunteer().value());
      }
      UUID owner =
          Optional.ofNullable(owners.get(assignment))
              .orElseThrow(() -> new AssertionError("no offer of " + assignment));
      facts.add(new Fact(line.transaction(), line.command(), owner, line.version(), line.event()));
    }
    return facts;
  }

  private static Optional<Line> line(Row row) {
    var event = EventTypes.read(row.getString("type"), Json.parse(row.getString("body")));
    return event instanceof AssignmentEvent change
        ? Optional.of(
            new Line(
                change,
                row.getInteger("version"),
                Optional.ofNullable(row.getUUID("command")),
                Long.parseLong(row.getString("xid"))))
        : Optional.empty();
  }

  private static List<History.Acknowledged> acknowledged(Summary summary) {
    return summary.details().acknowledged().stream()
        .filter(one -> one.version().isPresent())
        .map(one -> new History.Acknowledged(one.command(), one.version().get()))
        .toList();
  }

  private static List<Seen> seen(List<Kept> phones) {
    var seen = new HashSet<Seen>();
    for (Kept phone : phones) {
      phone.received().stream()
          .filter(Evidence::isAssignment)
          .forEach(item -> seen.add(new Seen(phone.volunteer(), item.card().id())));
    }
    return List.copyOf(seen);
  }

  private static Holding holding(Kept phone) {
    Map<UUID, Integer> held = new HashMap<>();
    var shown = new ArrayList<Shown>();
    phone.received().stream()
        .filter(Evidence::isAssignment)
        .forEach(
            item -> {
              held.merge(item.card().id(), item.card().version(), Math::max);
              shown.add(new Shown(item.card().id(), item.card().version()));
            });
    return new Holding(phone.volunteer(), held, shown, phone.duplicates());
  }

  private static boolean isAssignment(Received item) {
    return item.card().kind() == TaskCard.Kind.ASSIGNMENT;
  }
}
