package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a file says: its good rows and its problems.
 *
 * @param rows how many data rows there are
 * @param accepted those without an error
 * @param key how the sheet calls the column that identifies a row
 * @param title the title above the table
 * @param above the lines above the table, the title among them
 */
public record Reading<T>(
    int rows,
    List<T> accepted,
    Problems problems,
    String key,
    Optional<String> title,
    List<String> above) {

  public static Reading<UnitRow> units(Path file, Directory directory) throws IOException {
    return of(file, new UnitSheet(), directory);
  }

  public static Reading<PersonRow> roster(Path file, Directory directory) throws IOException {
    return of(file, new RosterSheet(), directory);
  }

  public static Reading<CoverRow> insurance(Path file, Directory directory) throws IOException {
    return of(file, CoverSheet.insurance(), directory);
  }

  public static Reading<CoverRow> training(Path file, Directory directory) throws IOException {
    return of(file, CoverSheet.training(), directory);
  }

  public static Reading<DeploymentRow> deployment(Path file, Directory directory)
      throws IOException {
    return of(file, new DeploymentSheet(), directory);
  }

  public static Reading<AreaRow> divisions(Path file, Directory directory) throws IOException {
    return of(file, new DivisionSheet(), directory);
  }

  private static <T> Reading<T> of(Path file, Form<T> form, Directory directory)
      throws IOException {
    return Sheets.read(file, rows -> of(rows, form, directory));
  }

  private static <T> Reading<T> of(Iterator<List<String>> rows, Form<T> form, Directory directory) {
    Table table = Table.find(form.columns(), rows);
    var problems = new Problems();
    var sheet = new Sheet(directory, problems, table.sender());
    var accepted = new ArrayList<T>();
    int count =
        table.forEach(
            line -> {
              int errorsBefore = problems.errors();
              Optional<T> row = form.read(line, sheet);
              if (problems.errors() == errorsBefore) {
                row.ifPresent(accepted::add);
              }
            });
    return new Reading<>(
        count, accepted, problems, table.header().title(form.key()), table.title(), table.above());
  }
}
