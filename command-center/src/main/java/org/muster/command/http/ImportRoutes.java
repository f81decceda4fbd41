package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportDesk.Upload;
import org.muster.command.desk.ImportKind;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.ProblemSheet;
import org.muster.command.store.ImportStore.Import;
import org.muster.command.store.ImportStore.State;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.plan.PlanId;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** Imports: a file goes up, is looked at, and is committed. */
public final class ImportRoutes {
  private static final Access SENDERS = Access.of(Role.DISPATCHER, Role.LIAISON);
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
      List<ShownProblem> problems,
      Optional<PlanId> plan,
      Instant createdAt) {}

  private record ShownProblem(
      int row,
      String column,
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
    Import found = desk.get(call.principal(), Commands.id(call));
    byte[] sheet = ProblemSheet.write(problems(found), call.language());
    String name = found.opened().fileName().replaceFirst("\\.[A-Za-z]+$", "");
    return Answer.file(sheet, XLSX, name + "-问题清单.xlsx");
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
        problems(one).stream().map(problem -> shown(problem, language)).toList(),
        one.plan(),
        one.createdAt());
  }

  private static ShownProblem shown(Problem problem, Locale language) {
    return new ShownProblem(
        problem.row(),
        problem.column(),
        problem.value(),
        problem.reason(language),
        problem.suggestion(language),
        problem.severity());
  }

  private static List<Problem> problems(Import found) {
    var problems = new ArrayList<Problem>();
    for (JsonNode problem : Json.parse(found.found().problems())) {
      problems.add(Json.decode(problem, Problem.class));
    }
    return problems;
  }
}
