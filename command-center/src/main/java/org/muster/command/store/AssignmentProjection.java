package org.muster.command.store;

import java.util.List;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.assignment.AssignmentEvent.Arrived;
import org.muster.model.assignment.AssignmentEvent.AssignmentWithdrawn;
import org.muster.model.assignment.AssignmentEvent.CameUnasked;
import org.muster.model.assignment.AssignmentEvent.Departed;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.assignment.AssignmentEvent.MarkedAbsent;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentEvent.MovedToSpot;
import org.muster.model.assignment.AssignmentEvent.OfferAccepted;
import org.muster.model.assignment.AssignmentEvent.OfferDeclined;
import org.muster.model.assignment.AssignmentEvent.OfferExpired;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentEvent.Relieved;
import org.muster.model.assignment.AssignmentEvent.ReportFiled;
import org.muster.model.assignment.AssignmentEvent.ServiceConfirmed;
import org.muster.model.assignment.Source;
import org.muster.model.record.RecordEvent;
import org.muster.model.record.RecordEvent.RecordAgreed;
import org.muster.model.record.RecordEvent.RecordCorrected;
import org.muster.model.record.RecordEvent.ServiceRecorded;

/** How events of assignments and service records change the state tables. */
final class AssignmentProjection {
  private static final String RESERVE_CALLED =
      """
      insert into candidate (quota_id, ordinal, volunteer_id, source)
      select e.quota, e.ordinal, e.volunteer, 'reserve'
      from jsonb_to_recordset($1::text::jsonb) as e(quota uuid, ordinal int, volunteer uuid, source text)
      on conflict do nothing
      """;

  private static final String ACCEPTED =
      """
      update assignment a set state = 'accepted', answered_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, at timestamptz, version int)
      where a.id = e.assignment
      """;

  private static final String DECLINED =
      """
      update assignment a set state = 'declined', answered_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, at timestamptz, version int)
      where a.id = e.assignment
      """;

  private static final String EXPIRED =
      """
      update assignment a set state = 'expired', version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, version int)
      where a.id = e.assignment
      """;

  private static final String DEPARTED =
      """
      update assignment a set state = 'departed', departed_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, at timestamptz, version int)
      where a.id = e.assignment
      """;

  private static final String ARRIVED =
      """
      update assignment a set state = 'onPost', arrived_at = e."arrivedAt", arrived_how = e.how, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, how text, "arrivedAt" timestamptz, version int)
      where a.id = e.assignment
      """;

  private static final String RELIEVED =
      """
      update assignment a set state = 'relieved', relieved_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, at timestamptz, version int)
      where a.id = e.assignment
      """;

  private static final String ABSENT =
      """
      update assignment a set state = 'absent', version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, version int)
      where a.id = e.assignment
      """;

  private static final String WITHDRAWN =
      """
      update assignment a set state = 'withdrawn', version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, version int)
      where a.id = e.assignment
      """;

  private static final String REPORTED =
      """
      update assignment a set version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, version int)
      where a.id = e.assignment
      """;

  private static final String FILED =
      """
      insert into report (id, assignment_id, photo_id, at)
      select e.text, e.assignment, e.photo, e.at
      from jsonb_to_recordset($1::text::jsonb) as e(text uuid, assignment uuid, photo uuid, at timestamptz)
      """;

  private static final String MOVED =
      """
      update assignment a set spot = e.spot, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, spot text, version int)
      where a.id = e.assignment
      """;

  /** The place goes along: several of one unit may be sent the same way at once. */
  private static final String PLACE_GIVEN =
      """
      update quota q set need = q.need - e.people
      from (select given, count(*) as people from jsonb_to_recordset($1::text::jsonb) as e(given uuid)
            group by given) e
      where q.id = e.given and q.need >= e.people
      """;

  private static final String PLACE_TAKEN =
      """
      insert into quota (id, order_id, unit_id, community, need)
      select e.taken, a.order_id, a.unit_id, e."to", count(*)
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, taken uuid, "to" text)
      join assignment a on a.id = e.assignment
      group by e.taken, a.order_id, a.unit_id, e."to"
      on conflict (id) do update set need = quota.need + excluded.need
      """;

  private static final String CANDIDATE_MOVED =
      """
      update candidate c set quota_id = e.taken
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, given uuid, taken uuid)
      join assignment a on a.id = e.assignment
      where c.quota_id = e.given and c.volunteer_id = a.volunteer_id
        and not exists (select from candidate k where k.quota_id = e.taken and k.volunteer_id = a.volunteer_id)
      """;

