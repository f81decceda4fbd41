package org.muster.command.store;

/**
 * The epoch of the mailboxes: a new one when the database is not the one it was, so that phones
 * that know what was lost are sent everything again.
 *
 * <p>A database that was restored from a backup by replaying its log, or promoted from a standby,
 * begins a new timeline; one that was loaded from a dump has another system identifier. Only a copy
 * of the files put back in their place looks the same: who does that renews the epoch by hand.
 */
public final class Epochs {
  /** The first eight digits of a segment's name are the timeline, known as soon as it begins. */
  private static final String ORIGIN =
      """
      select s.system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as origin
      from pg_control_system() s
      """;

  private static final String MOVED =
      """
      update mailbox_epoch
      set epoch = case when origin is null then epoch else gen_random_uuid() end, origin = $1
      where origin is distinct from $1
      """;

  private static final String CURRENT = "select epoch::text as epoch from mailbox_epoch";

  private static final String RENEW = "update mailbox_epoch set epoch = gen_random_uuid()";

  private Epochs() {}

  /** The epoch in force, after a look at where the database is now. */
  public static String look(Sql tx) {
    String origin = tx.get(ORIGIN, row -> row.getString("origin"));
    tx.run(MOVED, origin);
    return tx.get(CURRENT, row -> row.getString("epoch"));
  }

  /** Begins a new one by hand. */
  public static String renew(Sql tx) {
    tx.run(RENEW);
    return tx.get(CURRENT, row -> row.getString("epoch"));
  }
}
