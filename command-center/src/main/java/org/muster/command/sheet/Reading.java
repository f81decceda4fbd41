package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.sheet.Problem.Severity;

/**
 * What a short file says: its good rows and its problems. Lists of people are read by {@link
 * PeopleList}.
 *
 * @param rows how many data rows there are
 * @param accepted those without an error
 * @param about where the table stands
 */
public record Reading<T>(int rows, List<T> accepted, Problems problems, About about) {

  /**
   * Where a table stands, and how it calls itself.
   *
   * @param key how the sheet calls the column that identifies a row
   * @param title the title above the table
   * @param above the lines above the table, the title among them
   * @param sheet which sheet of the workbook it is, from 0
   * @param cells the cell of that column in each row
   */
  public record About(
      String key,
      Optional<String> title,
      List<String> above,
      int sheet,
      Map<Integer, String> cells) {}

  public static Reading<UnitRow> units(Path file, Directory directory) throws IOException {
    return of(file, new UnitSheet(), directory);
  }

  public static Reading<DeploymentRow> deployment(Path file, Directory directory)
      throws IOException {
    return of(file, new DeploymentSheet(), directory);
  }

  public static Reading<AreaRow> divisions(Path file, Directory directory) throws IOException {
    return of(file, new DivisionSheet(), directory);
  }

  /** The lines above the table, each as one text. */
  public List<String> above() {
    return about.above();
  }

  public Optional<String> title() {
    return about.title();
  }

  /** An error in a row that only the tables, or other rows, can tell. */
  public Problem doubt(int row, String masked, Fault fault, String... details) {
    return new Problem(
        row,
        about.key(),
        masked,
        fault,
        List.of(details),
        Severity.ERROR,
        Optional.ofNullable(about.cells().get(row)));
  }

  private static <T> Reading<T> of(Path file, Form<T> form, Directory directory)
      throws IOException {
    return Sheets.read(file, new Whole<>(form, directory));
  }

  /** Reads a table into memory. */
  private record Whole<T>(Form<T> form, Directory directory, Problems problems)
      implements SheetReader<Reading<T>> {
    Whole(Form<T> form, Directory directory) {
      this(form, directory, new Problems());
    }

    @Override
    public Reading<T> read(int number, Iterator<RawRow> rows) {
      Table table = Table.find(form.columns(), rows);
      var sheet = new Sheet(directory, problems, table.sender());
      var accepted = new ArrayList<T>();
      var cells = new HashMap<Integer, String>();
      int count =
          table.forEach(
              line -> {
                int errorsBefore = problems.errors();
                Optional<T> row = form.read(line, sheet);
                cells.put(line.number(), line.cell(form.key()));
                if (problems.errors() == errorsBefore) {
                  row.ifPresent(accepted::add);
                }
              });
      String key = table.header().title(form.key());
      var about = new About(key, table.title(), table.above(), number, cells);
      return new Reading<>(count, accepted, problems, about);
    }

    @Override
    public void further(String name, Iterator<RawRow> rows) {
      if (Table.find(form.columns(), rows).hasRows()) {
        problems.warning(Fault.SHEET_LEFT, name);
      }
    }
  }
}
