package org.muster.command.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.muster.model.roster.Consent;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.EnumNames;

/** The table of consents: given to a version of a text, and in force until withdrawn. */
public final class ConsentStore {
  private static final String IN_FORCE =
      """
      select exists (select from consent
        where volunteer_id = $1 and kind = $2 and withdrawn_at is null) as consents
      """;

  /** A new version of the text takes the place of the old one; the same one changes nothing. */
  private static final String WITHDRAW_OTHERS =
      """
      update consent set withdrawn_at = greatest(given_at, $4)
      where volunteer_id = $1 and kind = $2 and text <> $3 and withdrawn_at is null
      """;

  /** In the order of ids, so that no two of these deadlock. */
  private static final String GIVE =
      """
      insert into consent (id, volunteer_id, kind, text, given_at)
      select gen_random_uuid(), volunteer, $2, $3, $4 from unnest($1::uuid[]) as volunteer
      order by volunteer
      on conflict do nothing
      """;

  private static final String WITHDRAW =
      """
      update consent set withdrawn_at = greatest(given_at, $3)
      where volunteer_id = $1 and kind = $2 and withdrawn_at is null
      """;

  private ConsentStore() {}

  public static boolean isInForce(Sql sql, VolunteerId volunteer, Consent kind) {
    return sql.get(IN_FORCE, row -> row.getBoolean("consents"), volunteer, EnumNames.of(kind));
  }

  /** Notes that somebody agrees to this version of the text. */
  public static void give(Sql sql, VolunteerId volunteer, Consent kind, String text, Instant at) {
    sql.run(WITHDRAW_OTHERS, volunteer, EnumNames.of(kind), text, at);
    giveAll(sql, List.of(volunteer), kind, text, at);
  }

  /** For those of them who have not agreed yet. */
  public static void giveAll(
      Sql sql, List<VolunteerId> volunteers, Consent kind, String text, Instant at) {
    Object ids = volunteers.stream().map(VolunteerId::value).toArray(UUID[]::new);
    sql.run(GIVE, ids, EnumNames.of(kind), text, at);
  }

  public static void withdraw(Sql sql, VolunteerId volunteer, Consent kind, Instant at) {
    sql.run(WITHDRAW, volunteer, EnumNames.of(kind), at);
  }
}
