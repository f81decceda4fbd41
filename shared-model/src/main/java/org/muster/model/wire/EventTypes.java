package org.muster.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.model.Event;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.duty.HandoverEvent;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.OrderEvent;
import org.muster.model.order.ReinforcementEvent;
import org.muster.model.order.ResponseEvent;
import org.muster.model.order.VoidEvent;
import org.muster.model.record.ProofEvent;
import org.muster.model.record.RecordEvent;
import org.muster.model.registry.RosterEvent;
import org.muster.model.request.AppealEvent;
import org.muster.model.request.ComplaintEvent;
import org.muster.model.request.RequestEvent;
import org.muster.model.roster.ShockTeamEvent;
import org.muster.model.talk.FeedbackEvent;
import org.muster.model.talk.NoticeEvent;
import org.muster.model.talk.QuestionEvent;
import org.muster.model.team.TeamEvent;

/**
 * The names under which events are stored. A name never changes and is never used again, whatever
 * becomes of the class.
 */
public final class EventTypes {
  private static final Map<String, Class<? extends Event>> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put("response-raised", ResponseEvent.ResponseRaised.class);
    CLASSES.put("tier-changed", ResponseEvent.TierChanged.class);
    CLASSES.put("response-ended", ResponseEvent.ResponseEnded.class);
    CLASSES.put("order-drafted", OrderEvent.OrderDrafted.class);
    CLASSES.put("order-revised", OrderEvent.OrderRevised.class);
    CLASSES.put("order-reviewed", OrderEvent.OrderReviewed.class);
    CLASSES.put("order-signed", OrderEvent.OrderSigned.class);
    CLASSES.put("order-withdrawn", OrderEvent.OrderWithdrawn.class);
    CLASSES.put("quotas-reduced", OrderEvent.QuotasReduced.class);
    CLASSES.put("order-closed", OrderEvent.OrderClosed.class);
    CLASSES.put("receipt-signed", CommitmentEvent.ReceiptSigned.class);
    CLASSES.put("receipt-overdue", CommitmentEvent.ReceiptOverdue.class);
    CLASSES.put("unit-reminded", CommitmentEvent.UnitReminded.class);
    CLASSES.put("bars-overridden", CommitmentEvent.BarsOverridden.class);
    CLASSES.put("void-raised", VoidEvent.VoidRaised.class);
    CLASSES.put("void-ended", VoidEvent.VoidEnded.class);
    CLASSES.put("unit-escalated", CommitmentEvent.UnitEscalated.class);
    CLASSES.put("escalation-acknowledged", CommitmentEvent.EscalationAcknowledged.class);
    CLASSES.put("order-handed-over", CommitmentEvent.OrderHandedOver.class);
    CLASSES.put("order-taken-over", CommitmentEvent.OrderTakenOver.class);
    CLASSES.put("names-given", CommitmentEvent.NamesGiven.class);
    CLASSES.put("shortage-reported", CommitmentEvent.ShortageReported.class);
    CLASSES.put("offer-made", AssignmentEvent.OfferMade.class);
    CLASSES.put("offer-accepted", AssignmentEvent.OfferAccepted.class);
    CLASSES.put("offer-declined", AssignmentEvent.OfferDeclined.class);
    CLASSES.put("offer-expired", AssignmentEvent.OfferExpired.class);
    CLASSES.put("departed", AssignmentEvent.Departed.class);
    CLASSES.put("arrived", AssignmentEvent.Arrived.class);
    CLASSES.put("relieved", AssignmentEvent.Relieved.class);
    CLASSES.put("marked-absent", AssignmentEvent.MarkedAbsent.class);
    CLASSES.put("assignment-withdrawn", AssignmentEvent.AssignmentWithdrawn.class);
    CLASSES.put("report-filed", AssignmentEvent.ReportFiled.class);
    CLASSES.put("service-confirmed", AssignmentEvent.ServiceConfirmed.class);
    CLASSES.put("moved-to-spot", AssignmentEvent.MovedToSpot.class);
    CLASSES.put("moved-to-community", AssignmentEvent.MovedToCommunity.class);
    CLASSES.put("entered-later", AssignmentEvent.EnteredLater.class);
    CLASSES.put("came-unasked", AssignmentEvent.CameUnasked.class);
    CLASSES.put("service-recorded", RecordEvent.ServiceRecorded.class);
    CLASSES.put("record-agreed", RecordEvent.RecordAgreed.class);
    CLASSES.put("record-corrected", RecordEvent.RecordCorrected.class);
    CLASSES.put("reinforcement-asked", ReinforcementEvent.ReinforcementAsked.class);
    CLASSES.put("reinforcement-answered", ReinforcementEvent.ReinforcementAnswered.class);
    CLASSES.put("reinforcement-taken-back", ReinforcementEvent.ReinforcementTakenBack.class);
    CLASSES.put("handover-drawn", HandoverEvent.HandoverDrawn.class);
    CLASSES.put("handover-taken", HandoverEvent.HandoverTaken.class);
    CLASSES.put("handover-taken-back", HandoverEvent.HandoverTakenBack.class);
    CLASSES.put("shock-team-fell-short", ShockTeamEvent.ShockTeamFellShort.class);
    CLASSES.put("shock-team-filled", ShockTeamEvent.ShockTeamFilled.class);
    CLASSES.put("team-formed", TeamEvent.TeamFormed.class);
    CLASSES.put("members-joined", TeamEvent.MembersJoined.class);
    CLASSES.put("members-left", TeamEvent.MembersLeft.class);
    CLASSES.put("leader-named", TeamEvent.LeaderNamed.class);
    CLASSES.put("team-liaison-named", TeamEvent.TeamLiaisonNamed.class);
    CLASSES.put("team-dispatched", TeamEvent.TeamDispatched.class);
    CLASSES.put("team-dissolved", TeamEvent.TeamDissolved.class);
    CLASSES.put("volunteers-merged", RosterEvent.VolunteersMerged.class);
    CLASSES.put("merge-undone", RosterEvent.MergeUndone.class);
    CLASSES.put("roster-exported", RosterEvent.RosterExported.class);
    CLASSES.put("time-off-granted", RosterEvent.TimeOffGranted.class);
    CLASSES.put("time-off-returned", RosterEvent.TimeOffReturned.class);
  }

  static {
    CLASSES.put("request-raised", RequestEvent.RequestRaised.class);
    CLASSES.put("request-repeated", RequestEvent.RequestRepeated.class);
    CLASSES.put("request-accepted", RequestEvent.RequestAccepted.class);
    CLASSES.put("request-refused", RequestEvent.RequestRefused.class);
    CLASSES.put("request-dispatched", RequestEvent.RequestDispatched.class);
    CLASSES.put("request-returned", RequestEvent.RequestReturned.class);
    CLASSES.put("contact-shown", RequestEvent.ContactShown.class);
    CLASSES.put("request-served", RequestEvent.RequestServed.class);
    CLASSES.put("request-rated", RequestEvent.RequestRated.class);
    CLASSES.put("request-lapsed", RequestEvent.RequestLapsed.class);
    CLASSES.put("request-cancelled", RequestEvent.RequestCancelled.class);
    CLASSES.put("complaint-made", ComplaintEvent.ComplaintMade.class);
    CLASSES.put("complaint-answered", ComplaintEvent.ComplaintAnswered.class);
    CLASSES.put("notice-published", NoticeEvent.NoticePublished.class);
    CLASSES.put("notice-withdrawn", NoticeEvent.NoticeWithdrawn.class);
    CLASSES.put("question-asked", QuestionEvent.QuestionAsked.class);
    CLASSES.put("question-answered", QuestionEvent.QuestionAnswered.class);
    CLASSES.put("feedback-given", FeedbackEvent.FeedbackGiven.class);
    CLASSES.put("appeal-made", AppealEvent.AppealMade.class);
    CLASSES.put("appeal-decided", AppealEvent.AppealDecided.class);
    CLASSES.put("proof-asked", ProofEvent.ProofAsked.class);
    CLASSES.put("proof-issued", ProofEvent.ProofIssued.class);
    CLASSES.put("proof-refused", ProofEvent.ProofRefused.class);
    CLASSES.put("proof-revoked", ProofEvent.ProofRevoked.class);
  }

  private static final Map<Class<? extends Event>, String> NAMES =
      CLASSES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private EventTypes() {}

  /** All names with their classes. */
  public static Map<String, Class<? extends Event>> all() {
    return Map.copyOf(CLASSES);
  }

  public static String nameOf(Event event) {
    String name = NAMES.get(event.getClass());
    if (name == null) {
      throw new IllegalStateException("an event without a name: " + event.getClass());
    }
    return name;
  }

  public static Event read(String name, JsonNode body) {
    Class<? extends Event> type = CLASSES.get(name);
    if (type == null) {
      throw new IllegalStateException("an event of an unknown name: " + name);
    }
    return Json.decode(body, type);
  }
}