  private static final String SENT_ELSEWHERE =
      """
      update assignment a set community = e."to", quota_id = e.taken, moved_from = e."from", spot = null,
        version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, "from" text, "to" text, taken uuid, version int)
      where a.id = e.assignment
      """;

  private static final String CONFIRMED =
      """
      update assignment a set state = 'confirmed', version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, version int)
      where a.id = e.assignment
      """;

  private static final String ENTERED_LATER =
      """
      update assignment a set state = case when e."leftAt" is null then 'onPost' else 'relieved' end,
        departed_at = coalesce(e."departedAt", a.departed_at), arrived_at = coalesce(e."arrivedAt", a.arrived_at),
        arrived_how = case when e."arrivedAt" is null then a.arrived_how else 'paper' end,
        relieved_at = e."leftAt", entered_later_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, "departedAt" timestamptz, "arrivedAt" timestamptz,
           "leftAt" timestamptz, at timestamptz, version int)
      where a.id = e.assignment
      """;

  private static final String CAME_UNASKED =
      """
      insert into assignment (id, order_id, quota_id, unit_id, community, volunteer_id, state, source, offered_at,
                              answer_by, departed_at, arrived_at, arrived_how, relieved_at, during, entered_later_at,
                              space, version)
      select e.assignment, e."order", e.quota, e.unit, e.community, e.volunteer, 'relieved', 'unasked',
             e."arrivedAt", e."arrivedAt", e."departedAt", e."arrivedAt", 'paper', e."leftAt",
             tstzrange(e."arrivedAt", e."leftAt"), e.at, e.space, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(assignment uuid, "order" uuid, quota uuid, unit uuid,
           community text, volunteer uuid, "departedAt" timestamptz, "arrivedAt" timestamptz, "leftAt" timestamptz,
           at timestamptz, space text, version int)
      """;

  private static final String RECORDED =
      """
      insert into service_record (id, assignment_id, order_id, volunteer_id, community, nature, served_from,
                                  served_until, minutes, confirmed_by, space, version)
      select e.record, e.assignment, e."order", e.volunteer, e.community, e.nature, e."from", e.until, e.minutes,
             e.by, e.space, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(record uuid, assignment uuid, "order" uuid, volunteer uuid,
           community text, nature text, "from" timestamptz, until timestamptz, minutes int, by uuid, space text,
           version int)
      """;

  private static final String AGREED =
      """
      update service_record r set agreed_by = e.side, agreed_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(record uuid, side text, at timestamptz, version int)
      where r.id = e.record
      """;

  private static final String CORRECTED =
      """
      update service_record r set minutes = e.minutes, corrections = r.corrections + 1,
        agreed_by = null, agreed_at = null, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(record uuid, minutes int, version int)
      where r.id = e.record
      """;

  private AssignmentProjection() {}

  static List<String> statements(AssignmentEvent event) {
    return switch (event) {
      case OfferMade offer when offer.source() == Source.RESERVE ->
          List.of(Offers.MADE, RESERVE_CALLED);
      case OfferMade _ -> List.of(Offers.MADE);
      case OfferAccepted _ -> List.of(ACCEPTED);
      case OfferDeclined _ -> List.of(DECLINED);
      case OfferExpired _ -> List.of(EXPIRED);
      case Departed _ -> List.of(DEPARTED);
      case Arrived _ -> List.of(ARRIVED);
      case Relieved _ -> List.of(RELIEVED);
      case MarkedAbsent _ -> List.of(ABSENT);
      case AssignmentWithdrawn _ -> List.of(WITHDRAWN);
      case ReportFiled _ -> List.of(REPORTED, FILED);
      case ServiceConfirmed _ -> List.of(CONFIRMED);
      case EnteredLater _ -> List.of(ENTERED_LATER);
      case CameUnasked _ -> List.of(CAME_UNASKED);
      case MovedToSpot _ -> List.of(MOVED);
      case MovedToCommunity _ -> List.of(PLACE_GIVEN, PLACE_TAKEN, CANDIDATE_MOVED, SENT_ELSEWHERE);
    };
  }

  static List<String> statements(RecordEvent event) {
    return switch (event) {
      case ServiceRecorded _ -> List.of(RECORDED);
      case RecordAgreed _ -> List.of(AGREED);
      case RecordCorrected _ -> List.of(CORRECTED);
    };
  }
}
