package org.muster.command.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;

/** Finds out who is calling and whether they may call the operation at all. */
final class Gate {
  static final String COOKIE = "muster_session";

  /** Stands for whoever calls an operation that needs no signing in. */
  private static final Principal NOBODY =
      new Principal(
          new AccountId(new UUID(0, 0)),
          "",
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final String BEARER = "Bearer ";

  private final Authenticator authenticator;

  Gate(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * What a request brings to show who sent it.
   *
   * @param byCookie true when a browser added it unasked, so that the page must prove itself too
   */
  record Credentials(Optional<String> token, boolean byCookie, @Nullable String csrf) {
    static Credentials of(HttpServerRequest request) {
      String header = request.getHeader("Authorization");
      if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        String token = header.substring(BEARER.length()).strip();
        return new Credentials(Optional.of(token), false, null);
      }
      return new Credentials(
          Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue),
          true,
          request.getHeader("X-CSRF-Token"));
    }
  }

  /** The caller, or a refusal: not signed in, page not verified, or not in the needed role. */
  Principal admit(Credentials credentials, Access access, boolean changes) {
    if (access.open()) {
      return NOBODY;
    }
    Authenticator.Session session =
        credentials
            .token()
            .filter(token -> !token.isEmpty())
            .flatMap(authenticator::session)
            .orElseThrow(() -> new RefusedException(Refusal.NOT_SIGNED_IN));
    if (credentials.byCookie() && changes && !same(session.csrf(), credentials.csrf())) {
      throw new RefusedException(Refusal.CSRF);
    }
    if (!session.principal().isAny(access.roles())) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    return session.principal();
  }

  /** Takes the same time whether the first or the last character differs. */
  private static boolean same(String expected, @Nullable String given) {
    return given != null
        && !expected.isEmpty()
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
