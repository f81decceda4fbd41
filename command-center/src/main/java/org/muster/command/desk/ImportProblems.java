package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.muster.command.sheet.Problem;
import org.muster.command.store.ImportStore.Import;
import org.muster.model.wire.Json;

/** The problems of an import as they were kept. */
public final class ImportProblems {
  private ImportProblems() {}

  public static List<Problem> of(Import found) {
    var problems = new ArrayList<Problem>();
    for (JsonNode problem : Json.parse(found.found().problems())) {
      problems.add(Json.decode(problem, Problem.class));
    }
    return problems;
  }
}
