package org.muster.command.store;

import io.vertx.sqlclient.Row;

/**
 * What an import makes, or would make, of the table: rows that were not there, rows that differ,
 * and rows that are no longer there.
 */
public record Counts(int added, int changed, int removed) {
  public static final Counts NONE = new Counts(0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(added + other.added, changed + other.changed, removed + other.removed);
  }

  static Counts of(Row row) {
    return new Counts(
        Math.toIntExact(row.getLong("added")), Math.toIntExact(row.getLong("changed")), 0);
  }
}
