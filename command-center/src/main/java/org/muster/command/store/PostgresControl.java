package org.muster.command.store;

import java.io.IOException;
import java.time.Duration;

/** Starts and stops the postmaster over the built-in database's folder, and waits for it. */
final class PostgresControl {
  /** Enough for the recovery of a few gigabytes of log after a power cut. */
  private static final Duration START_MAX = Duration.ofMinutes(10);

  private final PostgresPrograms programs;
  private final EmbeddedFiles files;

  PostgresControl(PostgresPrograms programs, EmbeddedFiles files) {
    this.programs = programs;
    this.files = files;
  }

  /** Whether it takes connections now; if not, the start log says why. */
  boolean start() throws IOException {
    return run("start", "--timeout=" + START_MAX.toSeconds(), "--log=" + files.startLog());
  }

  /**
   * Whether it is gone; {@code fast} ends open work and closes its books, {@code immediate} not.
   */
  boolean stop(String mode, Duration limit) throws IOException {
    return run("stop", "--timeout=" + limit.toSeconds(), "--mode=" + mode);
  }

  private boolean run(String what, String limit, String how) throws IOException {
    var command =
        programs.command(
            "pg_ctl", what, "--wait", "--silent", "--pgdata=" + files.data(), limit, how);
    return Command.run(command).code() == 0;
  }
}
