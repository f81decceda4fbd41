package org.muster.command.store;

/** The tables do not allow it: something is there already, or something it needs is not. */
public final class ConstraintException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConstraintException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
