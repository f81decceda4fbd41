package org.muster.model.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The clock times of an order, fixed at signing.
 *
 * @param receiptBy units sign for it (签收时限)
 * @param namesBy units give names (反馈时限)
 * @param arriveBy people are on post (到岗时限)
 * @param until the service ends (预计结束)
 * @param answerWithinS seconds a volunteer has to answer an offer
 */
public record Terms(
    Instant receiptBy, Instant namesBy, Instant arriveBy, Instant until, int answerWithinS) {

  /** What stands in for times the text leaves out, counted from the signature. */
  public record Defaults(
      Duration receipt, Duration names, Duration arrival, Duration service, Duration answer) {}

  /** The times of the text, or else the defaults counted from {@code signedAt}. */
  public static Terms of(OrderDocument text, Defaults defaults, Instant signedAt) {
    Instant receiptBy =
        text.receiptBy().orElse(notAfter(text.namesBy(), signedAt.plus(defaults.receipt())));
    Instant arriveBy =
        text.arriveBy().orElse(notAfter(text.until(), signedAt.plus(defaults.arrival())));
    return new Terms(
        receiptBy,
        text.namesBy().orElse(later(receiptBy, signedAt.plus(defaults.names()))),
        arriveBy,
        text.until().orElse(later(arriveBy, signedAt).plus(defaults.service())),
        text.answerWithinS().orElse((int) defaults.answer().toSeconds()));
  }

  /** A default gives way to a time of the text that it must not pass. */
  private static Instant notAfter(Optional<Instant> limit, Instant standard) {
    return limit.filter(standard::isAfter).orElse(standard);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
