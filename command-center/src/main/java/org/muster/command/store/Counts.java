package org.muster.command.store;

import io.vertx.sqlclient.Row;

/**
 * What an import makes, or would make, of the table: rows that were not there, and rows that
 * differ.
 */
public record Counts(int added, int changed) {
  public static final Counts NONE = new Counts(0, 0);

  public Counts plus(Counts other) {
    return new Counts(added + other.added, changed + other.changed);
  }

  static Counts of(Row row) {
    return new Counts(
        Math.toIntExact(row.getLong("added")), Math.toIntExact(row.getLong("changed")));
  }
}
