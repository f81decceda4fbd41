package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.List;

/**
 * Some good rows of a list, and a place for what only the tables can tell against them.
 *
 * <p>An error takes its row out of the rows {@link #kept}; a warning does not.
 */
public final class Batch<T> {
  private final Form<T> form;
  private final Problems problems;
  private final List<T> rows = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Boolean> refused = new ArrayList<>();

  Batch(Form<T> form, Problems problems) {
    this.form = form;
    this.problems = problems;
  }

  /** What identifies a person in a list. */
  public enum Mark {
    ID,
    MOBILE,
    NAME
  }

  void add(T row, Line line) {
    rows.add(row);
    lines.add(line);
    refused.add(false);
  }

  public int size() {
    return rows.size();
  }

  public T row(int place) {
    return rows.get(place);
  }

  /** Takes a row out, for a reason that stands in one of its cells. */
  public void error(int place, Mark mark, Fault fault, String... details) {
    refused.set(place, true);
    problems.error(lines.get(place), form.column(mark), fault, details);
  }

  public void warning(int place, Mark mark, Fault fault, String... details) {
    problems.warning(lines.get(place), form.column(mark), fault, details);
  }

  public boolean isKept(int place) {
    return !refused.get(place);
  }

  /** How many rows no error was found in. */
  public int kept() {
    return (int) refused.stream().filter(no -> !no).count();
  }
}
