package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.muster.field.simulate.Center.Call;

/** Somebody at a desk, signed in; signs in again when the session has ended. */
final class Desk {
  private static final int TRIES_MAX = 5;

  private final Center center;
  private final TrialAccount account;
  private final @Nullable Totp codes;
  private @Nullable String token;
  private JsonNode user = MissingNode.getInstance();

  Desk(Center center, TrialAccount account) {
    this.center = center;
    this.account = account;
    this.codes =
        account.otpSecret().map(secret -> new Totp(secret, center.deadline())).orElse(null);
  }

  TrialAccount account() {
    return account;
  }

  /** Who the server says this is. */
  synchronized JsonNode user() {
    token(Optional.empty());
    return user;
  }

  JsonNode get(String path) {
    return send(Call.get(path));
  }

  JsonNode post(String path, Object body) {
    return send(Call.post(path, body));
  }

  /** Sends something that needs this person's signature, with the next code as long as needed. */
  JsonNode sign(String path, Function<String, Object> body) {
    Totp own = codes;
    if (own == null) {
      throw new SimulationException("账号 " + account.login() + " 没有动态口令密钥。 No OTP secret.");
    }
    for (int tries = 1; ; tries++) {
      try {
        return post(path, body.apply(own.next(path)));
      } catch (RefusedAnswerException e) {
        if (!e.isAboutCode() || tries >= TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  JsonNode send(Call call) {
    String used = token(Optional.empty());
    for (int tries = 1; ; tries++) {
      try {
        return center.send(call, Optional.of(used));
      } catch (RefusedAnswerException e) {
        if (e.status() != 401 || e.isAboutCode() || tries >= TRIES_MAX) {
          throw e;
        }
        used = token(Optional.of(used));
      }
    }
  }

  /** The token in force; a new one when the server does not take the old one any more. */
  private synchronized String token(Optional<String> refused) {
    String known = token;
    if (known != null && refused.filter(known::equals).isEmpty()) {
      return known;
    }
    String fresh = signIn();
    token = fresh;
    return fresh;
  }

  private String signIn() {
    Totp own = codes;
    for (int tries = 1; ; tries++) {
      var credentials = new HashMap<String, String>();
      credentials.put("login", account.login());
      credentials.put("password", account.password());
      if (own != null) {
        credentials.put("otp", own.next("session"));
      }
      try {
        JsonNode session = center.send(Call.post("/session", credentials), Optional.empty());
        user = session.path("user");
        return session.path("token").asText();
      } catch (RefusedAnswerException e) {
        if (own == null || !e.isAboutCode() || tries >= TRIES_MAX) {
          throw new SimulationException(
              "账号 %s 登录失败：%s The sign-in of %s failed."
                  .formatted(account.login(), e.getMessage(), account.login()));
        }
      }
    }
  }
}
