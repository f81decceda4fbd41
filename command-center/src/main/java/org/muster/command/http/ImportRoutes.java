package org.muster.command.http;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.ImportChanges;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportDesk.Upload;
import org.muster.command.desk.ImportKind;
import org.muster.command.desk.ImportProblems;
import org.muster.command.desk.ImportTemplates;
import org.muster.command.sheet.Problem;
import org.muster.command.store.Change;
import org.muster.command.store.ImportStore.Import;
import org.muster.command.store.ImportStore.State;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.plan.PlanId;
import org.muster.model.roster.UnitId;

/** Imports: a file goes up, is looked at, and is committed. */
public final class ImportRoutes {
  private static final Access SENDERS = Access.of(Role.DISPATCHER, Role.LIAISON);
  private static final int CHANGES_USUAL = 100;
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final ImportDesk desk;

  public ImportRoutes(ImportDesk desk) {
    this.desk = desk;
  }

  public void mount(Api api) {
    api.on("startImport", SENDERS, this::start);
    api.on("getImport", SENDERS, this::get);
    api.once("commitImport", SENDERS, this::commit);
    api.on("getImportProblems", SENDERS, this::problems);
    api.on("listImportChanges", SENDERS, this::changes);
    api.on("getImportTemplate", SENDERS, ImportRoutes::template);
  }

  private record Shown(
      UUID id,
      String kind,
      State state,
      String fileName,
      int rows,
      int accepted,
      int added,
      int changed,
      int removed,
      int absent,
      List<ShownProblem> problems,
      Optional<PlanId> plan,
      Instant createdAt) {}

  private record ShownProblem(
      int row,
      String column,
      Optional<String> cell,
      String value,
      String reason,
      String suggestion,
      Problem.Severity severity) {}

  private Answer start(Call call) {
    var file = call.upload().orElseThrow(() -> RefusedException.invalid("file", "required"));
    ImportKind kind =
        call.query("kind")
            .flatMap(ImportKind::find)
            .orElseThrow(() -> RefusedException.invalid("kind", "unknown"));
    var upload =
        new Upload(
            kind, file.name(), file.file(), Asked.id(call, "unit", UnitId::new), call.commandId());
    return Answer.accepted(shown(desk.start(call.principal(), upload), call.language()));
  }

  private Answer get(Call call) {
    return Answer.ok(shown(desk.get(call.principal(), Commands.id(call)), call.language()));
  }

  private Answer commit(Call call) {
    boolean partial = call.body().path("partial").asBoolean(false);
    return Answer.ok(desk.commit(call.principal(), Commands.id(call), partial));
  }

  private Answer problems(Call call) {
    UUID id = Commands.id(call);
    byte[] sheet = desk.commented(call.principal(), id, call.language());
    String name = desk.get(call.principal(), id).opened().fileName();
    return Answer.file(sheet, XLSX, name.replaceFirst("\\.[A-Za-z]+$", "") + "-问题批注.xlsx");
  }

  private Answer changes(Call call) {
    Change.Kind kind =
        Asked.word(call, "change", Change.Kind.class)
            .orElseThrow(() -> RefusedException.invalid("change", "required"));
    int limit = call.query("limit").map(Integer::parseInt).orElse(CHANGES_USUAL);
    var asked = new ImportChanges.Asked(kind, call.query("after"), limit);
    return Answer.ok(desk.changes(call.principal(), Commands.id(call), asked));
  }

  private static Answer template(Call call) {
    ImportKind kind =
        ImportKind.find(call.path("file").replaceFirst("\\.xlsx$", ""))
            .filter(k -> k != ImportKind.AREAS && call.path("file").endsWith(".xlsx"))
            .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    var template = ImportTemplates.of(kind);
    return Answer.file(template.bytes(), XLSX, template.name() + ".xlsx");
  }

  private static Shown shown(Import one, Locale language) {
    var found = one.found();
    return new Shown(
        one.opened().id(),
        one.opened().kind(),
        found.state(),
        one.opened().fileName(),
        found.rows(),
        found.accepted(),
        found.counts().added(),
        found.counts().changed(),
        found.counts().removed(),
        found.absent(),
        ImportProblems.of(one).stream().map(problem -> shown(problem, language)).toList(),
        one.plan(),
        one.createdAt());
  }

  private static ShownProblem shown(Problem problem, Locale language) {
    return new ShownProblem(
        problem.row(),
        problem.column(),
        problem.cell(),
        problem.value(),
        problem.reason(language),
        problem.suggestion(language),
        problem.severity());
  }
}
