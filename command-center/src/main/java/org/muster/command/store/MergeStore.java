package org.muster.command.store;

import java.util.Optional;
import org.muster.model.roster.VolunteerId;

/** Records of volunteers that stand back for others. */
public final class MergeStore {
  private static final String FIND =
      "select kept_id, undone_at is null as stands, version from volunteer_merge where merged_id ="
          + " $1";

  private static final String STANDS_BACK =
      "update volunteer set merged_into = $2, version = version + 1 where id = $1";

  private static final String OTHERS =
      "select exists (select from volunteer where merged_into = $1)";

  private static final String OPEN =
      """
      select exists (select from assignment where volunteer_id = $1
                     and state in ('offered', 'accepted', 'departed', 'onPost'))
      """;

  private static final String IN_TEAM =
      """
      select exists (select from team_member m join team t on t.id = m.team_id
                     where m.volunteer_id = $1 and t.dissolved_at is null)
      """;

  private static final String KEEP_IMAGE =
      """
      insert into merge_image (merged_id, kept_id, kept_version, image) values ($1, $2, $3, $4::text::jsonb)
      on conflict (merged_id) do update set kept_id = excluded.kept_id,
        kept_version = excluded.kept_version, image = excluded.image
      """;

  private static final String TAKE_IMAGE =
      "delete from merge_image where merged_id = $1 returning kept_version, image::text as image";

  private MergeStore() {}

  /**
   * What became of a record.
   *
   * @param stands false once the merge was undone
   */
  public record Merge(VolunteerId kept, boolean stands, int version) {}

  /**
   * How the record that goes on was before.
   *
   * @param keptVersion the version the merge gave it
   */
  public record Image(int keptVersion, String json) {}

  public static Optional<Merge> find(Sql sql, VolunteerId merged) {
    return sql.find(
        FIND,
        row ->
            new Merge(
                new VolunteerId(row.getUUID("kept_id")),
                row.getBoolean("stands"),
                row.getInteger("version")),
        merged);
  }

  /** Makes a record stand back for another one, or for none any more. */
  public static void standBack(Sql tx, VolunteerId merged, Optional<VolunteerId> kept) {
    tx.run(STANDS_BACK, merged, kept);
  }

  /** True when other records stand back for this one. */
  public static boolean hasOthers(Sql tx, VolunteerId kept) {
    return tx.get(OTHERS, row -> row.getBoolean(0), kept);
  }

  /** True when the person is on a post or asked for one. */
  public static boolean isEngaged(Sql tx, VolunteerId volunteer) {
    return tx.get(OPEN, row -> row.getBoolean(0), volunteer);
  }

  /** True when the person stands in a team. */
  public static boolean isInTeam(Sql tx, VolunteerId volunteer) {
    return tx.get(IN_TEAM, row -> row.getBoolean(0), volunteer);
  }

  public static void keep(Sql tx, VolunteerId merged, VolunteerId kept, Image image) {
    tx.run(KEEP_IMAGE, merged, kept, image.keptVersion(), image.json());
  }

  public static Optional<Image> takeImage(Sql tx, VolunteerId merged) {
    return tx.find(
        TAKE_IMAGE,
        row -> new Image(row.getInteger("kept_version"), row.getString("image")),
        merged);
  }
}
