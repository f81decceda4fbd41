package org.muster.command.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.muster.command.settings.NotStartedException;

/** Brings the tables to the form this version of the server knows; forward only. */
public final class Migrations {
  private final Flyway flyway;

  private Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  public static Migrations of(DatabaseAddress address) {
    return new Migrations(
        Flyway.configure()
            .dataSource(address.jdbcUrl(), address.user(), address.password())
            .locations("classpath:db")
            .failOnMissingLocations(true)
            .load());
  }

  /** Whether there are no tables of ours yet. */
  public boolean isFresh() {
    return answered(() -> flyway.info().applied().length == 0);
  }

  /** Runs what is missing; refuses tables that a newer version of the server has made. */
  public void run() {
    answered(
        () -> {
          for (var migration : flyway.info().all()) {
            if (isOfLaterServer(migration.getState())) {
              throw NotStartedException.because(
                  "数据库结构（%s）比本程序新，请使用新版程序。".formatted(migration.getVersion()),
                  "The database's tables (%s) are newer than this program; use the newer program."
                      .formatted(migration.getVersion()));
            }
          }
          return flyway.migrate().success;
        });
  }

  private static boolean isOfLaterServer(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }

  private static boolean answered(java.util.function.BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (FlywayException e) {
      throw NotStartedException.because(
          "数据库结构无法更新：" + e.getMessage(),
          "The database's tables cannot be brought up to date: " + e.getMessage(),
          e);
    }
  }
}
