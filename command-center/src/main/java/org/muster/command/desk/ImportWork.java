package org.muster.command.desk;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.command.desk.ImportDesk.Committed;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.Communities;
import org.muster.command.sheet.Directory;
import org.muster.command.store.AreaStore;
import org.muster.command.store.Counts;
import org.muster.command.store.Database;
import org.muster.command.store.ImportStore;
import org.muster.command.store.ImportStore.Found;
import org.muster.command.store.ImportStore.Import;
import org.muster.command.store.ImportStore.Opened;
import org.muster.command.store.ImportStore.State;
import org.muster.command.store.RosterIntake;
import org.muster.command.store.RosterIntake.Cover;
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
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String REFERENCE_VIOLATION = "23503";

  private final Database database;
  private final Vault vault;
  private final Places places;
  private final InstantSource clock;
  private final PlanVersions plans;
  private final RosterStaging rosters;
  private final PlaceStaging divisions;
  private final DeploymentStaging deployments;

  public ImportWork(Database database, Vault vault, Places places, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.places = places;
    this.clock = clock;
    plans = new PlanVersions(vault);
    rosters = new RosterStaging(database, vault);
    divisions = new PlaceStaging(database, vault);
    deployments = new DeploymentStaging(database, vault, places.current(), plans);
  }

  /**
   * The divisions.
   *
   * @param changed to be told after divisions were imported
   */
  public record Places(Supplier<Jurisdiction> current, Runnable changed) {}

  void read(Opened opened, Path file) throws IOException {
    Staging staging = stage(opened, file);
    var found =
        new Found(
            State.READY,
            staging.rows(),
            staging.accepted(),
            staging.counts(),
            Json.write(staging.problems()));
    database.transaction(
        tx -> {
          int ordinal = 0;
          for (String batch : staging.batches()) {
            ImportStore.stage(tx, opened.id(), ordinal++, vault.encrypt(batch));
          }
          ImportStore.found(tx, opened.id(), found);
          return ordinal;
        });
  }

  Committed commit(UUID id, boolean partial, AccountId by) {
    try {
      Committed committed = database.transaction(tx -> commit(tx, id, partial, by));
      ImportKind kind = kind(database.read(sql -> ImportStore.find(sql, id)).orElseThrow());
      if (kind == ImportKind.AREAS || kind == ImportKind.DIVISIONS) {
        places.changed().run();
      }
      return committed;
    } catch (PgException e) {
      if (List.of(UNIQUE_VIOLATION, REFERENCE_VIOLATION).contains(e.getSqlState())) {
        throw new RefusedException(
            Refusal.CONFLICT,
            List.of(new FieldProblem("file", "the tables have changed since it was read")));
      }
      throw e;
    }
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
          Refusal.CONFLICT, List.of(new FieldProblem("state", found.state().name())));
    }
    if (skipped > 0 && !partial) {
      throw new RefusedException(
          Refusal.CONFLICT, List.of(new FieldProblem("partial", skipped + " rows have errors")));
    }
    Counts counts = Counts.NONE;
    Optional<PlanId> plan = Optional.empty();
    for (byte[] sealed : ImportStore.batches(tx, id)) {
      String batch = vault.decrypt(sealed);
      if (kind(staged) == ImportKind.DEPLOYMENT) {
        var text = Json.read(batch, PlanVersions.Text.class);
        PlanVersions.Added added = plans.add(tx, new PlanVersions.Draft(new PlanId(id), by, text));
        plan = Optional.of(added.plan());
        counts = added.counts();
      } else {
        counts = counts.plus(put(tx, kind(staged), batch));
      }
    }
    ImportStore.committed(tx, id, counts, plan);
    return new Committed(counts.added(), counts.changed(), skipped, plan);
  }

  private static Counts put(Sql tx, ImportKind kind, String batch) {
    return switch (kind) {
      case AREAS, DIVISIONS -> AreaStore.put(tx, batch);
      case UNITS -> UnitStore.put(tx, batch);
      case ROSTER -> RosterIntake.put(tx, batch);
      case INSURANCE -> RosterIntake.put(tx, Cover.INSURANCE, batch);
      case TRAINING -> RosterIntake.put(tx, Cover.TRAINING, batch);
      case DEPLOYMENT -> throw new IllegalStateException("a plan is added as a whole");
    };
  }

  private Staging stage(Opened opened, Path file) throws IOException {
    Directory directory = directory(opened.unit());
    return switch (ImportKind.find(opened.kind()).orElseThrow()) {
      case AREAS -> divisions.areas(file);
      case DIVISIONS -> divisions.divisions(file, directory);
      case UNITS -> divisions.units(file, directory);
      case ROSTER -> rosters.roster(file, directory);
      case INSURANCE -> rosters.cover(Cover.INSURANCE, file, directory);
      case TRAINING -> rosters.cover(Cover.TRAINING, file, directory);
      case DEPLOYMENT -> deployments.read(file, opened.fileName(), directory);
    };
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

  private static ImportKind kind(Import staged) {
    return ImportKind.find(staged.opened().kind()).orElseThrow();
  }
}
