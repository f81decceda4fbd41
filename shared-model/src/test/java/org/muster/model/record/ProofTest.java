package org.muster.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.record.ProofEvent.ProofIssued;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

class ProofTest {
  private static final ProofId ID = new ProofId(new UUID(2, 1));
  private static final VolunteerId SOMEBODY = new VolunteerId(new UUID(2, 2));
  private static final AreaCode COUNTY = AreaCode.of("330522");
  private static final NoteId WORDS = new NoteId(new UUID(2, 3));
  private static final AccountId POST = new AccountId(new UUID(2, 4));
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final DateSpan NOVEMBER =
      new DateSpan(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
  private static final Proof WAITING = new Proof.Waiting(ID, SOMEBODY, NOVEMBER);
  private static final Service MORNING = service(1, "2026-11-20T00:00:00Z", 3, true);
  private static final Service EVENING = service(2, "2026-11-21T10:00:00Z", 2, true);

  @Test
  void whatBothSidesAgreedToIsListedAndAddedUp() {
    Service open = service(3, "2026-11-22T00:00:00Z", 4, false);
    var issued = issued(List.of(MORNING, EVENING, open), Optional.empty());
    assertEquals(List.of(MORNING.record(), EVENING.record()), issued.records());
    assertEquals(300, issued.minutes());
    assertEquals(new Proof.Issued(ID), Proof.evolve(WAITING, issued));
  }

  @Test
  void aServiceBelongsToTheDayOnWhichItBegan() {
    Service lastOfOctober = service(3, "2026-10-31T15:59:00Z", 9, true);
    Service lastOfNovember = service(4, "2026-11-30T15:59:00Z", 9, true);
    var issued = issued(List.of(lastOfOctober, MORNING, lastOfNovember), Optional.of(POST));
    assertEquals(List.of(MORNING.record(), lastOfNovember.record()), issued.records());
  }

  @Test
  void nothingAgreedIsNothingToProve() {
    Service open = service(3, "2026-11-22T00:00:00Z", 4, false);
    assertEquals(
        refused(Refusal.NOTHING_TO_PROVE), Proof.decide(new Proof.None(), ask(List.of(open), 0)));
    assertEquals(
        refused(Refusal.NOTHING_TO_PROVE),
        Proof.decide(WAITING, new Proof.Issue("1", List.of(open), Optional.of(POST), NOW)));
  }

  @Test
  void whoAsksAllDayWaits() {
    assertInstanceOf(
        Decision.Accepted.class, Proof.decide(new Proof.None(), ask(List.of(MORNING), 9)));
    assertEquals(
        refused(Refusal.TOO_FAST), Proof.decide(new Proof.None(), ask(List.of(MORNING), 10)));
  }

  @Test
  void twoPlacesAtOnceAreLookedAtBySomebodyFirst() {
    Service elsewhere = service(3, "2026-11-20T02:00:00Z", 2, false);
    var services = List.of(MORNING, elsewhere);
    assertTrue(Proof.isDoubtful(services, NOVEMBER));
    assertFalse(Proof.isDoubtful(List.of(MORNING, EVENING), NOVEMBER));
    assertEquals(
        refused(Refusal.CONFLICT),
        Proof.decide(WAITING, new Proof.Issue("1", services, Optional.empty(), NOW)));
    assertEquals(180, issued(services, Optional.of(POST)).minutes());
  }

  @Test
  void itIsIssuedOrRefusedOnceAndRevokedOnce() {
    var issue = new Proof.Issue("2", List.of(MORNING), Optional.of(POST), NOW);
    var refuse = new Proof.Refuse(WORDS, POST, NOW);
    var revoke = new Proof.Revoke(Optional.empty(), Optional.empty(), NOW);
    Proof issued = new Proof.Issued(ID);
    Proof revoked = new Proof.Revoked(ID);
    assertEquals(refused(Refusal.CONFLICT), Proof.decide(issued, issue));
    assertEquals(refused(Refusal.CONFLICT), Proof.decide(issued, refuse));
    assertEquals(refused(Refusal.CONFLICT), Proof.decide(new Proof.Refused(ID), issue));
    assertEquals(refused(Refusal.CONFLICT), Proof.decide(WAITING, revoke));
    assertEquals(revoked, folded(issued, revoke));
    assertEquals(refused(Refusal.CONFLICT), Proof.decide(revoked, revoke));
    assertEquals(new Proof.Refused(ID), folded(WAITING, refuse));
    assertEquals(WAITING, folded(new Proof.None(), ask(List.of(MORNING), 0)));
  }

  private static Proof folded(Proof state, Proof.Command command) {
    var accepted = (Decision.Accepted<ProofEvent>) Proof.decide(state, command);
    return accepted.events().stream().reduce(state, Proof::evolve, (_, later) -> later);
  }

  private static ProofIssued issued(List<Service> services, Optional<AccountId> by) {
    var accepted =
        (Decision.Accepted<ProofEvent>)
            Proof.decide(WAITING, new Proof.Issue("1", services, by, NOW));
    return (ProofIssued) accepted.events().getFirst();
  }

  private static Proof.Ask ask(List<Service> services, int askedToday) {
    return new Proof.Ask(ID, SOMEBODY, COUNTY, NOVEMBER, WORDS, services, askedToday, NOW);
  }

  private static Service service(long number, String from, int hours, boolean counts) {
    Instant begun = Instant.parse(from);
    var span = new TimeSpan(begun, begun.plus(Duration.ofHours(hours)));
    return new Service(new RecordId(new UUID(3, number)), new Served(span, hours * 60), counts);
  }

  private static Decision<ProofEvent> refused(Refusal refusal) {
    return new Decision.Refused<>(refusal);
  }
}
