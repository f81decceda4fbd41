package org.muster.command.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.model.wire.CloseCode;

/** The lines of everybody who is connected to this node; from any thread. */
final class Switchboard implements Sweep.Connected {
  /** Sockets of one person; the oldest gives way. */
  private static final int LINES_EACH_MAX = 8;

  private final Map<UUID, List<Line>> lines = new ConcurrentHashMap<>();
  private final Set<UUID> arrived = ConcurrentHashMap.newKeySet();

  /** False when there is a newer line of the same device already. */
  boolean add(Line line) {
    var displaced = new ArrayList<Line>();
    var theirs =
        lines.compute(
            line.recipient(),
            (_, present) -> {
              displaced.clear();
              var remaining = new ArrayList<>(present == null ? List.<Line>of() : present);
              if (remaining.stream().anyMatch(line::isOlderThan)) {
                return present;
              }
              remaining.stream().filter(line::isOfSameDevice).forEach(displaced::add);
              remaining.removeAll(displaced);
              if (remaining.size() == LINES_EACH_MAX) {
                displaced.add(remaining.removeFirst());
              }
              remaining.add(line);
              return List.copyOf(remaining);
            });
    arrived.add(line.recipient());
    displaced.forEach(old -> end(old, CloseCode.TAKEN_OVER));
    return theirs.contains(line);
  }

  void remove(Line line) {
    lines.computeIfPresent(
        line.recipient(),
        (_, present) -> {
          var remaining = present.stream().filter(other -> other != line).toList();
          return remaining.isEmpty() ? null : remaining;
        });
  }

  List<Line> of(UUID recipient) {
    return lines.getOrDefault(recipient, List.of());
  }

  /** Ends every line. */
  void end(CloseCode code) {
    lines.values().forEach(theirs -> theirs.forEach(line -> end(line, code)));
  }

  private static void end(Line line, CloseCode code) {
    line.phone().execute(() -> line.phone().end(code));
  }

  @Override
  public Set<UUID> everybody() {
    return Set.copyOf(lines.keySet());
  }

  @Override
  public Set<UUID> arrived() {
    var some = Set.copyOf(arrived);
    arrived.removeAll(some);
    return some;
  }

  @Override
  public OptionalLong sent(UUID recipient) {
    return of(recipient).stream().mapToLong(Line::sent).min();
  }
}
