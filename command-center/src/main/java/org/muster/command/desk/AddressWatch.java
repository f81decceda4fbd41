package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/**
 * What one address may try in ten minutes: far more than a building behind it mistypes, far less
 * than guessing needs. Counted per account alone, one could try each account a few times.
 */
final class AddressWatch {
  private static final int FAILURES_MAX = 200;

  /** Whoever stands behind it, each code costs a text. */
  private static final int CODES_MAX = 300;

  private static final Duration WATCHED_FOR = Duration.ofMinutes(10);

  private AddressWatch() {}

  static void refuseGuessing(Database database, String ip, Instant at) {
    int failures =
        database.read(
            sql -> AccountAudit.countFailures(sql, ip, at.minus(WATCHED_FOR), FAILURES_MAX));
    if (failures >= FAILURES_MAX) {
      throw new RefusedException(Refusal.TOO_FAST);
    }
  }

  static void refuseFlooding(Sql sql, String ip, Instant at) {
    if (AccountAudit.countCodes(sql, ip, at.minus(WATCHED_FOR), CODES_MAX) >= CODES_MAX) {
      throw new RefusedException(Refusal.TOO_FAST);
    }
  }
}
