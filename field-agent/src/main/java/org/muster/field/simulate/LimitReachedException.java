package org.muster.field.simulate;

/** The time limit came while something was still waited for. */
final class LimitReachedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitReachedException(String waitedFor) {
    super(waitedFor, null, false, false);
  }
}
