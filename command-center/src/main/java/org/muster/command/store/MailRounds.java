package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which mailboxes each transaction put letters into.
 *
 * <p>A snapshot says exactly which transactions had been committed. What any other one wrote is
 * told the next time, whether it was long or short; so nothing is missed, and at rest next to
 * nothing is read.
 */
public final class MailRounds {
  private static final String SNAPSHOT = "select pg_current_snapshot()::text as snapshot";

  private static final String SINCE =
      """
      with seen as materialized (select $1::text::pg_snapshot as snapshot)
      select pg_current_snapshot()::text as snapshot, m.recipients, m.seqs
      from seen left join mail_round m on m.xid >= pg_snapshot_xmin(seen.snapshot)
        and not pg_visible_in_snapshot(m.xid, seen.snapshot)
      """;

  private static final String FORGET = "delete from mail_round where at < $1";

  private MailRounds() {}

  /**
   * What was put into mailboxes.
   *
   * @param snapshot what has been seen with this
   * @param newest of each mailbox the newest number of a letter
   */
  public record News(String snapshot, Map<UUID, Long> newest) {
    public News {
      newest = Map.copyOf(newest);
    }
  }

  /** From where news are to be asked for by whoever compares everybody after this. */
  public static String snapshot(Sql sql) {
    return sql.get(SNAPSHOT, row -> row.getString("snapshot"));
  }

  /** What was put into mailboxes by transactions that a snapshot did not see. */
  public static News since(Sql sql, String snapshot) {
    var newest = new HashMap<UUID, Long>();
    String now = snapshot;
    for (Row row : sql.run(SINCE, snapshot)) {
      now = row.getString("snapshot");
      UUID[] recipients = row.getArrayOfUUIDs("recipients");
      Long[] seqs = row.getArrayOfLongs("seqs");
      for (int i = 0; recipients != null && i < recipients.length; i++) {
        newest.merge(recipients[i], seqs[i], Math::max);
      }
    }
    return new News(now, newest);
  }

  /** Forgets what was put there before a time, and what every node has seen by now. */
  public static int forget(Sql tx, Instant before) {
    return tx.change(FORGET, before);
  }
}
