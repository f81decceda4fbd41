package org.muster.command.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.command.secret.PasswordRules;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * The account somebody asks for.
 *
 * @param password generated when absent
 * @param otp whether signing in and signing take a one-time code; always so for a commander
 */
public record AccountRequest(
    String login,
    String name,
    Optional<String> password,
    Set<Role> roles,
    Optional<UnitId> unit,
    Optional<AreaCode> area,
    Optional<VolunteerId> volunteer,
    Optional<Boolean> otp) {
  private static final Pattern LOGIN = Pattern.compile("[a-z][a-z0-9._-]{1,63}");
  private static final int NAME_MAX = 64;

  public AccountRequest {
    login = login.strip().toLowerCase(Locale.ROOT);
    name = name.strip();
    roles = Set.copyOf(roles);
  }

  boolean wantsOtp() {
    return otp.orElse(false) || roles.contains(Role.COMMANDER);
  }

  void check() {
    if (!LOGIN.matcher(login).matches()) {
      throw RefusedException.invalid(
          "login", "2 to 64 small letters, digits, dots, dashes; begins with a letter");
    }
    checkName(name);
    password.ifPresent(given -> checkPassword(given, login));
  }

  static void checkPassword(String password, String login) {
    PasswordRules.objection(password, login)
        .ifPresent(
            reason -> {
              throw RefusedException.invalid("password", reason);
            });
  }

  static void checkName(String name) {
    if (name.isBlank() || name.length() > NAME_MAX) {
      throw RefusedException.invalid("name", "1 to " + NAME_MAX + " characters");
    }
  }
}
