package org.muster.command.store;

import java.util.List;
import java.util.Optional;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.talk.FeedbackEvent;
import org.muster.model.talk.FeedbackEvent.FeedbackGiven;

/** What people said after their tasks (反馈意见), as events leave it. */
public final class FeedbackStore {
  private static final String LOCK =
      """
      select a.order_id, a.unit_id, a.state, a.space,
        exists (select from feedback f where f.assignment_id = a.id) as given
      from assignment a where a.id = $1 and a.volunteer_id = $2 for update
      """;

  private static final String GIVEN =
      """
      insert into feedback (assignment_id, order_id, unit_id, text_id, given_at, space, version)
      select e.assignment, e."order", e.unit, e.text, e.at, e.space, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, "order" uuid, unit uuid, text uuid,
           at timestamptz, space text, version int)
      """;

  private FeedbackStore() {}

  /** The assignment somebody speaks about. */
  public record About(
      OrderId order, UnitId unit, Assignment.State state, String space, boolean isGiven) {}

  /** Somebody's own assignment. */
  public static Optional<About> lock(Sql tx, AssignmentId id, VolunteerId volunteer) {
    return tx.find(
        LOCK,
        row ->
            new About(
                new OrderId(row.getUUID("order_id")),
                new UnitId(row.getUUID("unit_id")),
                Words.of(Assignment.State.class, row.getString("state")),
                row.getString("space"),
                row.getBoolean("given")),
        id,
        volunteer);
  }

  static List<String> statements(FeedbackEvent event) {
    return switch (event) {
      case FeedbackGiven _ -> List.of(GIVEN);
    };
  }
}
