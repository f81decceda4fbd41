package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.AssignmentStore.Recorded;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.OrderStore;
import org.muster.model.FieldProblem;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.LateEntry;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.VolunteerId;

/** Where what was written by hand during an outage is entered with its real times (补录). */
public final class LateEntryDesk {
  /** Some pages of a sign-in sheet; what is longer comes in several commands. */
  private static final int LINES_MAX = 500;

  private static final int SOURCE_MAX = 200;

  private final Counter counter;
  private final Duration within;
  private final AssignmentStore assignments = new AssignmentStore();
  private final OrderStore orders = new OrderStore();

  /**
   * @param within how long afterwards something may still be entered
   */
  public LateEntryDesk(Counter counter, Duration within) {
    this.counter = counter;
    this.within = within;
  }

  /** Somebody who was never asked, and where they served. */
  public record Unasked(VolunteerId volunteer, AreaCode community) {
    public Unasked {
      volunteer = Texts.required("volunteer", volunteer);
      community = Texts.required("community", community);
    }
  }

  /**
   * One line of a sheet: of somebody on the order's roll, or of somebody who came unasked.
   *
   * @param confirmed whether the community's signature stands on it: then the hours count
   */
  public record Line(
      Optional<AssignmentId> assignment,
      Optional<Unasked> unasked,
      Optional<Instant> departedAt,
      Optional<Instant> arrivedAt,
      Optional<Instant> leftAt,
      Optional<Boolean> confirmed) {
    public Line {
      if (assignment.isPresent() == unasked.isPresent()) {
        throw RefusedException.invalid("assignment", "required, or unasked");
      }
    }

    /** Whose line it is: nobody stands on a sheet twice. */
    private Object whose() {
      return assignment.<Object>map(id -> id).orElseGet(() -> unasked.orElseThrow().volunteer());
    }
  }

  /**
   * Some lines of a sheet.
   *
   * @param source where they are written, such as a page of a sign-in sheet
   */
  public record Lines(List<Line> items, Optional<String> source) {
    public Lines {
      items = Texts.orEmpty(items);
      if (items.isEmpty()) {
        throw RefusedException.invalid("items", "required");
      }
      if (items.size() > LINES_MAX) {
        throw RefusedException.invalid("items", "at most " + LINES_MAX);
      }
      var seen = new HashSet<>();
      if (!items.stream().allMatch(line -> seen.add(line.whose()))) {
        throw RefusedException.invalid("items", "somebody stands twice");
      }
    }
  }

  /** Enters all lines, or none when one of them cannot be; then each faulty one is named. */
  public JsonNode enter(Envelope envelope, OrderId order, Lines lines) {
    return counter.handle(
        envelope,
        work -> {
          Principal by = envelope.principal();
          Newcomers newcomers = Newcomers.lock(work.tx(), by, order);
          var limits = new LateEntry.Limits(signedAt(work, order), within);
          var known = lock(work, by, order, lines);
          return new Entering(work, limits, source(work, lines), known, newcomers)
              .all(lines, envelope);
        });
  }

  private Instant signedAt(Work work, OrderId order) {
    return orders
        .signedAt(work.tx(), order)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private Map<AssignmentId, Recorded> lock(Work work, Principal by, OrderId order, Lines lines) {
    var known = new HashMap<AssignmentId, Recorded>();
    for (Recorded recorded :
        assignments.lock(
            work.tx(),
            lines.items().stream().flatMap(line -> line.assignment().stream()).toList())) {
      if (recorded.order().equals(order) && AssignmentDesk.receives(by, recorded.community())) {
        known.put(recorded.id(), recorded);
      }
    }
    return known;
  }

  private static Optional<NoteId> source(Work work, Lines lines) {
    return lines
        .source()
        .filter(text -> !text.isBlank())
        .map(text -> work.note(Texts.required("source", text, SOURCE_MAX)));
  }

  /** One sheet on its way into the records. */
  private record Entering(
      Work work,
      LateEntry.Limits limits,
      Optional<NoteId> source,
      Map<AssignmentId, Recorded> known,
      Newcomers newcomers) {

    Map<String, Object> all(Lines lines, Envelope envelope) {
      var entries = new ArrayList<Entry>();
      var answers = new ArrayList<Map<String, Object>>();
      var problems = new ArrayList<FieldProblem>();
      for (int i = 0; i < lines.items().size(); i++) {
        try {
          Line line = lines.items().get(i);
          Recorded recorded = recorded(line);
          List<Entry> made = made(recorded, line, envelope);
          entries.addAll(made);
          answers.add(AssignmentDesk.answer(AssignmentDesk.after(recorded, made)));
        } catch (RefusedException refused) {
          problems.addAll(problems("items[" + i + "]", refused));
        }
      }
      if (!problems.isEmpty()) {
        throw new RefusedException(Refusal.INVALID, problems);
      }
      work.record(entries, newcomers.space());
      return Map.of("items", answers);
    }

    private Recorded recorded(Line line) {
      return line.unasked()
          .map(one -> newcomers.recorded(work.tx(), one))
          .or(() -> line.assignment().map(known::get))
          .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    }

    private List<Entry> made(Recorded recorded, Line line, Envelope envelope) {
      var by = envelope.principal().id();
      var entry = new LateEntry(line.departedAt(), line.arrivedAt(), line.leftAt());
      var later = new Assignment.EnterLater(entry, limits, source, by, work.now());
      Assignment.Command command =
          line.unasked().isPresent()
              ? new Assignment.EnterUnasked(Newcomers.who(recorded), later)
              : later;
      List<Entry> entered = AssignmentDesk.entries(recorded, command);
      Recorded after = AssignmentDesk.after(recorded, entered);
      if (line.confirmed().orElse(false) && after.state() instanceof Assignment.Done done) {
        var confirm =
            new Assignment.Confirm(
                done.arrivedAt(), done.relievedAt(), Optional.empty(), by, work.now());
        return Stream.concat(entered.stream(), AssignmentDesk.entries(after, confirm).stream())
            .toList();
      }
      return entered;
    }

    private static List<FieldProblem> problems(String line, RefusedException refused) {
      return refused.problems().isEmpty()
          ? List.of(new FieldProblem(line, reason(refused.refusal())))
          : refused.problems().stream().map(problem -> problem.under(line)).toList();
    }

    private static String reason(Refusal refusal) {
      return switch (refusal) {
        case NOT_FOUND -> "nobody of this order here";
        case TOO_LATE -> "too long ago to be entered";
        default -> "contradicts what is on record";
      };
    }
  }
}
