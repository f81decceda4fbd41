package org.muster.command.store;

import org.muster.model.access.AccountId;

/** The table of one-time codes that were used, so that each works once per purpose. */
public final class CodeUseStore {
  private static final String USE =
      """
      insert into otp_use (account_id, purpose, step) values ($1, $2, $3)
      on conflict do nothing
      """;

  private static final String PURGE = "delete from otp_use where step < $1";

  private CodeUseStore() {}

  /** False when this code was used for this before. */
  public static boolean use(Sql sql, AccountId account, String purpose, long step) {
    return sql.change(USE, account, purpose, step) == 1;
  }

  public static int purge(Sql sql, long beforeStep) {
    return sql.change(PURGE, beforeStep);
  }
}
