package org.muster.command.store;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.muster.command.store.EventLog.Entry;
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
import org.muster.model.wire.Json;

/**
 * Folds events into the state tables: for each type of event one statement, which takes a batch of
 * events as JSON, just as they are stored; offers and quotas, which come by the thousand, go as
 * columns. Recorded facts are never refused here.
 *
 * <p>The same statements serve one event, a launch of thousands, and the rebuild of all tables.
 */
final class Projector {

  /** An event with the JSON under which it is stored. */
  record Fact(Entry entry, String body) {
    static Fact of(Entry entry) {
      return new Fact(entry, Json.write(entry.event()));
    }

    /** The event's JSON with the version it led to. */
    String json() {
      return body.substring(0, body.length() - 1) + ",\"version\":" + entry.version() + "}";
    }
  }

  /**
   * Applies the events in order; neighbours that change the same tables in the same way, and belong
   * to different streams, go together.
   */
  void apply(Sql tx, List<Fact> facts) {
    int from = 0;
    while (from < facts.size()) {
      int to = endOfBatch(facts, from);
      project(tx, facts.subList(from, to));
      from = to;
    }
  }

  private static int endOfBatch(List<Fact> facts, int from) {
    var streams = new HashSet<UUID>();
    List<String> statements = statements(facts.get(from).entry().event());
    int to = from;
    while (to < facts.size()
        && statements(facts.get(to).entry().event()).equals(statements)
        && streams.add(facts.get(to).entry().stream())) {
      to++;
    }
    return to;
  }

  private static void project(Sql tx, List<Fact> batch) {
    for (String statement : statements(batch.getFirst().entry().event())) {
      if (statement.equals(Offers.MADE)) {
        Offers.make(tx, batch.stream().map(Fact::entry).toList());
      } else if (statement.equals(QuotaRows.SIGNED)) {
        batch.forEach(fact -> QuotaRows.make(tx, fact.entry()));
      } else {
        tx.run(statement, json(batch));
      }
    }
  }

  private static String json(List<Fact> batch) {
    return batch.stream().map(Fact::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> statements(Event event) {
    return switch (event) {
      case ResponseEvent response -> OrderProjection.statements(response);
      case OrderEvent order -> OrderProjection.statements(order);
      case CommitmentEvent commitment -> OrderProjection.statements(commitment);
      case VoidEvent lacking -> VoidProjection.statements(lacking);
      case ReinforcementEvent reinforcement -> ReinforcementStore.statements(reinforcement);
      case HandoverEvent handover -> DutyProjection.statements(handover);
      case AssignmentEvent assignment -> AssignmentProjection.statements(assignment);
      case RecordEvent record -> AssignmentProjection.statements(record);
      case ShockTeamEvent shock -> TeamProjection.statements(shock);
      case TeamEvent team -> TeamProjection.statements(team);
      case RosterEvent roster -> TeamProjection.statements(roster);
      case RequestEvent request -> RequestProjection.statements(request);
      case ComplaintEvent complaint -> RequestProjection.statements(complaint);
      case NoticeEvent notice -> NoticeStore.statements(notice);
      case QuestionEvent question -> QuestionStore.statements(question);
      case FeedbackEvent feedback -> FeedbackStore.statements(feedback);
      case AppealEvent appeal -> AppealStore.statements(appeal);
      case ProofEvent proof -> ProofStore.statements(proof);
      default -> throw new IllegalStateException("no projection for " + event.getClass());
    };
  }
}
