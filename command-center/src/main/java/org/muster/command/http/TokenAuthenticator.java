package org.muster.command.http;

import java.time.InstantSource;
import java.util.Optional;
import org.muster.command.desk.SessionDesk;

/** Knows the sessions of accounts and the devices of volunteers by their tokens. */
public final class TokenAuthenticator implements Authenticator {
  private final SessionDesk sessions;
  private final InstantSource clock;

  public TokenAuthenticator(SessionDesk sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public Optional<Session> session(String token) {
    return sessions
        .find(token, clock.instant())
        .map(found -> new Session(found.principal(), found.csrf()));
  }
}
