package org.muster.model;

/**
 * A field at fault (JSON path, e.g. {@code need.total}) and why, in a short phrase. A value names
 * its own members; whoever holds it puts its own name in front. Empty stands for the value itself.
 */
public record FieldProblem(String field, String reason) {

  /** The same, told by whoever holds the value at this path. */
  public FieldProblem under(String path) {
    String dot = path.isEmpty() || field.isEmpty() || field.startsWith("[") ? "" : ".";
    return new FieldProblem(path + dot + field, reason);
  }
}
