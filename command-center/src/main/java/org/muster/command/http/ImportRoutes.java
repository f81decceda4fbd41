package org.muster.command.http;

import org.muster.command.desk.HandedOut;
import org.muster.command.desk.ImportChanges;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportDesk.Upload;
import org.muster.command.desk.ImportKind;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
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
    api.on("getImportTemplate", SENDERS, this::template);
  }

  private Answer start(Call call) {
    var file = call.upload().orElseThrow(() -> RefusedException.invalid("file", "required"));
    ImportKind kind =
        call.query("kind")
            .flatMap(ImportKind::find)
            .orElseThrow(() -> RefusedException.invalid("kind", "unknown"));
    var upload =
        new Upload(
            kind, file.name(), file.file(), Asked.id(call, "unit", UnitId::new), call.commandId());
    return Answer.accepted(desk.start(call.principal(), upload, call.language()));
  }

  private Answer get(Call call) {
    return Answer.ok(desk.get(call.principal(), Commands.id(call), call.language()));
  }

  private Answer commit(Call call) {
    boolean partial = call.body().path("partial").asBoolean(false);
    return Answer.ok(desk.commit(call.principal(), Commands.id(call), partial));
  }

  private Answer problems(Call call) {
    return file(desk.commented(call.principal(), Commands.id(call), call.language()));
  }

  private Answer changes(Call call) {
    int limit = call.query("limit").map(Integer::parseInt).orElse(CHANGES_USUAL);
    var asked = ImportChanges.Asked.of(call.query("change").orElse(""), call.query("after"), limit);
    return Answer.ok(desk.changes(call.principal(), Commands.id(call), asked));
  }

  private Answer template(Call call) {
    String kind = call.path("file").replaceFirst("\\.xlsx$", "");
    return file(
        desk.template(
            ImportKind.find(kind).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND))));
  }

  private static Answer file(HandedOut workbook) {
    return Answer.file(workbook.bytes(), XLSX, workbook.name());
  }
}
