package org.muster.command.store;

import java.util.List;
import org.muster.model.request.ComplaintEvent;
import org.muster.model.request.ComplaintEvent.ComplaintAnswered;
import org.muster.model.request.ComplaintEvent.ComplaintMade;
import org.muster.model.request.RequestEvent;
import org.muster.model.request.RequestEvent.ContactShown;
import org.muster.model.request.RequestEvent.RequestAccepted;
import org.muster.model.request.RequestEvent.RequestCancelled;
import org.muster.model.request.RequestEvent.RequestDispatched;
import org.muster.model.request.RequestEvent.RequestLapsed;
import org.muster.model.request.RequestEvent.RequestRaised;
import org.muster.model.request.RequestEvent.RequestRated;
import org.muster.model.request.RequestEvent.RequestRefused;
import org.muster.model.request.RequestEvent.RequestRepeated;
import org.muster.model.request.RequestEvent.RequestReturned;
import org.muster.model.request.RequestEvent.RequestServed;

/** How events of residents' requests and complaints change the state tables. */
final class RequestProjection {
  private static final String RAISED =
      """
      insert into request (id, service, community, channel, resident, wish_id, wanted_at, state, raised_at, version)
      select e.request, e.service, e.community, e.channel, e.resident, e.wish, e."wantedAt", 'waiting', e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(request uuid, service text, community text, channel text,
           resident uuid, wish uuid, "wantedAt" timestamptz, at timestamptz, version int)
      """;

  private static final String CHANGED =
      """
      update request r set version = e.version, @change
      from jsonb_to_recordset($1::text::jsonb) as e(request uuid, "order" uuid, reason uuid, words uuid, stars int,
           at timestamptz, version int)
      where r.id = e.request
      """;

  private static final String REPEATED = changed("repeats = r.repeats + 1");
  private static final String ACCEPTED = changed("state = 'accepted', accepted_at = e.at");
  private static final String REFUSED =
      changed("state = 'refused', reason_id = e.reason, closed_at = e.at");
  private static final String DISPATCHED =
      changed("state = 'dispatched', order_id = e.\"order\", dispatched_at = e.at");
  private static final String RETURNED = changed("state = 'accepted', returns = r.returns + 1");
  private static final String SHOWN = changed("repeats = r.repeats");
  private static final String SERVED = changed("state = 'served', served_at = e.at");
  private static final String RATED =
      changed("state = 'rated', stars = e.stars, words_id = e.words, closed_at = e.at");
  private static final String LAPSED = changed("state = 'lapsed', closed_at = e.at");
  private static final String CANCELLED = changed("state = 'cancelled', closed_at = e.at");

  private static final String SENT =
      """
      insert into request_dispatch (order_id, request_id, at)
      select e."order", e.request, e.at
      from jsonb_to_recordset($1::text::jsonb) as e(request uuid, "order" uuid, at timestamptz)
      """;

  private static final String SHOWN_TO =
      """
      insert into contact_shown (request_id, assignment_id, at)
      select e.request, e.assignment, e.at
      from jsonb_to_recordset($1::text::jsonb) as e(request uuid, assignment uuid, at timestamptz)
      """;

  private static final String COMPLAINT_MADE =
      """
      insert into complaint (id, request_id, text_id, made_at, answer_by, version)
      select e.complaint, e.request, e.text, e.at, e."answerBy", e.version
      from jsonb_to_recordset($1::text::jsonb) as e(complaint uuid, request uuid, text uuid, at timestamptz,
           "answerBy" timestamptz, version int)
      """;

  private static final String COMPLAINT_ANSWERED =
      """
      update complaint c set answer_id = e.text, answered_by = e.by, answered_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(complaint uuid, text uuid, by uuid, at timestamptz, version int)
      where c.id = e.complaint
      """;

  private RequestProjection() {}

  private static String changed(String change) {
    return CHANGED.replace("@change", change);
  }

  static List<String> statements(RequestEvent event) {
    return switch (event) {
      case RequestRaised _ -> List.of(RAISED);
      case RequestRepeated _ -> List.of(REPEATED);
      case RequestAccepted _ -> List.of(ACCEPTED);
      case RequestRefused _ -> List.of(REFUSED);
      case RequestDispatched _ -> List.of(DISPATCHED, SENT);
      case RequestReturned _ -> List.of(RETURNED);
      case ContactShown _ -> List.of(SHOWN, SHOWN_TO);
      case RequestServed _ -> List.of(SERVED);
      case RequestRated _ -> List.of(RATED);
      case RequestLapsed _ -> List.of(LAPSED);
      case RequestCancelled _ -> List.of(CANCELLED);
    };
  }

  static List<String> statements(ComplaintEvent event) {
    return switch (event) {
      case ComplaintMade _ -> List.of(COMPLAINT_MADE);
      case ComplaintAnswered _ -> List.of(COMPLAINT_ANSWERED);
    };
  }
}
