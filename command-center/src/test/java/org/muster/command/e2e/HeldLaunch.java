package org.muster.command.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import org.muster.command.testing.Eventually;

/**
 * Holds a launch up in the middle of a transaction, after the first offers were committed, so that
 * the moment does not depend on how fast the machine is.
 */
final class HeldLaunch implements AutoCloseable {
  private static final String HOLD =
      """
      create function held_launch() returns trigger language plpgsql as $$
      begin
        if (select count(*) from assignment) >= :offers then
          perform pg_advisory_xact_lock(4711, 1);
        end if;
        return null;
      end $$;
      create trigger held_launch before insert on assignment for each statement
        execute function held_launch();
      select pg_advisory_lock(4711, 1)
      """;

  private static final String LET_GO =
      """
      select pg_advisory_unlock(4711, 1);
      drop trigger held_launch on assignment;
      drop function held_launch
      """;

  private static final String HELD =
      """
      select count(*) as n from pg_locks
      where locktype = 'advisory' and classid = 4711 and objid = 1 and not granted
      """;

  private final Ledger ledger;
  private final Connection holder;

  /** The launch is held up as soon as so many offers are committed, or some more. */
  HeldLaunch(ServerProcess server, Ledger ledger, int offers) throws SQLException {
    this.ledger = ledger;
    this.holder = server.database().connect();
    run(HOLD.replace(":offers", String.valueOf(offers)));
  }

  boolean isHeld() {
    return ledger.count(HELD) > 0;
  }

  /** Lets the transaction go on, of which nobody will hear any more. */
  @Override
  public void close() throws SQLException {
    Eventually.until("a launch held up", this::isHeld);
    run(LET_GO);
    holder.close();
  }

  private void run(String statements) throws SQLException {
    try (var statement = holder.createStatement()) {
      statement.execute(statements);
    }
  }
}
