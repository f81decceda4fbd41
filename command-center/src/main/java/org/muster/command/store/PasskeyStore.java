package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.command.secret.Passkeys;
import org.muster.command.secret.Tokens;
import org.muster.model.roster.VolunteerId;

/** Passkeys of volunteers, and the challenges that are to be proven now. */
public final class PasskeyStore {
  private static final String CHALLENGE =
      """
      with old as (delete from passkey_challenge where expires_at < $4)
      insert into passkey_challenge (hash, volunteer_id, expires_at) values ($1, $2, $3)
      """;

  private static final String TAKE =
      """
      delete from passkey_challenge where hash = $1 and volunteer_id is not distinct from $2 returning expires_at
      """;

  private static final String ADD =
      """
      insert into passkey (volunteer_id, credential, attestation, counter, label, added_at)
      values ($1, $2, $3, $4, $5, $6) on conflict (credential) do nothing returning id
      """;

  private static final String LIST =
      "select * from passkey where volunteer_id = $1 order by added_at desc, id";

  private static final String LOCK = "select * from passkey where credential = $1 for update";

  private static final String USED = "update passkey set counter = $2, used_at = $3 where id = $1";

  private static final String REMOVE = "delete from passkey where id = $1 and volunteer_id = $2";

  private PasskeyStore() {}

  /** A key, whose it is, and how they know it. */
  public record Kept(
      UUID id,
      VolunteerId volunteer,
      Passkeys.Key key,
      String label,
      Instant addedAt,
      Optional<Instant> usedAt) {}

  /**
   * @param volunteer who is to register a key; nobody when somebody is to sign in
   */
  public static void challenge(
      Sql sql, String challenge, Optional<VolunteerId> volunteer, Instant at, Instant until) {
    sql.run(CHALLENGE, Tokens.hash(challenge).bytes(), volunteer, until, at);
  }

  /** Once and in time. */
  public static boolean take(
      Sql sql, String challenge, Optional<VolunteerId> volunteer, Instant at) {
    return sql.find(
            TAKE,
            row -> row.getOffsetDateTime("expires_at").toInstant(),
            Tokens.hash(challenge).bytes(),
            volunteer)
        .filter(at::isBefore)
        .isPresent();
  }

  /** Empty when the key is there already. */
  public static Optional<UUID> add(
      Sql sql, VolunteerId volunteer, Passkeys.Key key, String label, Instant at) {
    return sql.find(
        ADD,
        row -> row.getUUID("id"),
        volunteer,
        bytes(key.credential()),
        bytes(key.attestation()),
        key.counter(),
        label,
        at);
  }

  public static List<Kept> list(Sql sql, VolunteerId volunteer) {
    return sql.list(LIST, PasskeyStore::kept, volunteer);
  }

  /** Nobody else uses the key before this transaction ends. */
  public static Optional<Kept> lock(Sql sql, String credential) {
    return sql.find(LOCK, PasskeyStore::kept, bytes(credential));
  }

  public static void used(Sql sql, UUID id, long counter, Instant at) {
    sql.run(USED, id, counter, at);
  }

  public static boolean remove(Sql sql, UUID id, VolunteerId volunteer) {
    return sql.change(REMOVE, id, volunteer) == 1;
  }

  private static byte[] bytes(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }

  private static String text(Row row, String column) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBuffer(column).getBytes());
  }

  private static Kept kept(Row row) {
    @Nullable OffsetDateTime used = row.getOffsetDateTime("used_at");
    return new Kept(
        row.getUUID("id"),
        new VolunteerId(row.getUUID("volunteer_id")),
        new Passkeys.Key(text(row, "credential"), text(row, "attestation"), row.getLong("counter")),
        row.getString("label"),
        row.getOffsetDateTime("added_at").toInstant(),
        Optional.ofNullable(used).map(OffsetDateTime::toInstant));
  }
}
