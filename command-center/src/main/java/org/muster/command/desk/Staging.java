package org.muster.command.desk;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Problem.Severity;
import org.muster.command.sheet.Reading;
import org.muster.command.store.Counts;
import org.muster.command.store.Staged;
import org.muster.model.wire.Json;

/** Rows that wait for their commit, in batches of JSON. */
record Staging(
    int rows, int accepted, List<Problem> problems, List<String> batches, Counts counts) {
  private static final int BATCH_ROWS = 5_000;

  static Staging of(Reading<?> reading, List<? extends Staged> rows, List<Problem> doubts) {
    var problems = new ArrayList<Problem>(reading.problems().list());
    problems.addAll(doubts);
    problems.sort(Comparator.comparingInt(Problem::row));
    var batches = new ArrayList<String>();
    for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
      batches.add(Json.write(rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS))));
    }
    return new Staging(reading.rows(), rows.size(), problems, batches, Counts.NONE);
  }

  Staging with(Counts changed) {
    return new Staging(rows, accepted, problems, batches, changed);
  }

  /** A doubt about a row that only the tables can tell. */
  static Problem doubt(Reading<?> reading, int row, String masked, Fault fault) {
    Severity severity = fault == Fault.NAME_DIFFERS ? Severity.WARNING : Severity.ERROR;
    return new Problem(row, reading.key(), masked, fault, List.of(), severity);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
