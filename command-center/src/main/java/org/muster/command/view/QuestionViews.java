package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Masking;
import org.muster.model.roster.UnitId;
import org.muster.model.talk.Likeness;

/** What was asked about an order (提问) and said after its tasks (反馈意见). Nobody sees who asked. */
public final class QuestionViews {
  private static final int SHOWN_MAX = 500;

  /**
   * Values: the order; the asker; the liaison's unit, the volunteer, or the command post's area.
   */
  private static final String QUESTIONS =
      """
      select json_strip_nulls(json_build_object('id', q.id, 'text', asked.text, 'askedAt', q.asked_at,
        'own', nullif(q.asked_by = $2, false), 'answer', answer.text, 'answerId', q.answer_id,
        'answeredAt', q.answered_at, 'version', q.version))::text as json
      from question q
      join orders o on o.id = q.order_id
      left join note asked on asked.id = q.text_id
      left join note answer on answer.id = q.answer_id
      where q.order_id = $1
        and ($5::text is not null or q.answer_id is not null or q.asked_by = $2)
        and ($3::uuid is null
             or exists (select from commitment c where c.order_id = q.order_id and c.unit_id = $3))
        and ($4::uuid is null
             or exists (select from assignment a where a.order_id = q.order_id and a.volunteer_id = $4))
        and ($5::text is null
             or exists (select from response r where r.id = o.response_id and r.area like $5))
      order by q.answer_id is not null, q.asked_at, q.id limit $6
      """;

  private static final String FEEDBACK =
      """
      select json_strip_nulls(json_build_object('assignment', f.assignment_id, 'name', v.name, 'unit', f.unit_id,
        'unitName', u.name, 'community', a.community, 'communityName', area.name, 'text', words.text,
        'givenAt', f.given_at))::text as json
      from feedback f
      join assignment a on a.id = f.assignment_id
      join orders o on o.id = f.order_id
      join volunteer v on v.id = a.volunteer_id
      join unit u on u.id = f.unit_id
      left join area on area.code = a.community
      left join note words on words.id = f.text_id
      where f.order_id = $1 and ($2::uuid is null or f.unit_id = $2)
        and ($3::text is null or exists (select from response r where r.id = o.response_id and r.area like $3))
      order by f.given_at desc, f.assignment_id limit $4
      """;

  private final Database database;

  public QuestionViews(Database database) {
    this.database = database;
  }

  /**
   * The command post reads all, those that wait first and with what is like them; everybody else of
   * the order what was answered, and what they asked themselves.
   */
  public ObjectNode of(Principal by, OrderId order) {
    ArrayNode questions =
        database.read(
            sql ->
                Rows.array(
                    sql,
                    QUESTIONS,
                    order,
                    by.volunteer().<Object>map(self -> self).orElse(by.id()),
                    unit(by),
                    by.volunteer(),
                    beneath(by),
                    SHOWN_MAX));
    if (by.commands()) {
      markAlike(questions);
    }
    return Rows.whole(questions);
  }

  /** A liaison reads what the own people said, the command post what all did, with masked names. */
  public ObjectNode feedback(Principal by, OrderId order) {
    ArrayNode said =
        database.read(sql -> Rows.array(sql, FEEDBACK, order, unit(by), beneath(by), SHOWN_MAX));
    if (by.commands()) {
      said.forEach(one -> ((ObjectNode) one).put("name", Masking.name(one.path("name").asText())));
    }
    return Rows.whole(said);
  }

  private static void markAlike(ArrayNode questions) {
    List<ObjectNode> waiting =
        StreamSupport.stream(questions.spliterator(), false)
            .map(ObjectNode.class::cast)
            .filter(question -> !question.has("answerId"))
            .toList();
    for (ObjectNode question : waiting) {
      ArrayNode alike = JsonNodeFactory.instance.arrayNode();
      waiting.stream()
          .filter(
              other ->
                  !other.get("id").equals(question.get("id"))
                      && Likeness.alike(text(question), text(other)))
          .forEach(other -> alike.add(other.get("id")));
      question.set("alike", alike);
    }
  }

  private static String text(JsonNode question) {
    return question.path("text").asText();
  }

  private static Optional<UnitId> unit(Principal by) {
    return by.is(Role.LIAISON) ? by.unit() : Optional.empty();
  }

  private static Optional<String> beneath(Principal by) {
    return by.commands()
        ? Optional.of(by.area().map(AreaCode::prefix).orElse("") + "%")
        : Optional.empty();
  }
}
