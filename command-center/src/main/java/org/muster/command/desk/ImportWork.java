package org.muster.command.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.muster.command.desk.ImportDesk.Committed;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.CommentedFile;
import org.muster.command.sheet.Communities;
import org.muster.command.sheet.Directory;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.ProblemSheet;
import org.muster.command.store.AreaStore;
import org.muster.command.store.ConstraintException;
import org.muster.command.store.Counts;
import org.muster.command.store.CoverIntake;
import org.muster.command.store.CoverIntake.Cover;
import org.muster.command.store.Database;
import org.muster.command.store.ImportStore;
import org.muster.command.store.ImportStore.Found;
import org.muster.command.store.ImportStore.Import;
import org.muster.command.store.ImportStore.Opened;
import org.muster.command.store.ImportStore.State;
import org.muster.command.store.RosterIntake;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.PlanId;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** The two halves of an import: from a file to staged rows, and from staged rows to the tables. */
public final class ImportWork {

  private final Database database;
  private final Vault vault;
  private final Places places;
  private final InstantSource clock;
  private final PlanVersions plans;
  private final PeopleStaging people;
  private final PlaceStaging divisions;
  private final DeploymentStaging deployments;
  private final ImportFiles files;
  private final ImportChanges changes;

  public ImportWork(Database database, Vault vault, Places places, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.places = places;
    this.clock = clock;
    plans = new PlanVersions(vault);
    people = new PeopleStaging(database, vault);
    divisions = new PlaceStaging(database, vault);
    deployments = new DeploymentStaging(database, vault, places.current(), plans);
    files = new ImportFiles(database, vault);
    changes = new ImportChanges(database, vault, plans);
  }

  /**
   * The divisions.
   *
   * @param changed to be told after divisions were imported
   */
  public record Places(Supplier<Jurisdiction> current, Runnable changed) {}

