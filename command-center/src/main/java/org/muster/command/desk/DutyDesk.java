package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.muster.command.store.DutyStore;
import org.muster.command.store.DutyStore.Recorded;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.duty.Handover;
import org.muster.model.duty.HandoverId;
import org.muster.model.place.AreaCode;

/** Where the watch of a command post is handed over (交接班) and taken over. */
public final class DutyDesk {
  private static final int REMARK_MAX = 2000;
  private static final int LEADER_MAX = 60;

  private final Counter counter;

  public DutyDesk(Counter counter) {
    this.counter = counter;
  }

  /** Draws the page of what stands open and signs it; one at a time in an area. */
  public JsonNode draw(Envelope envelope, Optional<String> remark) {
    Principal by = envelope.principal();
    AreaCode area = area(by);
    return counter.handle(
        envelope,
        work -> {
          if (DutyStore.lockWaiting(work.tx(), area)) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          var id = new HandoverId(UUID.randomUUID());
          var draw =
              new Handover.Draw(
                  id,
                  area,
                  DutyStore.sheet(work.tx(), area),
                  note(work, "remark", remark, REMARK_MAX),
                  by.id(),
                  work.now());
          work.record(
              Work.entries(id.value(), 0, Handover.decide(new Handover.None(), draw)), Origin.LIVE);
          return Map.of("id", id, "version", 1);
        });
  }

  /**
   * Takes the watch over, by a second signature.
   *
   * @param leader who leads the shift, by name
   */
  public JsonNode take(Envelope envelope, HandoverId id, Optional<String> leader) {
    return change(
        envelope,
        id,
        work ->
            new Handover.Take(
                note(work, "leader", leader, LEADER_MAX), envelope.principal().id(), work.now()));
  }

  /** Takes a page back that nobody has taken over yet. */
  public JsonNode takeBack(Envelope envelope, HandoverId id) {
    return change(
        envelope, id, work -> new Handover.TakeBack(envelope.principal().id(), work.now()));
  }

  private JsonNode change(
      Envelope envelope, HandoverId id, Function<Work, Handover.Command> command) {
    return counter.handle(
        envelope,
        work -> {
          Recorded handover =
              DutyStore.lock(work.tx(), id)
                  .filter(found -> found.area().equals(area(envelope.principal())))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          List<Entry> entries =
              Work.entries(
                  id.value(),
                  handover.version(),
                  Handover.decide(handover.state(), command.apply(work)));
          work.record(entries, Origin.LIVE);
          return Map.of("id", id, "version", handover.version() + entries.size());
        });
  }

  private static Optional<NoteId> note(
      Work work, String field, Optional<String> text, int charactersMax) {
    return text.map(String::strip)
        .filter(said -> !said.isEmpty())
        .map(said -> work.note(Texts.required(field, said, charactersMax)));
  }

  /** The watch is that of one command post. */
  private static AreaCode area(Principal by) {
    return by.area().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
