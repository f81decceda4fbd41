package org.muster.command.http;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.AbsenceDesk;
import org.muster.command.desk.AbsenceDesk.Entering;
import org.muster.command.desk.Envelope;
import org.muster.command.desk.ExportDesk;
import org.muster.command.desk.ExportDesk.Exporting;
import org.muster.command.desk.HandedOut;
import org.muster.command.desk.MergeDesk;
import org.muster.command.desk.VolunteerChange;
import org.muster.command.desk.VolunteerDesk;
import org.muster.command.view.Bookmark;
import org.muster.command.view.DuplicateViews;
import org.muster.command.view.RosterViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Role;
import org.muster.model.roster.VolunteerId;

/** Volunteers, masked; with {@code reveal} and a reason, which is kept, one of them unmasked. */
public final class VolunteerRoutes {
  private static final Access WRITERS = Access.of(Role.DISPATCHER, Role.LIAISON);
  private static final Access SELF = Access.of(Role.VOLUNTEER);
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final RosterViews views;
  private final DuplicateViews duplicates;
  private final Desks desks;

  /** Where changes of the roster are handed in. */
  public record Desks(
      VolunteerDesk volunteers, AbsenceDesk absences, MergeDesk merges, ExportDesk exports) {}

  /** What a record is merged with. */
  public record Merging(VolunteerId duplicate) {
    public Merging {
      duplicate = Texts.required("duplicate", duplicate);
    }
  }

  public VolunteerRoutes(RosterViews views, DuplicateViews duplicates, Desks desks) {
    this.views = views;
    this.duplicates = duplicates;
    this.desks = desks;
  }

  public void mount(Api api) {
    api.on("listVolunteers", UnitRoutes.CONCERNED, this::list);
    api.on("listDuplicates", WRITERS, this::listDuplicates);
    api.on("exportVolunteers", UnitRoutes.READERS, this::export);
    api.on("getVolunteer", UnitRoutes.CONCERNED, this::get);
    api.on("changeVolunteer", WRITERS, this::change);
    api.on("mergeVolunteers", WRITERS, this::merge);
    api.on("undoMerge", WRITERS, this::undoMerge);
    api.on("enterAbsence", WRITERS, call -> enter(call, "enterAbsence", id(call)));
    api.on("takeBackAbsence", WRITERS, call -> takeBack(call, "takeBackAbsence", id(call)));
    api.on("listMyAbsences", SELF, call -> Answer.ok(Map.of("items", views.absences(self(call)))));
    api.on("enterMyAbsence", SELF, call -> enter(call, "enterMyAbsence", self(call)));
    api.on("takeBackMyAbsence", SELF, call -> takeBack(call, "takeBackMyAbsence", self(call)));
  }

  private Answer list(Call call) {
    var wanted =
        new RosterViews.Wanted(
            RosterAsked.question(call), call.query("after").map(Bookmark::of), call.query("limit"));
    return Answer.ok(views.list(call.principal(), wanted));
  }

  private Answer listDuplicates(Call call) {
    return Answer.ok(Map.of("items", duplicates.list(call.principal())));
  }

  /** The search belongs to what is asked, hence to the command's identity. */
  private Answer export(Call call) {
    String words = RosterAsked.words(call);
    Envelope envelope = Commands.envelope(call, "exportVolunteers " + words);
    var exporting = call.body(Exporting.class);
    var wanted = new ExportDesk.Wanted(RosterAsked.question(call), words, call.language());
    HandedOut file = desks.exports().export(envelope, exporting, wanted);
    String type =
        switch (exporting.format()) {
          case XLSX -> XLSX;
          case CSV -> "text/csv; charset=utf-8";
        };
    return Answer.file(file.bytes(), type, file.name());
  }

  private Answer get(Call call) {
    Optional<String> reason = call.query("reveal");
    if (reason.isEmpty()) {
      return Answer.ok(views.get(call.principal(), id(call)));
    }
    desks.volunteers().disclose(call.principal(), id(call), reason.get());
    return Answer.ok(views.disclosed(call.principal(), id(call)));
  }

  private Answer change(Call call) {
    desks
        .volunteers()
        .change(
            Commands.envelope(call, "changeVolunteer"),
            id(call),
            Asked.version(call),
            new VolunteerChange(call.body()));
    return Answer.ok(views.get(call.principal(), id(call)));
  }

  private Answer merge(Call call) {
    return Answer.ok(
        desks
            .merges()
            .merge(
                Commands.envelope(call, "mergeVolunteers"),
                id(call),
                call.body(Merging.class).duplicate()));
  }

  private Answer undoMerge(Call call) {
    return Answer.ok(desks.merges().undo(Commands.envelope(call, "undoMerge"), id(call)));
  }

  private Answer enter(Call call, String operation, VolunteerId id) {
    return Answer.created(
        desks.absences().enter(Commands.envelope(call, operation), id, call.body(Entering.class)));
  }

  private Answer takeBack(Call call, String operation, VolunteerId id) {
    UUID absence = Commands.id("absence", call.path("absence"));
    return Answer.ok(desks.absences().takeBack(Commands.envelope(call, operation), id, absence));
  }

  private static VolunteerId id(Call call) {
    return new VolunteerId(Commands.id(call));
  }

  private static VolunteerId self(Call call) {
    return call.principal().volunteer().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
