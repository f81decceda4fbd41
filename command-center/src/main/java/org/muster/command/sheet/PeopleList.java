package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * Lists of people, which may be long: read row by row and handed over in batches, so that no more
 * than one batch is in memory.
 *
 * @param rows how many data rows there are
 * @param accepted those without an error
 * @param sheet which sheet of the workbook was read, from 0
 */
public record PeopleList(int rows, int accepted, Problems problems, int sheet) {
  private static final int BATCH_ROWS = 2_000;

  public static PeopleList roster(Path file, Directory directory, Intake<PersonRow> intake)
      throws IOException {
    return read(file, new RosterSheet(), directory, intake);
  }

  public static PeopleList insurance(Path file, Directory directory, Intake<CoverRow> intake)
      throws IOException {
    return read(file, CoverSheet.insurance(), directory, intake);
  }

  public static PeopleList training(Path file, Directory directory, Intake<CoverRow> intake)
      throws IOException {
    return read(file, CoverSheet.training(), directory, intake);
  }

  static <T> PeopleList read(Path file, Form<T> form, Directory directory, Intake<T> intake)
      throws IOException {
    return Sheets.read(file, new Reader<>(form, directory, intake));
  }

  /** Reads the lines of one table into batches. */
  private static final class Reader<T> implements SheetReader<PeopleList> {
    private final Form<T> form;
    private final Directory directory;
    private final Intake<T> intake;
    private final Problems problems = new Problems();
    private Batch<T> batch;
    private int accepted;

    Reader(Form<T> form, Directory directory, Intake<T> intake) {
      this.form = form;
      this.directory = directory;
      this.intake = intake;
      batch = new Batch<>(form, problems);
    }

    @Override
    public PeopleList read(int number, Iterator<RawRow> rows) {
      Table table = Table.find(form.columns(), rows);
      var sheet = new Sheet(directory, problems, table.sender());
      int count = table.forEach(line -> read(line, sheet));
      hand(count);
      return new PeopleList(count, accepted, problems, number);
    }

    @Override
    public void further(String name, Iterator<RawRow> rows) {
      if (Table.find(form.columns(), rows).hasRows()) {
        problems.warning(Fault.SHEET_LEFT, name);
      }
    }

    private void read(Line line, Sheet sheet) {
      int errorsBefore = problems.errors();
      Optional<T> row = form.read(line, sheet);
      if (row.isPresent() && problems.errors() == errorsBefore) {
        batch.add(row.get(), line);
      }
      if (line.number() % BATCH_ROWS == 0) {
        hand(line.number());
      }
    }

    private void hand(int rowsRead) {
      intake.take(batch, rowsRead);
      accepted += batch.kept();
      batch = new Batch<>(form, problems);
    }
  }
}
