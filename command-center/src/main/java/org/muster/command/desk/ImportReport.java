package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.sheet.Problem;
import org.muster.command.store.ImportStore.Found;
import org.muster.command.store.ImportStore.Import;
import org.muster.command.store.ImportStore.State;
import org.muster.model.plan.PlanId;
import org.muster.model.wire.Json;

/**
 * What an import is told to people as.
 *
 * @param rows while the file is being read, how many so far
 * @param removed lines of a plan that are gone
 * @param absent people of the file's units who are not in the file; they stay
 */
public record ImportReport(
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
    List<Doubt> problems,
    Optional<PlanId> plan,
    Instant createdAt) {

  /** A problem in the reader's language; its value is masked. */
  public record Doubt(
      int row,
      String column,
      Optional<String> cell,
      String value,
      String reason,
      String suggestion,
      Problem.Severity severity) {}

  static ImportReport of(Import one, Locale language) {
    Found found = one.found();
    return new ImportReport(
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
        problems(found).stream().map(problem -> doubt(problem, language)).toList(),
        one.plan(),
        one.createdAt());
  }

  /** The problems as they were kept. */
  static List<Problem> problems(Found found) {
    var problems = new ArrayList<Problem>();
    for (JsonNode problem : Json.parse(found.problems())) {
      problems.add(Json.decode(problem, Problem.class));
    }
    return problems;
  }

  private static Doubt doubt(Problem problem, Locale language) {
    return new Doubt(
        problem.row(),
        problem.column(),
        problem.cell(),
        problem.value(),
        problem.reason(language),
        problem.suggestion(language),
        problem.severity());
  }
}
