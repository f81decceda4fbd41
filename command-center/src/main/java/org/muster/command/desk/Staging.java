package org.muster.command.desk;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Reading;
import org.muster.command.store.Counts;
import org.muster.command.store.ImportStore.Found;
import org.muster.command.store.ImportStore.State;
import org.muster.command.store.Staged;
import org.muster.model.wire.Json;

/** Rows of a short file that wait for their commit, in batches of JSON. */
record Staging(Found found, List<String> batches) {
  private static final int BATCH_ROWS = 5_000;

  static Staging of(Reading<?> reading, List<? extends Staged> rows, List<Problem> doubts) {
    var batches = new ArrayList<String>();
    for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
      batches.add(Json.write(rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS))));
    }
    return of(reading, rows.size(), doubts, batches);
  }

  static Staging of(Reading<?> reading, int accepted, List<Problem> doubts, List<String> batches) {
    var problems = new ArrayList<Problem>(reading.problems().list());
    problems.addAll(doubts);
    problems.sort(Comparator.comparingInt(Problem::row));
    var found =
        new Found(
            State.READY,
            reading.rows(),
            accepted,
            Counts.NONE,
            0,
            reading.about().sheet(),
            Json.write(problems));
    return new Staging(found, batches);
  }

  Staging with(Counts counts) {
    var known =
        new Found(
            found.state(),
            found.rows(),
            found.accepted(),
            counts,
            found.absent(),
            found.sheet(),
            found.problems());
    return new Staging(known, batches);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
