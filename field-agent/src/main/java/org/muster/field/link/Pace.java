package org.muster.field.link;

import java.time.Duration;

/**
 * The times a phone keeps.
 *
 * @param backoffBase first pause before coming back; doubles with every failure
 * @param backoffMax longest pause
 * @param backoffOpenMax longest pause while an order is open
 * @param silenceMax nothing heard for so long means that the connection is dead
 * @param askAfter nothing heard for so long: ask with a ping
 * @param ackDelay acknowledgements are gathered for so long
 * @param ackSettles after so long the command center has taken in an acknowledgement
 * @param answerMax a deed without an answer for so long is sent again
 * @param connectMax limit of each step of connecting
 * @param tick how often all this is looked at
 */
public record Pace(
    Duration backoffBase,
    Duration backoffMax,
    Duration backoffOpenMax,
    Duration silenceMax,
    Duration askAfter,
    Duration ackDelay,
    Duration ackSettles,
    Duration answerMax,
    Duration connectMax,
    Duration tick) {
  public static final Pace STANDARD =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(45),
          Duration.ofSeconds(25),
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1));
}
