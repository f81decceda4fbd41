package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of people read as a whole, for looking at. */
record Collected<T>(int rows, List<T> accepted, List<Problem> problems) {

  static Collected<PersonRow> roster(Path file, Directory directory) throws IOException {
    return of(file, directory, PeopleList::roster);
  }

  static Collected<CoverRow> insurance(Path file, Directory directory) throws IOException {
    return of(file, directory, PeopleList::insurance);
  }

  static Collected<CoverRow> training(Path file, Directory directory) throws IOException {
    return of(file, directory, PeopleList::training);
  }

  private interface Source<T> {
    PeopleList read(Path file, Directory directory, Intake<T> intake) throws IOException;
  }

  private static <T> Collected<T> of(Path file, Directory directory, Source<T> source)
      throws IOException {
    var accepted = new ArrayList<T>();
    PeopleList list =
        source.read(
            file,
            directory,
            (batch, _) -> {
              for (int i = 0; i < batch.size(); i++) {
                accepted.add(batch.row(i));
              }
            });
    return new Collected<>(list.rows(), accepted, list.problems().list());
  }
}
