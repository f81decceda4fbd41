package org.muster.command.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes the letters of what people tell each other: notices and answers to questions. */
public final class TalkLetters {
  /** Readers of a notice are its volunteers, and the liaisons of their units. */
  private static final String OF_NOTICES =
      """
      with said as (
        select n.*, u.name as from_name, o.number, title.text as title, words.text as words
        from notice n
        left join unit u on u.id = n.from_unit
        left join orders o on o.id = n.order_id
        left join note title on title.id = n.title_id
        left join note words on words.id = n.text_id
        where %s
      ), reader as (
        select said.id as notice, v.id, v.unit_id from said join volunteer v on said.withdrawn_at is null and %s
        where %s
      ), recipient as (
        select notice, id from reader
        union
        select reader.notice, account.id
        from (select distinct notice, unit_id from reader) reader
        join said on said.id = reader.notice
        join account on account.unit_id = reader.unit_id and 'liaison' = any(account.roles)
          and not account.disabled and account.id <> said.published_by
        where %s
        union
        select said.id, i.recipient from said join mailbox_item i on i.item = said.id
        where said.withdrawn_at is not null
      )
      select recipient.id as recipient, said.id, said.version,
        json_strip_nulls(json_build_object('kind', 'notice', 'id', said.id, 'version', said.version,
          'state', case when said.withdrawn_at is null then 'notice' else 'noticeWithdrawn' end,
          'title', said.title, 'text', case when said.withdrawn_at is null then said.words end,
          'order', said.order_id, 'number', said.number, 'unit', said.from_unit, 'from', said.from_name,
          'at', said.published_at, 'space', said.space))::text as body
      from recipient join said on said.id = recipient.notice
      order by recipient.id
      """;

  /** Everybody of the order learns question and answer, and nobody who asked. */
  private static final String OF_ANSWERS =
      """
      with answered as (
        select q.answer_id as id, q.order_id, q.space, min(q.answered_at) as at,
          json_agg(asked.text order by q.asked_at, q.id) as questions, array_agg(q.asked_by) as askers
        from question q left join note asked on asked.id = q.text_id
        where %s
        group by q.answer_id, q.order_id, q.space
      ), recipient as (
        select answered.id as answer, a.volunteer_id as id
        from answered join assignment a on a.order_id = answered.order_id and a.state in %s
        where %s
        union
        select answered.id, account.id
        from answered join commitment c on c.order_id = answered.order_id
        join account on account.unit_id = c.unit_id and 'liaison' = any(account.roles) and not account.disabled
        where %s
        union
        select answered.id, unnest(answered.askers) from answered where %s
      )
      select recipient.id as recipient, answered.id, 1 as version,
        json_strip_nulls(json_build_object('kind', 'notice', 'id', answered.id, 'version', 1, 'state', 'answer',
          'order', o.id, 'number', o.number, 'title', d.body->>'title', 'questions', answered.questions,
          'text', words.text, 'at', answered.at, 'space', answered.space))::text as body
      from recipient
      join answered on answered.id = recipient.answer
      join orders o on o.id = answered.order_id
      join order_document d on d.order_id = o.id and d.revision = o.revision
      left join note words on words.id = answered.id
      order by recipient.id
      """;

  /** Those who have just joined an order; one by one, since people accept one by one. */
  private static final String JOINED = "select order_id from assignment where id = any($1::uuid[])";

  private static final String IS_JOINED =
      "v.id in (select volunteer_id from assignment where id = any($1::uuid[]))";

  private static final String PUBLISHED =
      OF_NOTICES.formatted(
          "n.id = any($1::uuid[])",
          meant("said.order_id", "said.unit_id", "said.area"),
          "true",
          "true");

  private static final String STANDING_NOTICES =
      OF_NOTICES.formatted(
          "n.withdrawn_at is null and n.order_id in (" + JOINED + ")",
          meant("said.order_id", "said.unit_id", "said.area"),
          IS_JOINED
              + " and not exists (select from mailbox_item i where i.recipient = v.id and i.item ="
              + " said.id)",
          "false");

  private static final String ANSWERED =
      OF_ANSWERS.formatted(
          "q.answer_id = any($1::uuid[])", QuestionStore.HELD, "true", "true", "true");

  private static final String STANDING_ANSWERS =
      OF_ANSWERS.formatted(
          "q.answer_id is not null and q.order_id in (" + JOINED + ")",
          QuestionStore.HELD,
          "a.id = any($1::uuid[]) and not exists (select from mailbox_item i where i.recipient ="
              + " a.volunteer_id and i.item = answered.id)",
          "false",
          "false");

  /** Holds for a volunteer {@code v} whom a notice to these readers is for. */
  static String meant(String order, String unit, String area) {
    return """
    v.merged_into is null
      and (%2$s is null or v.unit_id = %2$s)
      and (%3$s is null or v.community like area_prefix(%3$s) || '%%')
      and (%1$s is null or exists (select from assignment a
           where a.order_id = %1$s and a.volunteer_id = v.id and a.state in %4$s))
    """
        .formatted(order, unit, area, QuestionStore.HELD);
  }

  /** What readers are told when a notice is published, or withdrawn. */
  public List<Letter> ofNotices(Sql tx, Collection<UUID> notices) {
    return letters(tx, PUBLISHED, notices);
  }

  /** What all of an order are told when a question on it is answered. */
  public List<Letter> ofAnswers(Sql tx, Collection<UUID> answers) {
    return letters(tx, ANSWERED, answers);
  }

  /** What was said to the people of an order before these joined them. */
  public List<Letter> ofJoined(Sql tx, Collection<UUID> assignments) {
    return Stream.of(STANDING_NOTICES, STANDING_ANSWERS)
        .flatMap(said -> letters(tx, said, assignments).stream())
        .toList();
  }

  private static List<Letter> letters(Sql tx, String statement, Collection<UUID> about) {
    return about.isEmpty()
        ? List.of()
        : tx.list(
            statement, row -> Letters.letter(row, "notice"), (Object) about.toArray(UUID[]::new));
  }
}
