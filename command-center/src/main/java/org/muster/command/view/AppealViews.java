package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.request.Appeal;
import org.muster.model.roster.VolunteerId;

/** Ratings of what volunteers served, and their appeals against them (申诉). */
public final class AppealViews {
  /** Of the person under whatever record; whoever rated stays unnamed. */
  private static final String MINE =
      """
      select json_strip_nulls(json_build_object('assignment', a.id, 'serviceName', case when $2 then k.name_en else k.name end,
        'communityName', area.name, 'stars', r.stars, 'words', words.text, 'ratedAt', r.closed_at,
        'mayAppeal', p.id is null and r.closed_at > $3,
        'appeal', case when p.id is not null then json_build_object('reason', reason.text, 'madeAt', p.made_at,
          'answerBy', p.answer_by, 'upheld', p.upheld, 'answer', answer.text, 'answeredAt', p.answered_at) end))::text as json
      from assignment a
      join request r on r.order_id = a.order_id and r.state = 'rated'
      left join service_kind k on k.code = r.service
      left join area on area.code = r.community
      left join note words on words.id = r.words_id
      left join appeal p on p.assignment_id = a.id
      left join note reason on reason.id = p.reason_id
      left join note answer on answer.id = p.answer_id
      where a.volunteer_id = any(records_of($1)) and a.state in ('relieved', 'confirmed')
      order by r.closed_at desc, a.id limit 100
      """;

  private static final String LIST =
      """
      select json_strip_nulls(json_build_object('id', p.id, 'request', p.request_id, 'serviceName', k.name,
        'community', r.community, 'communityName', area.name, 'name', v.name, 'unit', u.name, 'stars', r.stars,
        'words', words.text, 'ratedAt', r.closed_at, 'reason', reason.text, 'madeAt', p.made_at,
        'answerBy', p.answer_by, 'upheld', p.upheld, 'answer', answer.text, 'answeredAt', p.answered_at))::text as json
      from appeal p
      join request r on r.id = p.request_id
      join assignment a on a.id = p.assignment_id
      join volunteer v on v.id = a.volunteer_id
      join unit u on u.id = a.unit_id
      left join service_kind k on k.code = r.service
      left join area on area.code = r.community
      left join note words on words.id = r.words_id
      left join note reason on reason.id = p.reason_id
      left join note answer on answer.id = p.answer_id
      where r.community like $1 order by p.answered_at is not null, p.answer_by, p.id limit 200
      """;

  private final Database database;
  private final InstantSource clock;

  public AppealViews(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How a volunteer's services were rated, the newest first. */
  public ArrayNode mine(VolunteerId volunteer, Locale language) {
    Instant since = clock.instant().minus(Appeal.WITHIN);
    boolean english = language.getLanguage().equals("en");
    return database.read(sql -> Rows.array(sql, MINE, volunteer, english, since));
  }

  /** Appeals from the reader's area, the open ones first, the most pressing before the others. */
  public ArrayNode list(Principal reader) {
    String place = reader.area().map(AreaCode::prefix).orElse("") + "%";
    return database.read(sql -> Rows.array(sql, LIST, place));
  }
}
