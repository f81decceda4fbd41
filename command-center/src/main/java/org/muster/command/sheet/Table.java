package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the table in a sheet and hands out its data rows. */
final class Table {
  private static final Pattern SENDER = Pattern.compile("填报单位[::]\\s*(\\S+)");
  private static final Pattern TOTAL = Pattern.compile("[合总小共]\\s*计[::]?");
  private static final Pattern REMARK =
      Pattern.compile("([合总小共]\\s*计|备\\s*注|说\\s*明|填表说明|注\\s*[::]|制表|审核|填报).*");

  private final List<Column> form;
  private final List<String> above = new ArrayList<>();
  private final Iterator<RawRow> rows;
  private final Header header;

  private Table(List<Column> form, Iterator<RawRow> rows) {
    this.form = form;
    this.rows = rows;
    this.header = findHeader();
  }

  /** The table of a form; refuses a sheet without its header. */
  static Table find(List<Column> form, Iterator<RawRow> rows) {
    return new Table(form, rows);
  }

  Header header() {
    return header;
  }

  /** The lines above the table, each as one text. */
  List<String> above() {
    return List.copyOf(above);
  }

  /** What the title says, if there is one. */
  Optional<String> title() {
    return above.stream()
        .filter(text -> !text.isBlank() && !SENDER.matcher(text).find())
        .findFirst();
  }

  /** The unit named in the line 填报单位. */
  Optional<String> sender() {
    return above.stream()
        .map(SENDER::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** True when a data row follows. */
  boolean hasRows() {
    while (rows.hasNext()) {
      if (!isLeftOut(normalised(rows.next().cells()))) {
        return true;
      }
    }
    return false;
  }

  /** Hands out the data rows in order and returns how many there were. */
  int forEach(Consumer<Line> reader) {
    int number = 0;
    Line last = new Line(0, 0, header, List.of());
    while (rows.hasNext()) {
      RawRow row = rows.next();
      if (isLeftOut(normalised(row.cells()))) {
        continue;
      }
      if (++number > Limits.ROWS_MAX) {
        throw new UnreadableFileException(
            Fault.FILE_TOO_MANY_ROWS, String.valueOf(Limits.ROWS_MAX));
      }
      last = new Line(number, row.number(), header, filled(normalised(row.filled()), last));
      reader.accept(last);
    }
    if (number == 0) {
      throw new UnreadableFileException(Fault.FILE_NO_ROWS);
    }
    return number;
  }

  private Header findHeader() {
    List<String> best = form.stream().filter(Column::required).map(Column::name).toList();
    List<String> upper = List.of();
    for (int i = 0; i < Limits.HEADER_ROWS_MAX && rows.hasNext(); i++) {
      List<String> cells = rows.next().cells();
      Header single = Header.of(form, cells);
      Header joined = Header.of(form, Header.joined(upper, cells));
      Header fuller = joined.columns() > single.columns() ? joined : single;
      List<String> missing = fuller.missing(form);
      if (missing.isEmpty()) {
        return fuller;
      }
      best = missing.size() < best.size() ? missing : best;
      upper = cells;
      above.add(Line.normalised(String.join(" ", cells)));
    }
    throw new UnreadableFileException(Fault.FILE_NO_HEADER, String.join("、", best));
  }

  /** Blank rows, totals and remarks: the first text says so and the row is no record. */
  private boolean isLeftOut(List<String> cells) {
    Optional<String> first = cells.stream().filter(cell -> !cell.isEmpty()).findFirst();
    if (first.isEmpty()) {
      return true;
    }
    return TOTAL.matcher(first.get()).matches()
        || (REMARK.matcher(first.get()).matches() && !isRecord(cells));
  }

  private boolean isRecord(List<String> cells) {
    var line = new Line(0, 0, header, cells);
    return form.stream().filter(Column::required).allMatch(column -> !line.text(column).isEmpty());
  }

  private static List<String> normalised(List<String> cells) {
    return cells.stream().map(Line::normalised).toList();
  }

  /**
   * What is left empty is as above, as far as the columns before it are: below a new street an
   * empty community is missing.
   */
  private List<String> filled(List<String> cells, Line above) {
    var filled = new ArrayList<String>(cells);
    for (Column column : form) {
      if (!column.filled() || !header.has(column)) {
        continue;
      }
      int place = header.find(column).orElseThrow();
      while (place >= filled.size()) {
        filled.add("");
      }
      if (filled.get(place).isEmpty()) {
        filled.set(place, above.text(column));
      } else if (!filled.get(place).equals(above.text(column))) {
        return filled;
      }
    }
    return filled;
  }
}
