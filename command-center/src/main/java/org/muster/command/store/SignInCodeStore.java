package org.muster.command.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.roster.VolunteerId;

/** The table of codes by which phones sign in; a number is known here by its keyed hash only. */
public final class SignInCodeStore {
  /** One statement, so that of many who ask at once for one number only the first is counted. */
  private static final String ASK =
      """
      insert into sign_in_code as c (phone_hash, code_hash, valid_until, asked_at, day_began)
      values ($1, $2, $4, $3, $3)
      on conflict (phone_hash) do update
      set code_hash = excluded.code_hash, valid_until = excluded.valid_until, tries = 0,
        asked_at = excluded.asked_at,
        day_began = case when c.day_began <= $6 then excluded.asked_at else c.day_began end,
        asked_today = case when c.day_began <= $6 then 1 else c.asked_today + 1 end
      where c.asked_at <= $5 and (c.day_began <= $6 or c.asked_today < $7)
      """;

  private static final String LOCK = "select * from sign_in_code where phone_hash = $1 for update";

  private static final String COUNT_TRY =
      "update sign_in_code set tries = tries + 1 where phone_hash = $1";

  private static final String SPEND =
      "update sign_in_code set code_hash = null where phone_hash = $1";

  private static final String OWNERS =
      "select id from volunteer where phone_hash = $1 and merged_into is null limit 2";

  private static final String PURGE = "delete from sign_in_code where asked_at <= $1";

  private SignInCodeStore() {}

  /**
   * A code about to be sent.
   *
   * @param codeHash keyed, for six digits are soon guessed from a plain hash
   */
  public record Fresh(Sealed phoneHash, Sealed codeHash, Instant at, Instant validUntil) {}

  /** How soon and how often a code may be asked for one number. */
  public record Rate(Duration pause, int perDay) {}

  /**
   * The code that stands for a number.
   *
   * @param codeHash absent once it was spent
   */
  public record Standing(Optional<byte[]> codeHash, Instant validUntil, int tries) {}

  /** Puts a new code in the place of the one before; false when it is too soon or too often. */
  public static boolean ask(Sql sql, Fresh fresh, Rate rate) {
    return sql.change(
            ASK,
            fresh.phoneHash().bytes(),
            fresh.codeHash().bytes(),
            fresh.at(),
            fresh.validUntil(),
            fresh.at().minus(rate.pause()),
            fresh.at().minus(Duration.ofDays(1)),
            rate.perDay())
        == 1;
  }

  /** The code of a number, which nobody else can try before this transaction ends. */
  public static Optional<Standing> lock(Sql sql, byte[] phoneHash) {
    return sql.find(LOCK, SignInCodeStore::standing, (Object) phoneHash);
  }

  public static void countTry(Sql sql, byte[] phoneHash) {
    sql.run(COUNT_TRY, (Object) phoneHash);
  }

  public static void spend(Sql sql, byte[] phoneHash) {
    sql.run(SPEND, (Object) phoneHash);
  }

  /** Whose number it is; nobody's while two on the roster share it. */
  public static Optional<VolunteerId> findOwner(Sql sql, byte[] phoneHash) {
    List<VolunteerId> owners =
        sql.list(OWNERS, row -> new VolunteerId(row.getUUID("id")), (Object) phoneHash);
    return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
  }

  /** Removes what was asked for at that time or before. */
  public static int purge(Sql sql, Instant askedBefore) {
    return sql.change(PURGE, askedBefore);
  }

  private static Standing standing(Row row) {
    return new Standing(
        Optional.ofNullable(row.getBuffer("code_hash")).map(Buffer::getBytes),
        row.getOffsetDateTime("valid_until").toInstant(),
        row.getInteger("tries"));
  }
}
