package org.muster.model;

import java.util.Optional;

/**
 * Why a command was refused. Each has a stable word for programs ({@link #code()}), a kind that
 * says what sort of mistake it is, and a sentence for people in the message bundles.
 */
public enum Refusal {
  // What the sender may repair.
  INVALID("invalid", Kind.INVALID),
  UNREADABLE("unreadable", Kind.INVALID),
  TOO_LARGE("too-large", Kind.TOO_LARGE),
  UNSUPPORTED("unsupported", Kind.INVALID),
  UNKNOWN_AREA("unknown-area", Kind.INVALID),
  UNKNOWN_UNIT("unknown-unit", Kind.INVALID),
  UNKNOWN_PLAN("unknown-plan", Kind.INVALID),
  UNKNOWN_RESPONSE("unknown-response", Kind.INVALID),
  UNKNOWN_VOLUNTEER("unknown-volunteer", Kind.INVALID),
  STATEMENT_MISSING("statement-missing", Kind.INVALID),
  REASON_MISSING("reason-missing", Kind.INVALID),
  TARGET_EMPTY("target-empty", Kind.INVALID),
  PEOPLE_NOT_CONFIRMED("people-not-confirmed", Kind.INVALID),
  POSITION_UNCLEAR("position-unclear", Kind.INVALID),
  // Who may do what.
  NOT_SIGNED_IN("not-signed-in", Kind.NOT_SIGNED_IN),
  WRONG_CREDENTIALS("wrong-credentials", Kind.NOT_SIGNED_IN),
  OTP_REQUIRED("otp-required", Kind.NOT_SIGNED_IN),
  OTP_WRONG("otp-wrong", Kind.FORBIDDEN),
  ACCOUNT_LOCKED("account-locked", Kind.FORBIDDEN),
  FORBIDDEN("forbidden", Kind.FORBIDDEN),
  CSRF("csrf", Kind.FORBIDDEN),
  SAME_PERSON("same-person", Kind.FORBIDDEN),
  ROLES_EXCLUDE("roles-exclude", Kind.CONFLICT),
  NOT_FOUND("not-found", Kind.NOT_FOUND),
  // The state of things.
  CONFLICT("conflict", Kind.CONFLICT),
  TOO_LATE("too-late", Kind.CONFLICT),
  NOT_ELIGIBLE("not-eligible", Kind.CONFLICT),
  TEAM_INCOMPLETE("team-incomplete", Kind.CONFLICT),
  NOTHING_TO_PROVE("nothing-to-prove", Kind.CONFLICT),
  OUTSIDE_AREA("outside-area", Kind.CONFLICT),
  WRONG_CODE("wrong-code", Kind.CONFLICT),
  IDEMPOTENCY_MISMATCH("idempotency-mismatch", Kind.CONFLICT),
  VERSION_MISMATCH("version-mismatch", Kind.STALE),
  TOO_FAST("too-fast", Kind.TOO_FAST),
  UNAVAILABLE("unavailable", Kind.UNAVAILABLE);

  /** The sort of mistake; the edge turns it into a status. */
  public enum Kind {
    INVALID,
    TOO_LARGE,
    NOT_SIGNED_IN,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    STALE,
    TOO_FAST,
    UNAVAILABLE
  }

  private final String code;
  private final Kind kind;

  Refusal(String code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  public String code() {
    return code;
  }

  public Kind kind() {
    return kind;
  }

  /** The member of the request that it is about, where that is always the same. */
  public Optional<String> field() {
    return switch (this) {
      case REASON_MISSING -> Optional.of("reason");
      case TARGET_EMPTY -> Optional.of("target");
      case OTP_REQUIRED, OTP_WRONG -> Optional.of("otp");
      case POSITION_UNCLEAR, OUTSIDE_AREA -> Optional.of("position");
      case WRONG_CODE -> Optional.of("code");
      case UNKNOWN_AREA -> Optional.of("area");
      case UNKNOWN_UNIT -> Optional.of("unit");
      case UNKNOWN_VOLUNTEER -> Optional.of("volunteer");
      default -> Optional.empty();
    };
  }
}
