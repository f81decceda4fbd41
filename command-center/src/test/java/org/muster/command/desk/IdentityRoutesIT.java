package org.muster.command.desk;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;
import static org.muster.command.desk.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.command.http.Access;
import org.muster.command.http.AccountRoutes;
import org.muster.command.http.Answer;
import org.muster.command.http.Call;
import org.muster.command.http.Operation;
import org.muster.command.http.SessionRoutes;
import org.muster.command.http.TokenAuthenticator;
import org.muster.command.http.TrialRoutes;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/** What the routes of identity answer, from the decoded request to the encoded answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityRoutesIT {
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final Principal NOBODY =
      new Principal(
          new AccountId(new UUID(0, 0)),
          "",
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final IdentityWorld world = new IdentityWorld();
  private final TokenAuthenticator authenticator = new TokenAuthenticator(world.sessions, CLOCK);
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();

  @BeforeAll
  void mount() {
    var desks =
        new SessionRoutes.Desks(
            world.signIn, world.phones, world.passkeys, world.sessions, world.tickets);
    new SessionRoutes(desks, CLOCK, true).mount(this::register);
    new AccountRoutes(world.accounts, CLOCK).mount(this::register);
    new TrialRoutes(world.trial, CLOCK).mount(this::register);
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
  }

  private void register(String operationId, Access access, Operation operation) {
    accesses.put(operationId, access);
    operations.put(operationId, operation);
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void openedSessionAnswersAsTheContractSays() {
    var answer = signIn("dispatcher1");
    var body = Json.tree(answer.body());

    assertEquals(201, answer.status());
    assertEquals("2026-03-01T16:00:00Z", body.path("expiresAt").asText());
    assertEquals("dispatcher", body.at("/user/roles/0").asText());
    assertEquals("330522000000", body.at("/user/area").asText());
    assertEquals(world.id("dispatcher1").value().toString(), body.at("/user/id").asText());
    assertFalse(body.path("user").has("unit"));
    String token = body.path("token").asText();
    assertEquals(
        "muster_session=%s; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"
            .formatted(token),
        answer.headers().get("Set-Cookie"));
    assertEquals(body.path("csrf").asText(), authenticator.session(token).orElseThrow().csrf());
  }

  @Test
  void sessionIsShownAndEnded() {
    String token = token("dispatcher2");

    var shown = call("getSession", token, "null");
    assertEquals("dispatcher", Json.tree(shown.body()).at("/user/roles/0").asText());
    assertFalse(Json.tree(shown.body()).has("token"));

    var ended = call("endSession", token, "null");
    assertTrue(requireNonNull(ended.headers().get("Set-Cookie")).contains("Max-Age=0"));
    assertTrue(authenticator.session(token).isEmpty());
    assertRefused(Refusal.NOT_SIGNED_IN, () -> call("getSession", token, "null"));
  }

  @Test
  void ticketIsIssued() {
    var answer = call("issueTicket", token("dispatcher1"), "null");

    assertEquals(201, answer.status());
    String ticket = Json.tree(answer.body()).path("ticket").asText();
    assertTrue(world.tickets.redeem(ticket, NOON).isPresent());
  }

  @Test
  void missingPasswordIsABadRequest() {
    assertRefused(
        Refusal.INVALID, () -> operation("openSession").handle(open("{\"login\":\"sysadmin\"}")));
  }

  @Test
  void accountIsCreatedShownAndChangedByVersion() {
    String sysadmin = token("sysadmin");
    var answer =
        call(
            "createAccount",
            sysadmin,
            """
            {"login":"New.One","name":"新人","roles":["dispatcher"],"otp":true}
            """);
    var created = Json.tree(answer.body());
    assertEquals(201, answer.status());
    assertEquals("new.one", created.path("login").asText());
    assertTrue(created.hasNonNull("initialPassword"));
    assertTrue(created.hasNonNull("otpSecret"));

    var listed = listed(sysadmin, "new.one");
    assertTrue(listed.path("otp").asBoolean());
    assertFalse(listed.has("otpSecret"), "secrets are shown once");
    assertFalse(listed.has("initialPassword"), "secrets are shown once");

    var changed =
        operation("changeAccount")
            .handle(
                change(
                    sysadmin,
                    listed.path("id").asText(),
                    listed.path("version").asInt(),
                    "{\"disabled\":true}"));
    assertTrue(Json.tree(changed.body()).path("disabled").asBoolean());
    assertEquals(
        listed.path("version").asInt() + 1, Json.tree(changed.body()).path("version").asInt());
  }

  @Test
  void listGoesOnWhereItStopped() {
    String sysadmin = token("sysadmin");
    var first = list(sysadmin, Map.of("limit", "4"));
    var second = list(sysadmin, Map.of("limit", "500", "after", first.path("next").asText()));

    assertEquals(4, first.path("items").size());
    assertEquals(first.path("total").asInt(), 4 + second.path("items").size());
    assertFalse(second.hasNonNull("next"));
  }

  @Test
  void administratorsOnlyMayAsk() {
    assertEquals(Access.of(Role.SYSADMIN, Role.SECADMIN), accesses.get("listAccounts"));
    assertEquals(Access.of(Role.SYSADMIN), accesses.get("createAccount"));
    assertEquals(Access.of(Role.SYSADMIN, Role.SECADMIN), accesses.get("changeAccount"));
    assertEquals(Access.of(Role.SYSADMIN, Role.SECADMIN), accesses.get("endAccountSessions"));
    assertEquals(Access.of(Role.SYSADMIN), accesses.get("makeTrialAccounts"));
    assertEquals(Access.of(Role.SYSADMIN), accesses.get("makeTrialDevices"));
    assertEquals(Access.OPEN, accesses.get("openSession"));
  }

  @Test
  void trialDevicesNameVolunteerTokenAndUnit() {
    var unit = world.unit("县农业农村局");
    var volunteer = world.volunteer(unit, "孙三");

    var answer =
        call("makeTrialDevices", token("sysadmin"), Json.write(Map.of("count", 5, "unit", unit)));

    assertEquals(201, answer.status());
    var device = Json.tree(answer.body()).path(0);
    assertEquals(volunteer.value().toString(), device.path("volunteer").asText());
    assertEquals(unit.value().toString(), device.path("unit").asText());
    assertTrue(authenticator.session(device.path("token").asText()).isPresent());
  }

  private Answer signIn(String login) {
    var account = world.account(login);
    return operation("openSession")
        .handle(open(Json.write(Map.of("login", login, "password", account.password()))));
  }

  private String token(String login) {
    return Json.tree(signIn(login).body()).path("token").asText();
  }

  private JsonNode listed(String token, String login) {
    for (JsonNode item : list(token, Map.of("q", login)).path("items")) {
      if (item.path("login").asText().equals(login)) {
        return item;
      }
    }
    throw new AssertionError(login + " is not listed");
  }

  private JsonNode list(String token, Map<String, String> query) {
    var call = by(token, new Sent(Map.of(), query, "null", Optional.empty()));
    return Json.tree(operation("listAccounts").handle(call).body());
  }

  private Answer call(String operationId, String token, String body) {
    var call = by(token, new Sent(Map.of(), Map.of(), body, Optional.empty()));
    return operation(operationId).handle(call);
  }

  private Call change(String token, String id, int version, String body) {
    return by(token, new Sent(Map.of("id", id), Map.of(), body, Optional.of(version)));
  }

  private Call open(String body) {
    return by("", new Sent(Map.of(), Map.of(), body, Optional.empty()));
  }

  private Operation operation(String operationId) {
    return requireNonNull(operations.get(operationId), operationId);
  }

  /** What a test sends. */
  private record Sent(
      Map<String, String> path,
      Map<String, String> query,
      String body,
      Optional<Integer> version) {}

  private Call by(String token, Sent sent) {
    var session = authenticator.session(token);
    return new Call(
        session.map(found -> found.principal()).orElse(NOBODY),
        sent.path(),
        sent.query(),
        Json.parse(sent.body()),
        UUID.randomUUID(),
        sent.version(),
        Locale.SIMPLIFIED_CHINESE,
        Optional.empty(),
        session.map(_ -> token),
        "10.0.0.7");
  }
}
