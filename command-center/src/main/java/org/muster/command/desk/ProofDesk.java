package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.DocumentNumbers;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.ProofStore;
import org.muster.command.store.ProofStore.Placed;
import org.muster.command.store.ProofStore.Recorded;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.record.Proof;
import org.muster.model.record.ProofEvent;
import org.muster.model.record.ProofId;
import org.muster.model.record.RecordId;
import org.muster.model.record.Service;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.VolunteerId;

/** Where volunteers ask for proofs of service (服务证明), and they are issued and revoked. */
public final class ProofDesk {
  private static final int PURPOSE_MAX = 100;
  private static final int REASON_MAX = 500;
  private static final int YEARS_MAX = 10;

  /** Somebody with a pile of papers checks one every few seconds; who tries more is guessing. */
  private static final int CHECKS_MAX = 30;

  private static final Duration DAY = Duration.ofDays(1);

  private final Counter counter;
  private final DocumentNumbers numbers = new DocumentNumbers();
  private final Turnstile checks = new Turnstile(CHECKS_MAX);

  public ProofDesk(Counter counter) {
    this.counter = counter;
  }

  /** Of which days, both included, and what for. */
  public record Asking(LocalDate from, LocalDate until, String purpose) {
    public Asking {
      from = Texts.required("from", from);
      until = Texts.required("until", until);
      purpose = Texts.required("purpose", purpose, PURPOSE_MAX);
      if (until.isBefore(from) || until.isAfter(from.plusYears(YEARS_MAX))) {
        throw RefusedException.invalid("until", "from the first day to ten years after it");
      }
    }
  }

  /** Whether it is issued; if not, why. */
  public record Deciding(Boolean issue, Optional<String> reason) {
    public Deciding {
      issue = Texts.required("issue", issue);
      if (!issue) {
        reason = Optional.of(Texts.required("reason", reason.orElse(null), REASON_MAX));
      }
    }
  }

  /** Why a proof is good no longer. */
  public record Revoking(String reason) {
    public Revoking {
      reason = Texts.required("reason", reason, REASON_MAX);
    }
  }

  /** Issued at once, unless one of the records has to be looked at by somebody. */
  public JsonNode ask(Envelope envelope, VolunteerId volunteer, Asking asking) {
    return counter.handle(
        envelope,
        work -> {
          var id = new ProofId(UUID.randomUUID());
          var period = new DateSpan(asking.from(), asking.until());
          List<Placed> served = ProofStore.lockServices(work.tx(), volunteer, period);
          var ask =
              new Proof.Ask(
                  id,
                  volunteer,
                  county(served),
                  period,
                  work.note(asking.purpose()),
                  services(served),
                  ProofStore.countAsked(work.tx(), volunteer, work.now().minus(DAY)),
                  work.now());
          record(work, id, 0, Proof.decide(new Proof.None(), ask));
          if (!Proof.isDoubtful(services(served), period)) {
            issue(work, lock(work, id), served, Optional.empty());
          }
          return shown(work, id);
        });
  }

  /** Lets somebody check a proof; refused to an address that checks too often. */
  public void admit(String address, Instant at) {
    checks.pass(address, at);
  }

  /** The command post issues or refuses one that somebody had to look at. */
  public JsonNode decide(Envelope envelope, ProofId id, Deciding deciding) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded asked = seen(by, ProofStore.find(work.tx(), id));
          // The records before the proof, in the order of whoever corrects one.
          List<Placed> served =
              ProofStore.lockServices(work.tx(), asked.volunteer(), asked.period());
          Recorded proof = lock(work, id);
          if (deciding.issue()) {
            issue(work, proof, served, Optional.of(by.id()));
          } else {
            NoteId reason = work.note(deciding.reason().orElseThrow());
            var refuse = new Proof.Refuse(reason, by.id(), work.now());
            record(work, id, proof.version(), Proof.decide(proof.state(), refuse));
          }
          return shown(work, id);
        });
  }

  public JsonNode revoke(Envelope envelope, ProofId id, Revoking revoking) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded proof = seen(by, ProofStore.lock(work.tx(), id));
          Optional<NoteId> reason = Optional.of(work.note(revoking.reason()));
          revoke(work, proof, new Proof.Revoke(reason, Optional.of(by.id()), work.now()));
          return shown(work, id);
        });
  }

  /** A record was corrected: what lists it says something else than it says now. */
  static void revokeListing(Work work, RecordId corrected) {
    for (Recorded proof : ProofStore.lockListing(work.tx(), corrected)) {
      revoke(work, proof, new Proof.Revoke(Optional.empty(), Optional.empty(), work.now()));
    }
  }

  private static void revoke(Work work, Recorded proof, Proof.Revoke revoke) {
    record(work, proof.id(), proof.version(), Proof.decide(proof.state(), revoke));
  }

  private void issue(Work work, Recorded proof, List<Placed> served, Optional<AccountId> by) {
    var issue = new Proof.Issue(number(work, proof.area()), services(served), by, work.now());
    record(work, proof.id(), proof.version(), Proof.decide(proof.state(), issue));
  }

  /** {@code ZYZM-330522-20261123-000001}: county, day, and a number without gaps in the year. */
  private String number(Work work, AreaCode area) {
    String county = area.prefix();
    Instant at = work.now();
    String day =
        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(at, Eligibility.BEIJING));
    return "ZYZM-%s-%s-%06d".formatted(county, day, numbers.count(work.tx(), "ZYZM-" + county, at));
  }

  /** Where somebody served last: its command post answers for the proof. */
  private static AreaCode county(List<Placed> served) {
    return served.stream()
        .max(Comparator.comparing(one -> one.service().served().span().until()))
        .map(one -> one.community().value().substring(0, AreaCode.Level.COUNTY.digits()))
        .map(AreaCode::of)
        .orElseThrow(() -> new RefusedException(Refusal.NOTHING_TO_PROVE));
  }

  private static List<Service> services(List<Placed> served) {
    return served.stream().map(Placed::service).toList();
  }

  private static Recorded seen(Principal by, Optional<Recorded> proof) {
    return proof
        .filter(found -> by.commands() && by.sees(found.area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static Recorded lock(Work work, ProofId id) {
    return ProofStore.lock(work.tx(), id)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static void record(Work work, ProofId id, int version, Decision<ProofEvent> decision) {
    work.record(Work.entries(id.value(), version, decision), Origin.LIVE);
  }

  private static Map<String, Object> shown(Work work, ProofId id) {
    Recorded proof = lock(work, id);
    return Map.of("id", id, "version", proof.version());
  }
}
