package org.muster.command.fault;

import java.sql.Connection;
import java.sql.SQLException;
import org.muster.command.store.DatabaseAddress;
import org.postgresql.PGConnection;

/**
 * A place in the server's work that a test can wait for, whatever the speed of the machine: in the
 * middle of a transaction, which is held up there, or just after its commit.
 */
public final class NamedPoint implements AutoCloseable {
  private static final String WITHIN =
      """
      create function fault_point() returns trigger language plpgsql as $$
      begin
        if (select count(*) from :table) >= :rows then
          perform pg_advisory_xact_lock(4711, 1);
        end if;
        return null;
      end $$;
      select pg_advisory_lock(4711, 1)
      """;

  private static final String AFTER =
      """
      create function fault_point() returns trigger language plpgsql as $$
      begin
        if (select count(*) from :table) >= :rows then
          perform pg_notify('fault_point', '');
        end if;
        return null;
      end $$;
      listen fault_point
      """;

  private static final String WATCH =
      """
      create trigger fault_point after :change on :table for each statement
        execute function fault_point()
      """;

  private static final String LET_GO =
      """
      select pg_advisory_unlock_all();
      drop trigger fault_point on :table;
      drop function fault_point
      """;

  private static final String HELD =
      """
      select count(*) from pg_locks
      where locktype = 'advisory' and classid = 4711 and objid = 1 and not granted
      """;

  private final Connection holder;
  private final Work work;
  private final Moment moment;
  private boolean reached;

  /** What the server is doing. */
  public enum Work {
    LAUNCH("assignment", "insert"),
    ANSWER("assignment", "update"),
    LETTER("mailbox_item", "insert or update"),
    RECEIPT("recipient", "update"),
    REPLY("command_reply", "insert"),
    SEAL("seal", "insert"),
    DEADLINE("timer", "delete");

    private final String table;
    private final String change;

    Work(String table, String change) {
      this.table = table;
      this.change = change;
    }
  }

  /** Before the commit, which is held up, or after it, when few have heard of it. */
  public enum Moment {
    WITHIN,
    AFTER
  }

  /**
   * Begins to watch for it.
   *
   * @param rows so many rows, with those about to be committed, must stand in the table
   */
  public NamedPoint(DatabaseAddress database, Work work, Moment moment, int rows)
      throws SQLException {
    this.holder = database.connect();
    this.work = work;
    this.moment = moment;
    run((moment == Moment.WITHIN ? WITHIN : AFTER).replace(":rows", String.valueOf(rows)));
    run(WATCH);
  }

  /** True from the first time the server is there; a transaction held up stays until the close. */
  public boolean isReached() {
    try {
      reached = reached || (moment == Moment.WITHIN ? isHeld() : isTold());
      return reached;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isHeld() throws SQLException {
    try (var statement = holder.createStatement();
        var rows = statement.executeQuery(HELD)) {
      rows.next();
      return rows.getLong(1) > 0;
    }
  }

  private boolean isTold() throws SQLException {
    return holder.unwrap(PGConnection.class).getNotifications(1).length > 0;
  }

  /** Lets the transaction go on, of which a server that was killed will not hear any more. */
  @Override
  public void close() throws SQLException {
    run(LET_GO);
    holder.close();
  }

  private void run(String statements) throws SQLException {
    try (var statement = holder.createStatement()) {
      statement.execute(statements.replace(":table", work.table).replace(":change", work.change));
    }
  }
}
