package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.place.AreaCode;
import org.muster.model.request.Appeal;
import org.muster.model.request.AppealEvent;
import org.muster.model.request.AppealEvent.AppealDecided;
import org.muster.model.request.AppealEvent.AppealMade;
import org.muster.model.request.AppealId;
import org.muster.model.request.RequestId;
import org.muster.model.roster.VolunteerId;

/** Volunteers' appeals against ratings (申诉) as events leave them. */
public final class AppealStore {
  /**
   * The request is kept as it is meanwhile: two appeals about one service do not pass each other.
   */
  private static final String LOCK_RATED =
      """
      select r.id, r.closed_at, exists (select from appeal x where x.assignment_id = a.id) as appealed
      from assignment a join request r on r.order_id = a.order_id and r.state = 'rated'
      where a.id = $1 and a.volunteer_id = any(records_of($2)) and a.state in ('relieved', 'confirmed')
      for update of r
      """;

  private static final String LOCK =
      """
      select p.*, r.community from appeal p join request r on r.id = p.request_id
      where p.id = $1 for update of p
      """;

  private static final String MADE =
      """
      insert into appeal (id, request_id, assignment_id, reason_id, made_at, answer_by, version)
      select e.appeal, e.request, e.assignment, e.reason, e.at, e."answerBy", e.version
      from jsonb_to_recordset($1::text::jsonb) as e(appeal uuid, request uuid, assignment uuid, reason uuid,
           at timestamptz, "answerBy" timestamptz, version int)
      """;

  private static final String DECIDED =
      """
      update appeal p set upheld = e.upheld, answer_id = e.text, answered_by = e.by, answered_at = e.at,
        version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(appeal uuid, upheld boolean, text uuid, by uuid,
           at timestamptz, version int)
      where p.id = e.appeal
      """;

  private AppealStore() {}

  /** A service that was rated, and whether its volunteer has appealed before. */
  public record Rated(RequestId request, Instant ratedAt, boolean appealed) {}

  /** An appeal with what is needed to decide about it. */
  public record Recorded(Appeal state, AreaCode community, int version) {}

  /** Of a volunteer's own assignment that they served to its end. */
  public static Optional<Rated> lockRated(Sql tx, AssignmentId assignment, VolunteerId volunteer) {
    return tx.find(
        LOCK_RATED,
        row ->
            new Rated(
                new RequestId(row.getUUID("id")),
                row.getOffsetDateTime("closed_at").toInstant(),
                row.getBoolean("appealed")),
        assignment,
        volunteer);
  }

  public static Optional<Recorded> lock(Sql tx, AppealId id) {
    return tx.find(LOCK, AppealStore::recorded, id);
  }

  static List<String> statements(AppealEvent event) {
    return switch (event) {
      case AppealMade _ -> List.of(MADE);
      case AppealDecided _ -> List.of(DECIDED);
    };
  }

  private static Recorded recorded(Row row) {
    var id = new AppealId(row.getUUID("id"));
    Appeal state =
        row.getOffsetDateTime("answered_at") == null
            ? new Appeal.Open(id, row.getOffsetDateTime("answer_by").toInstant())
            : new Appeal.Decided(id, row.getBoolean("upheld"));
    return new Recorded(state, new AreaCode(row.getString("community")), row.getInteger("version"));
  }
}
