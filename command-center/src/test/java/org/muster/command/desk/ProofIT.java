package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.ProofDesk.Asking;
import org.muster.command.desk.ProofDesk.Deciding;
import org.muster.command.desk.ProofDesk.Revoking;
import org.muster.command.desk.RecordDesk.Correction;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.ProofViews;
import org.muster.model.Refusal;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.plan.Tier;
import org.muster.model.record.ProofId;
import org.muster.model.record.ProofIssuer;
import org.muster.model.record.RecordId;
import org.muster.model.roster.VolunteerId;

/** A volunteer asks for a proof of service, and somebody who is shown it checks it. */
class ProofIT {
  private static final Principal POST = SmallTown.dispatcher("一");
  private static final ProofIssuer COMMITTEE =
      new ProofIssuer(
          Optional.of("雉城街道钮店湾居委会"),
          ProofIssuer.Kind.COMMITTEE,
          Optional.of("李某"),
          Optional.of("陈某"),
          Optional.of("0572-6012345"));
  private static final ProofIssuer NOBODY =
      new ProofIssuer(
          Optional.empty(),
          ProofIssuer.Kind.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private TestDatabase test;
  private SmallTown town;
  private SignedOrders orders;
  private ProofDesk desk;
  private ProofViews views;
  private VolunteerId volunteer;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    orders = new SignedOrders(town);
    desk = new ProofDesk(town.counter);
    views = new ProofViews(test.database(), town.vault, COMMITTEE);
    town.line(town.communities.getFirst(), town.unit("水利局", 1, 1), 1, 1, 1);
    volunteer = new VolunteerId(id("select id from volunteer"));
    test.run("update volunteer set name = '欧阳明月'");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void agreedServiceIsProvenAtOnceWithANumberThatAnybodyCanCheck() {
    RecordId record = serve(Duration.ofHours(8));
    assertRefused(Refusal.NOTHING_TO_PROVE, this::ask);
    agree(record);
    ProofId id = ask();

    JsonNode paper = views.document(volunteer, id).orElseThrow();
    String number = paper.path("number").asText();
    assertEquals("ZYZM-330522-20261122-000001", number);
    assertEquals(480, paper.path("minutes").asInt());
    assertEquals(480, paper.at("/services/0/minutes").asInt());
    assertEquals("巡查圩堤", paper.at("/services/0/task").asText());
    assertEquals("水利局0", paper.path("idNumber").asText(), "as it was sealed");
    assertTrue(paper.at("/issuer/certifies").asBoolean());
    assertEquals("雉城街道钮店湾居委会", paper.at("/issuer/name").asText());

    ProofViews.Checked checked = views.check(number, paper.path("code").asText(), town.now());
    assertTrue(checked.valid());
    assertEquals("欧**月", checked.shown().orElseThrow().name());
    assertEquals(480, checked.shown().orElseThrow().minutes());
    assertFalse(views.check(number, "AAAAAAAA", town.now()).shown().isPresent(), "a forged one");
    String other = number.replace("000001", "000002");
    assertFalse(views.check(other, paper.path("code").asText(), town.now()).shown().isPresent());
    assertEquals("issued", views.mine(volunteer).at("/0/state").asText());
    assertTrue(views.document(new VolunteerId(UUID.randomUUID()), id).isEmpty());
    test.assertRebuilt();
  }

  @Test
  void whoMayNotCertifyStatesFacts() {
    agree(serve(Duration.ofHours(2)));
    var views = new ProofViews(test.database(), town.vault, NOBODY);
    JsonNode paper = views.document(volunteer, ask()).orElseThrow();
    assertFalse(paper.at("/issuer/certifies").asBoolean());
    assertEquals("330522000000联防联控指挥部", paper.at("/issuer/name").asText());
  }

  @Test
  void aCorrectedRecordTakesItsProofsWithIt() {
    RecordId record = serve(Duration.ofHours(8));
    agree(record);
    JsonNode paper = views.document(volunteer, ask()).orElseThrow();
    correct(record, 480);
    assertTrue(check(paper).valid(), "nothing was corrected");
    correct(record, 300);

    ProofViews.Checked checked = check(paper);
    assertFalse(checked.valid());
    assertEquals(Optional.of(town.now()), checked.shown().orElseThrow().revokedAt());
    assertEquals("revoked", views.mine(volunteer).at("/0/state").asText());
    assertRefused(Refusal.NOTHING_TO_PROVE, this::ask);
    agree(record);
    assertEquals(300, views.document(volunteer, ask()).orElseThrow().path("minutes").asInt());
    test.assertRebuilt();
  }

  @Test
  void aDoubtfulRecordIsLookedAtByTheCommandPost() {
    agree(serve(Duration.ofHours(13)));
    ProofId id = ask();
    assertEquals("waiting", views.list(POST).at("/0/state").asText());
    assertTrue(views.document(volunteer, id).isEmpty());
    Principal community = SmallTown.community(town.communities.getFirst());
    assertRefused(Refusal.NOT_FOUND, () -> decide(community, id, issue()));
    decide(POST, id, new Deciding(false, Optional.of("请先与社区核对时长")));
    assertEquals("请先与社区核对时长", views.mine(volunteer).at("/0/reason").asText());
    assertRefused(Refusal.CONFLICT, () -> decide(POST, id, issue()));

    ProofId again = ask();
    decide(POST, again, issue());
    assertEquals(780, views.document(volunteer, again).orElseThrow().path("minutes").asInt());
    test.assertRebuilt();
  }

  @Test
  void thePostRevokesWithAReason() {
    agree(serve(Duration.ofHours(2)));
    ProofId id = ask();
    JsonNode paper = views.document(volunteer, id).orElseThrow();
    desk.revoke(by(POST), id, new Revoking("冒用他人记录"));
    assertFalse(check(paper).valid());
    assertEquals("冒用他人记录", views.mine(volunteer).at("/0/reason").asText());
    assertRefused(Refusal.CONFLICT, () -> desk.revoke(by(POST), id, new Revoking("再次")));
  }

  @Test
  void whoChecksManyNumbersWaitsAMinute() {
    for (int i = 0; i < 30; i++) {
      desk.admit("10.0.0.1", town.now());
    }
    assertRefused(Refusal.TOO_FAST, () -> desk.admit("10.0.0.1", town.now()));
    desk.admit("10.0.0.2", town.now());
  }

  private RecordId serve(Duration time) {
    orders.byPlan(Tier.CRITICAL);
    var assignment = new AssignmentId(id("select id from assignment"));
    orders.perform(assignment, volunteer, "accept", Map.of());
    String code = town.codes.show(town.communities.getFirst(), town.now()).code();
    orders.perform(assignment, volunteer, "arrive", Map.of("code", code));
    Instant arrived = town.now();
    town.pass(time);
    orders.perform(assignment, volunteer, "leave", Map.of());
    town.assignments.confirm(
        by(SmallTown.community(town.communities.getFirst())),
        assignment,
        new AssignmentDesk.Confirming(arrived, town.now(), Optional.empty()));
    return new RecordId(id("select id from service_record"));
  }

  private void agree(RecordId record) {
    town.records.agree(by(SmallTown.phone(volunteer)), record);
  }

  private void correct(RecordId record, int minutes) {
    town.records.correct(by(POST), record, new Correction(minutes, "与签到表不符"));
  }

  private ProofId ask() {
    var year = new Asking(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), "年度考核");
    return ProofId.of(
        desk.ask(by(SmallTown.phone(volunteer)), volunteer, year).path("id").asText());
  }

  private void decide(Principal by, ProofId id, Deciding deciding) {
    desk.decide(by(by), id, deciding);
  }

  private static Deciding issue() {
    return new Deciding(true, Optional.empty());
  }

  private ProofViews.Checked check(JsonNode paper) {
    return views.check(paper.path("number").asText(), paper.path("code").asText(), town.now());
  }

  private static Envelope by(Principal principal) {
    return Envelope.of(principal, UUID.randomUUID(), "");
  }

  private UUID id(String query) {
    return test.database().read(sql -> sql.get(query, row -> row.getUUID("id")));
  }
}
