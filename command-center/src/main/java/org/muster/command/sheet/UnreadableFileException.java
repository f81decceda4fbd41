package org.muster.command.sheet;

import java.util.List;

/** A file that cannot be read at all, with the sentence for its sender. */
public final class UnreadableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final transient List<String> details;

  public UnreadableFileException(Fault fault, String... details) {
    super(fault.name(), null, false, false);
    this.fault = fault;
    this.details = List.of(details);
  }

  public Problem problem() {
    return Problem.ofFile(fault, details);
  }
}
