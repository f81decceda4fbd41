package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.talk.Question;
import org.muster.model.talk.QuestionEvent;
import org.muster.model.talk.QuestionEvent.QuestionAnswered;
import org.muster.model.talk.QuestionEvent.QuestionAsked;
import org.muster.model.talk.QuestionId;

/** Questions on orders (提问) as events leave them. */
public final class QuestionStore {
  /** Who is held by an order, or has just served under it. */
  static final String HELD = "('offered', 'accepted', 'departed', 'onPost', 'relieved')";

  private static final String LOCK =
      "select * from question where id = $1 and order_id = $2 for update";

  /** Locked, so that questions of one person do not pass each other. */
  private static final String ORDER_OF_VOLUNTEER =
      """
      select o.space from assignment a join orders o on o.id = a.order_id
      where a.order_id = $1 and a.volunteer_id = $2 and o.state = 'signed' and a.state in %s
      limit 1 for update of a
      """
          .formatted(HELD);

  private static final String ORDER_OF_UNIT =
      """
      select o.space from commitment c join orders o on o.id = c.order_id
      where c.order_id = $1 and c.unit_id = $2 and o.state = 'signed' for update of c
      """;

  private static final String ORDER_OF_ASSIGNMENT =
      "select order_id from assignment where id = $1 and volunteer_id = $2";

  private static final String WAITING =
      """
      select count(*) as n from question where order_id = $1 and asked_by = $2 and answer_id is null
      """;

  private static final String ASKED =
      """
      insert into question (id, order_id, text_id, asked_by, asked_at, space, version)
      select e.question, e."order", e.text, e.by, e.at, e.space, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(question uuid, "order" uuid, text uuid, by uuid, at timestamptz,
           space text, version int)
      """;

  private static final String ANSWERED =
      """
      update question q set answer_id = e.answer, answered_by = e.by, answered_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(question uuid, answer uuid, by uuid, at timestamptz, version int)
      where q.id = e.question
      """;

  private QuestionStore() {}

  /** A question with what is needed to decide about it. */
  public record Recorded(QuestionId id, Question state, int version) {}

  /** A question on this order; one on another is not there. */
  public static Optional<Recorded> lock(Sql tx, QuestionId id, OrderId order) {
    return tx.find(LOCK, QuestionStore::recorded, id, order);
  }

  /** The space of an order in force by which the volunteer is held; of another, nothing. */
  public static Optional<String> lockOrder(Sql tx, OrderId order, VolunteerId asker) {
    return tx.find(ORDER_OF_VOLUNTEER, row -> row.getString("space"), order, asker);
  }

  /** The space of an order in force under which the unit owes people; of another, nothing. */
  public static Optional<String> lockOrder(Sql tx, OrderId order, UnitId asker) {
    return tx.find(ORDER_OF_UNIT, row -> row.getString("space"), order, asker);
  }

  /** The order of somebody's own assignment. */
  public static Optional<OrderId> order(Sql tx, AssignmentId id, VolunteerId volunteer) {
    return tx.find(ORDER_OF_ASSIGNMENT, row -> new OrderId(row.getUUID("order_id")), id, volunteer);
  }

  public static int waiting(Sql tx, OrderId order, AccountId asker) {
    return tx.get(WAITING, row -> row.getInteger("n"), order, asker);
  }

  static List<String> statements(QuestionEvent event) {
    return switch (event) {
      case QuestionAsked _ -> List.of(ASKED);
      case QuestionAnswered _ -> List.of(ANSWERED);
    };
  }

  private static Recorded recorded(Row row) {
    var id = new QuestionId(row.getUUID("id"));
    return new Recorded(
        id,
        row.getUUID("answer_id") == null
            ? new Question.Waiting(id, new OrderId(row.getUUID("order_id")))
            : new Question.Answered(id),
        row.getInteger("version"));
  }
}
