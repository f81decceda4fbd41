package org.muster.model.record;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.record.ProofEvent.ProofAsked;
import org.muster.model.record.ProofEvent.ProofIssued;
import org.muster.model.record.ProofEvent.ProofRefused;
import org.muster.model.record.ProofEvent.ProofRevoked;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.VolunteerId;

/**
 * A proof of service (志愿服务记录证明): asked for by whoever served, made of what both sides agreed to,
 * and issued at once unless one of the records has to be looked at. It lists records as they were;
 * once one of these is corrected it is good no longer.
 */
public sealed interface Proof {
  /** Nobody needs more in a day; each takes a number for ever. */
  int ASKED_A_DAY_MAX = 10;

  record None() implements Proof {}

  record Waiting(ProofId id, VolunteerId volunteer, DateSpan period) implements Proof {}

  record Issued(ProofId id) implements Proof {}

  record Refused(ProofId id) implements Proof {}

  record Revoked(ProofId id) implements Proof {}

  sealed interface Command {}

  /**
   * Asks for one.
   *
   * @param area whose command post answers for it
   * @param services of the person about that time
   * @param askedToday how many they asked for since a day
   */
  record Ask(
      ProofId id,
      VolunteerId volunteer,
      AreaCode area,
      DateSpan period,
      NoteId purpose,
      List<Service> services,
      int askedToday,
      Instant at)
      implements Command {
    public Ask {
      services = List.copyOf(services);
    }
  }

  /**
   * Issues it.
   *
   * @param by who looked at the records; without anybody only what gives no reason to look
   */
  record Issue(String number, List<Service> services, Optional<AccountId> by, Instant at)
      implements Command {
    public Issue {
      services = List.copyOf(services);
    }
  }

  record Refuse(NoteId reason, AccountId by, Instant at) implements Command {}

  /** Revokes it; without a reason and anybody because a record was corrected. */
  record Revoke(Optional<NoteId> reason, Optional<AccountId> by, Instant at) implements Command {}

  static Decision<ProofEvent> decide(Proof state, Command command) {
    return switch (command) {
      case Ask ask -> ask(state, ask);
      case Issue issue -> issue(state, issue);
      case Refuse refuse ->
          state instanceof Waiting waiting
              ? accepted(new ProofRefused(waiting.id, refuse.reason, refuse.by, refuse.at))
              : refused(Refusal.CONFLICT);
      case Revoke revoke ->
          state instanceof Issued issued
              ? accepted(new ProofRevoked(issued.id, revoke.reason, revoke.by, revoke.at))
              : refused(Refusal.CONFLICT);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Proof evolve(Proof state, ProofEvent event) {
    return switch (event) {
      case ProofAsked asked -> new Waiting(asked.proof(), asked.volunteer(), asked.period());
      case ProofIssued issued -> new Issued(issued.proof());
      case ProofRefused refusal -> new Refused(refusal.proof());
      case ProofRevoked revoked -> new Revoked(revoked.proof());
    };
  }

  /** Whether one of the records that a proof of these days lists has to be looked at. */
  static boolean isDoubtful(List<Service> services, DateSpan period) {
    return Service.listed(services, period).stream().anyMatch(one -> one.isDoubtful(services));
  }

  private static Decision<ProofEvent> ask(Proof state, Ask ask) {
    if (!(state instanceof None)) {
      return refused(Refusal.CONFLICT);
    }
    if (ask.askedToday >= ASKED_A_DAY_MAX) {
      return refused(Refusal.TOO_FAST);
    }
    if (Service.listed(ask.services, ask.period).isEmpty()) {
      return refused(Refusal.NOTHING_TO_PROVE);
    }
    return accepted(
        new ProofAsked(ask.id, ask.volunteer, ask.area, ask.period, ask.purpose, ask.at));
  }

  private static Decision<ProofEvent> issue(Proof state, Issue issue) {
    if (!(state instanceof Waiting waiting)) {
      return refused(Refusal.CONFLICT);
    }
    List<Service> listed = Service.listed(issue.services, waiting.period);
    if (listed.isEmpty()) {
      return refused(Refusal.NOTHING_TO_PROVE);
    }
    if (issue.by.isEmpty() && isDoubtful(issue.services, waiting.period)) {
      return refused(Refusal.CONFLICT);
    }
    return accepted(
        new ProofIssued(
            waiting.id,
            issue.number,
            listed.stream().map(Service::record).toList(),
            listed.stream().mapToInt(one -> one.served().minutes()).sum(),
            issue.by,
            issue.at));
  }
}