  /** The file with comments; the list of its problems where it is no longer kept. */
  byte[] commented(Import found, Locale language) {
    List<Problem> problems = ImportReport.problems(found.found());
    try {
      Path original = ReceivedFile.fresh();
      Path commented = ReceivedFile.fresh();
      try {
        if (!files.restore(found.opened().id(), original)) {
          return ProblemSheet.write(problems, language);
        }
        CommentedFile.write(original, found.found().sheet(), problems, language, commented);
        return Files.readAllBytes(commented);
      } finally {
        ReceivedFile.remove(original);
        ReceivedFile.remove(commented);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportChanges changes() {
    return changes;
  }

  void read(Opened opened, Path file) throws IOException {
    files.keep(opened.id(), file);
    Directory directory = directory(opened.unit());
    Found found =
        switch (kind(opened)) {
          case ROSTER -> people.roster(opened.id(), file, directory);
          case INSURANCE -> people.cover(opened.id(), Cover.INSURANCE, file, directory);
          case TRAINING -> people.cover(opened.id(), Cover.TRAINING, file, directory);
          case AREAS, DIVISIONS, UNITS, DEPLOYMENT -> stage(opened, file, directory);
        };
    database.transaction(
        tx -> {
          ImportStore.found(tx, opened.id(), found);
          return found;
        });
  }

  /** Short files wait as sealed batches. */
  private Found stage(Opened opened, Path file, Directory directory) throws IOException {
    Staging staging =
        switch (kind(opened)) {
          case AREAS -> divisions.areas(file);
          case DIVISIONS -> divisions.divisions(file, directory);
          case UNITS -> divisions.units(file, directory);
          case DEPLOYMENT -> deployments.read(file, opened.fileName(), directory);
          case ROSTER, INSURANCE, TRAINING -> throw new IllegalStateException("a list of people");
        };
    database.transaction(
        tx -> {
          int ordinal = 0;
          for (String batch : staging.batches()) {
            ImportStore.stage(tx, opened.id(), ordinal++, vault.encrypt(batch));
          }
          return ordinal;
        });
    return staging.found();
  }

  Committed commit(UUID id, boolean partial, AccountId by) {
    try {
      Committed committed = database.transaction(tx -> commit(tx, id, partial, by));
      clear(id);
      ImportKind kind =
          kind(database.read(sql -> ImportStore.find(sql, id)).orElseThrow().opened());
      if (kind == ImportKind.AREAS || kind == ImportKind.DIVISIONS) {
        places.changed().run();
      }
      return committed;
    } catch (ConstraintException _) {
      throw new RefusedException(
          Refusal.CONFLICT,
          List.of(new FieldProblem("file", "the tables have changed since it was read")));
    }
  }

  private static String unready(State state) {
    return state == State.READING ? "still being read" : "nothing to commit";
  }

  private Committed commit(Sql tx, UUID id, boolean partial, AccountId by) {
    Import staged = ImportStore.lock(tx, id).orElseThrow();
    Found found = staged.found();
    int skipped = found.rows() - found.accepted();
    if (found.state() == State.COMMITTED) {
      return new Committed(
          found.counts().added(), found.counts().changed(), skipped, staged.plan());
    }
    if (found.state() != State.READY) {
      throw new RefusedException(
          Refusal.CONFLICT, List.of(new FieldProblem("state", unready(found.state()))));
    }
    if (skipped > 0 && !partial) {
      throw new RefusedException(
          Refusal.CONFLICT, List.of(new FieldProblem("partial", skipped + " rows have errors")));
    }
    Swapped swapped = swap(tx, staged.opened(), by);
    ImportStore.committed(tx, id, swapped.counts(), swapped.plan());
    return new Committed(
        swapped.counts().added(), swapped.counts().changed(), skipped, swapped.plan());
  }

  private record Swapped(Counts counts, Optional<PlanId> plan) {}

  private Swapped swap(Sql tx, Opened opened, AccountId by) {
    UUID id = opened.id();
    return switch (kind(opened)) {
      case ROSTER -> new Swapped(RosterIntake.put(tx, id), Optional.empty());
      case INSURANCE -> new Swapped(CoverIntake.put(tx, Cover.INSURANCE, id), Optional.empty());
      case TRAINING -> new Swapped(CoverIntake.put(tx, Cover.TRAINING, id), Optional.empty());
      case UNITS -> new Swapped(put(tx, id, UnitStore::put), Optional.empty());
      case AREAS, DIVISIONS -> new Swapped(put(tx, id, AreaStore::put), Optional.empty());
      case DEPLOYMENT -> {
        String batch = vault.decrypt(ImportStore.batches(tx, id).getFirst());
        var text = Json.read(batch, PlanVersions.Text.class);
        PlanVersions.Added added = plans.add(tx, new PlanVersions.Draft(new PlanId(id), by, text));
        yield new Swapped(added.counts(), Optional.of(added.plan()));
      }
    };
  }

  private Counts put(Sql tx, UUID id, BiFunction<Sql, String, Counts> put) {
    Counts counts = Counts.NONE;
    for (byte[] sealed : ImportStore.batches(tx, id)) {
      counts = counts.plus(put.apply(tx, vault.decrypt(sealed)));
    }
    return counts;
  }

  /** What waited is no longer wanted; after the commit, so that this one is short. */
  void clear(UUID id) {
    database.transaction(
        tx -> {
          ImportStore.clear(tx, id);
          return id;
        });
  }

  private Directory directory(Optional<UnitId> own) {
    Map<String, UnitId> names = database.read(UnitStore::names);
    LocalDate today = clock.instant().atZone(Eligibility.BEIJING).toLocalDate();
    return new Directory(
        name -> Optional.ofNullable(names.get(name)),
        new Communities(places.current().get()),
        today,
        own);
  }

  private static ImportKind kind(Opened opened) {
    return ImportKind.find(opened.kind()).orElseThrow();
  }
}
