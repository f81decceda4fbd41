package org.muster.command.store;

/** The database does not answer; the sender is told to try again, and nothing has happened. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnavailableException(Throwable cause) {
    super("database away: " + cause.getMessage(), cause);
  }

  /**
   * @param reason what the database does not do
   */
  public UnavailableException(String reason) {
    super("database " + reason);
  }
}
