package org.muster.command.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.PhotoId;
import org.muster.model.roster.VolunteerId;

/** Photographs that come with reports, sealed, until they are deleted. */
public final class PhotoStore {
  private static final String IS_OWN =
      "select exists (select from assignment where id = $1 and volunteer_id = $2) as own";

  private static final String COUNT =
      "select count(*) as n from report_photo where assignment_id = $1 and report <> $2";

  private static final String KEEP =
      """
      insert into report_photo (id, assignment_id, report, sealed, at) values ($1, $2, $3, $4, $5)
      on conflict (assignment_id, report) do nothing
      """;

  private static final String FIND =
      "select id from report_photo where assignment_id = $1 and report = $2";

  private static final String OPEN =
      """
      select p.sealed from report_photo p
      join report r on r.photo_id = p.id
      join assignment a on a.id = p.assignment_id
      where p.id = $1 and a.community like $2
      """;

  /** A task without a stated end counts from the photograph itself. */
  private static final String PURGE =
      """
      delete from report_photo p using assignment a, orders o
      where p.at < $1 and a.id = p.assignment_id and o.id = a.order_id and greatest(p.at, o.until) < $1
      """;

  private PhotoStore() {}

  public static boolean isOwn(Sql sql, AssignmentId assignment, VolunteerId volunteer) {
    return sql.get(IS_OWN, row -> row.getBoolean("own"), assignment, volunteer);
  }

  /** How many there are of an assignment beside that of one report. */
  public static long countOthers(Sql sql, AssignmentId assignment, UUID report) {
    return sql.get(COUNT, row -> row.getLong("n"), assignment, report);
  }

  /** Keeps one for a report that is still to come; what came before for the same one stays. */
  public static void keep(Sql tx, AssignmentId assignment, UUID report, Sealed photo, Instant at) {
    tx.run(KEEP, new PhotoId(UUID.randomUUID()), assignment, report, photo.bytes(), at);
  }

  /** The one that waits for a report, which is named by its command. */
  public static Optional<PhotoId> find(Sql sql, AssignmentId assignment, UUID report) {
    return sql.find(FIND, row -> new PhotoId(row.getUUID("id")), assignment, report);
  }

  /**
   * One that belongs to a report.
   *
   * @param communities in which the reader sees it, as a pattern of codes
   */
  public static Optional<Sealed> open(Sql sql, PhotoId photo, String communities) {
    return sql.find(OPEN, row -> Sealed.of(row.getBuffer("sealed").getBytes()), photo, communities);
  }

  /** Deletes those whose task ended before; returns how many. */
  public static int purge(Sql tx, Instant endedBefore) {
    return tx.change(PURGE, endedBefore);
  }
}
