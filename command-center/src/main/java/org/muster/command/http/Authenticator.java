package org.muster.command.http;

import java.util.Optional;
import org.muster.model.access.Principal;

/** Knows who a token belongs to. */
public interface Authenticator {

  /**
   * A session that is in force; {@code csrf} is to be repeated by cookie clients in X-CSRF-Token.
   */
  record Session(Principal principal, String csrf) {}

  /** Empty when the token is unknown, ended or expired. */
  Optional<Session> session(String token);
}
