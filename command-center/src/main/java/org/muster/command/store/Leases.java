package org.muster.command.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Who leads a kind of work. The token rises with each change of holder; leader work holds the row
 * with its token in each of its transactions, so that a holder that was paused writes nothing after
 * another took over. Time is the database's.
 *
 * <p>A lease ends by time, or as soon as the connection over which it was last taken is gone: that
 * of a killed process is closed by its system at once, and nobody has to wait.
 */
public final class Leases {
  private static final String CREATE =
      "insert into lease (name) values ($1) on conflict (name) do nothing";

  /** Changes no key, so it waits for no transaction of the holder that pins the row. */
  private static final String RENEW =
      """
      update lease set until = clock_timestamp() + $3 * interval '1 millisecond',
        backend = own.pid, backend_start = own.backend_start
      from pg_stat_activity own
      where own.pid = pg_backend_pid() and name = $1 and holder = $2
      returning token
      """;

  /** Waits for what the former holder has in hand. */
  private static final String TAKE =
      """
      with free as materialized (
        select name from lease
        where name = $1 and (until < clock_timestamp() or backend is not null and not exists (
          select from pg_stat_activity other
          where other.pid = backend and other.backend_start = lease.backend_start))
        for update
      )
      update lease set holder = $2, token = token + 1,
        until = clock_timestamp() + $3 * interval '1 millisecond',
        backend = own.pid, backend_start = own.backend_start
      from free, pg_stat_activity own
      where own.pid = pg_backend_pid() and lease.name = free.name
      returning token
      """;

  private static final String HOLD =
      """
      select token from lease where name = $1 and holder = $2 and token = $3 for key share
      """;

  private static final String RELEASE =
      "update lease set until = '-infinity' where name = $1 and holder = $2";

  /** A lease in hand. */
  public record Lease(String name, UUID holder, long token) {}

  /** Takes or prolongs the lease; empty while another holds it. */
  public Optional<Lease> take(Sql tx, String name, UUID holder, Duration length) {
    tx.run(CREATE, name);
    return set(tx, RENEW, name, holder, length).or(() -> set(tx, TAKE, name, holder, length));
  }

  private static Optional<Lease> set(
      Sql tx, String statement, String name, UUID holder, Duration length) {
    return tx.find(
        statement,
        row -> new Lease(name, holder, row.getLong("token")),
        name,
        holder,
        length.toMillis());
  }

  /** Pins the lease for this transaction; throws when it has passed to another. */
  public void hold(Sql tx, Lease lease) {
    if (tx.find(HOLD, row -> row.getLong("token"), lease.name(), lease.holder(), lease.token())
        .isEmpty()) {
      throw new LeaseLostException(lease.name());
    }
  }

  public void release(Sql tx, Lease lease) {
    tx.run(RELEASE, lease.name(), lease.holder());
  }

  /** Another node leads now; what was begun is undone. */
  public static final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String name) {
      super("the lease has passed to another: " + name);
    }
  }
}
