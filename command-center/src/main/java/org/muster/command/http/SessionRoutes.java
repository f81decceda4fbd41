package org.muster.command.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.desk.PasskeyDesk;
import org.muster.command.desk.PasskeyDesk.PasskeySignIn;
import org.muster.command.desk.PhoneSignInDesk;
import org.muster.command.desk.PhoneSignInDesk.CodeSignIn;
import org.muster.command.desk.SessionDesk;
import org.muster.command.desk.SignInDesk;
import org.muster.command.desk.SignInDesk.SignIn;
import org.muster.command.desk.TicketDesk;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;

/** Signing in and out, and tickets for sockets. */
public final class SessionRoutes {
  /** The cookie that stands for the Authorization header in browsers. */
  public static final String COOKIE = "muster_session";

  private final Desks desks;
  private final InstantSource clock;
  private final boolean tls;

  /** What these routes ask. */
  public record Desks(
      SignInDesk signIn,
      PhoneSignInDesk phones,
      PasskeyDesk passkeys,
      SessionDesk sessions,
      TicketDesk tickets) {}

  /**
   * With {@code tls} the cookie is never sent in the clear; also where a proxy in front ends TLS.
   */
  public SessionRoutes(Desks desks, InstantSource clock, boolean tls) {
    this.desks = desks;
    this.clock = clock;
    this.tls = tls;
  }

  public void mount(Api api) {
    api.on("askSignInCode", Access.OPEN, this::askCode);
    api.on("openSession", Access.OPEN, this::open);
    api.on("getSession", Access.ANYBODY, this::get);
    api.on("endSession", Access.ANYBODY, this::end);
    api.once("issueTicket", Access.SIGNED_IN, this::issueTicket);
  }

  record Credentials(String login, String password, Optional<String> otp) {
    Credentials {
      if (login.isBlank() || password.isEmpty()) {
        throw new IllegalArgumentException("login and password must not be empty");
      }
    }
  }

  record CodeRequest(MobileNumber phone) {}

  private record CodeAsked(Instant validUntil) {}

  record PhoneCredentials(MobileNumber phone, String code) {}

  private record User(
      AccountId id, String name, List<Role> roles, Optional<UnitId> unit, Optional<AreaCode> area) {
    static User of(Principal principal) {
      return new User(
          principal.id(),
          principal.name(),
          principal.roles().stream().sorted().toList(),
          principal.unit(),
          principal.area());
    }
  }

  private record Opened(
      String token, Instant expiresAt, User user, String csrf, Optional<Instant> lastLoginAt) {}

  private record Current(Optional<Instant> expiresAt, User user, String csrf) {}

  /** The same answer whosever the number is. */
  private Answer askCode(Call call) {
    var phone = call.body(CodeRequest.class).phone();
    return Answer.accepted(
        new CodeAsked(desks.phones().ask(phone, call.remoteAddress(), clock.instant())));
  }

  private Answer open(Call call) {
    var now = clock.instant();
    SignInDesk.Opened opened = opened(call, now);
    var body =
        new Opened(
            opened.token(),
            opened.expiresAt(),
            User.of(opened.principal()),
            opened.csrf(),
            opened.before());
    return new Answer(201, body, cookie(opened.token(), Duration.between(now, opened.expiresAt())));
  }

  private SignInDesk.Opened opened(Call call, Instant now) {
    if (call.body().has("passkey")) {
      String answer = call.body().path("passkey").toString();
      return desks.passkeys().open(new PasskeySignIn(answer, call.remoteAddress(), now));
    }
    return call.body().has("phone") ? byPhone(call, now) : byPassword(call, now);
  }

  private SignInDesk.Opened byPassword(Call call, Instant now) {
    var credentials = call.body(Credentials.class);
    return desks
        .signIn()
        .open(
            new SignIn(
                credentials.login(),
                credentials.password(),
                credentials.otp(),
                call.remoteAddress(),
                now));
  }

  private SignInDesk.Opened byPhone(Call call, Instant now) {
    var credentials = call.body(PhoneCredentials.class);
    return desks
        .phones()
        .open(new CodeSignIn(credentials.phone(), credentials.code(), call.remoteAddress(), now));
  }

  private Answer get(Call call) {
    String token = token(call);
    var session = desks.sessions().find(token, clock.instant()).orElseThrow(SessionRoutes::ended);
    return Answer.ok(
        new Current(session.expiresAt(), User.of(session.principal()), session.csrf()));
  }

  private Answer end(Call call) {
    desks.sessions().end(token(call), clock.instant());
    return new Answer(200, Map.of(), cookie("", Duration.ZERO));
  }

  private Answer issueTicket(Call call) {
    return Answer.created(desks.tickets().issue(token(call), clock.instant()));
  }

  private static String token(Call call) {
    return call.token().orElseThrow(SessionRoutes::ended);
  }

  private static RefusedException ended() {
    return new RefusedException(Refusal.NOT_SIGNED_IN);
  }

  private Map<String, String> cookie(String token, Duration age) {
    String secure = tls ? "; Secure" : "";
    return Map.of(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(COOKIE, token, age.toSeconds(), secure));
  }
}
