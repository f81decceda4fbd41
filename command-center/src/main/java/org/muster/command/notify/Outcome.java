package org.muster.command.notify;

/** What came of handing a message over. */
public sealed interface Outcome {

  /**
   * The other side has it.
   *
   * @param reference what it calls the message; empty if nothing
   */
  record Taken(String reference) implements Outcome {}

  /** The other side no longer knows whom it was for. */
  record Gone() implements Outcome {}

  /** The other side will not take it, now or later. */
  record Refused(String reason) implements Outcome {}

  /** It did not get through; another try may. */
  record Failed(String reason) implements Outcome {}
}
