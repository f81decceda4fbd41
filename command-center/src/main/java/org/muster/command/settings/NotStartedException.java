package org.muster.command.settings;

/** Why the server does not start, as one sentence in each language for the person at the screen. */
public final class NotStartedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exit code of a process whose settings are at fault. */
  public static final int SETTINGS = 2;

  /** The exit code of a process that could not start for any other reason. */
  public static final int OTHER = 1;

  private final int exitCode;

  private NotStartedException(int exitCode, String zh, String en, Throwable... causes) {
    super(zh + "\n" + en, causes.length == 0 ? null : causes[0]);
    this.exitCode = exitCode;
  }

  public static NotStartedException settings(String zh, String en) {
    return new NotStartedException(SETTINGS, zh, en);
  }

  public static NotStartedException because(String zh, String en) {
    return new NotStartedException(OTHER, zh, en);
  }

  public static NotStartedException because(String zh, String en, Throwable cause) {
    return new NotStartedException(OTHER, zh, en, cause);
  }

  public int exitCode() {
    return exitCode;
  }
}
