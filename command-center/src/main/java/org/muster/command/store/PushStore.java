package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import org.muster.command.secret.TokenHash;

/** The phones that take pushes, and the keys by which push services know this installation. */
public final class PushStore {
  private static final String KEEP =
      """
      insert into push_subscription (token_hash, sealed, created_at)
      select token_hash, $2, $3 from device where token_hash = $1 and revoked_at is null
      on conflict (token_hash) do update
      set sealed = excluded.sealed, created_at = excluded.created_at
      """;

  private static final String FORGET = "delete from push_subscription where token_hash = $1";

  /** Each sealing is another, so the bytes name the row. */
  private static final String FORGET_SEALED = "delete from push_subscription where sealed = $1";

  private static final String KEYS = "select sealed from push_key";

  private static final String SET_KEYS =
      "insert into push_key (sealed) values ($1) on conflict do nothing";

  private PushStore() {}

  /** Keeps the phone's subscription in the place of the one before. */
  public static void keep(Sql tx, TokenHash device, Sealed subscription, Instant at) {
    tx.run(KEEP, device.bytes(), subscription.bytes(), at);
  }

  public static void forget(Sql tx, TokenHash device) {
    tx.run(FORGET, (Object) device.bytes());
  }

  /** Forgets a subscription the push service no longer knows. */
  public static void forget(Sql tx, Sealed subscription) {
    tx.run(FORGET_SEALED, (Object) subscription.bytes());
  }

  public static Optional<Sealed> keys(Sql sql) {
    return sql.find(KEYS, row -> sealed(row.getBuffer("sealed")));
  }

  /** Sets the keys unless there are some: they stay the same for good. */
  public static void setKeys(Sql tx, Sealed keys) {
    tx.run(SET_KEYS, (Object) keys.bytes());
  }

  private static Sealed sealed(Buffer bytes) {
    return Sealed.of(bytes.getBytes());
  }
}
