package org.muster.model.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Bar;

/**
 * From channel to channel: an offer that the phone does not hold falls to a push that wakes it; one
 * that it still does not hold, or that nobody answers, to a text, and from there to the liaison's
 * call sheet. Only an answer ends it.
 *
 * @param pushedAfter how long an open line has to carry an offer before a push wakes the phone
 * @param storedWithin how long the phone has to store an offer before a text goes out
 * @param answeredWithin how long its owner has to answer before a text reminds
 * @param calledAfter after how long without an answer the person is to be called
 */
public record Ladder(
    Duration pushedAfter,
    Duration storedWithin,
    Duration answeredWithin,
    Duration calledAfter,
    QuietHours quiet) {
  private static final Set<Bar> BY_THE_OFFER = Set.of(Bar.ELSEWHERE, Bar.ASKED);

  public Ladder {
    boolean ascends =
        pushedAfter.isPositive()
            && pushedAfter.compareTo(storedWithin) <= 0
            && storedWithin.compareTo(answeredWithin) <= 0
            && answeredWithin.compareTo(calledAfter) <= 0;
    if (!ascends) {
      throw new IllegalArgumentException("a ladder ascends: pushed, stored, answered, called");
    }
  }

  /**
   * How far an open offer got.
   *
   * @param stored whether a phone of the person has stored it
   * @param awaitsPush whether a phone of the person takes pushes and was sent none of this offer
   * @param texted whether a text was sent or is about to be
   * @param called whether the person stands on the call sheet
   */
  public record Standing(
      Tier tier,
      Instant offeredAt,
      boolean stored,
      boolean awaitsPush,
      boolean texted,
      boolean called) {

    /** The same with a push on its way. */
    public Standing withPush() {
      return new Standing(tier, offeredAt, stored, false, texted, called);
    }

    /** The same with a text on its way. */
    public Standing withText() {
      return new Standing(tier, offeredAt, stored, awaitsPush, true, called);
    }
  }

  /** What is next for an open offer. */
  public sealed interface Step {
    /** The person's phones are to be woken. */
    record Push() implements Step {}

    /** A text is to be sent. */
    record Text() implements Step {}

    /** Somebody is to call. */
    record Call() implements Step {}

    /** Nothing before then. */
    record Wait(Instant until) implements Step {}

    /** All channels were taken; the deadline of the offer does the rest. */
    record Done() implements Step {}
  }

  /** When the first offer made at a time may want another channel. */
  public Instant firstLook(Instant offeredAt) {
    return offeredAt.plus(pushedAfter);
  }

  /** An offer made after this wants nothing now, once a phone has stored it. */
  public Instant storedMayWaitSince(Instant now) {
    return now.minus(answeredWithin);
  }

  public Step next(Standing standing, Instant now) {
    if (standing.called()) {
      return new Step.Done();
    }
    Instant next = standing.offeredAt().plus(calledAfter);
    if (!next.isAfter(now)) {
      return new Step.Call();
    }
    if (standing.awaitsPush() && !standing.stored()) {
      Instant pushAt = notAtNight(standing, pushedAfter);
      if (!pushAt.isAfter(now)) {
        return new Step.Push();
      }
      next = earlier(next, pushAt);
    }
    if (!standing.texted()) {
      Instant textAt = notAtNight(standing, standing.stored() ? answeredWithin : storedWithin);
      if (!textAt.isAfter(now)) {
        return new Step.Text();
      }
      next = earlier(next, textAt);
    }
    return new Step.Wait(next);
  }

  private Instant notAtNight(Standing standing, Duration after) {
    return quiet.earliest(standing.tier(), standing.offeredAt().plus(after));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Whether somebody may be alerted at all. The offer itself holds the person, so {@link
   * Bar#ELSEWHERE} says nothing here, nor does having been asked.
   *
   * @param bars why the person cannot serve on the task, as of now
   * @param signedOut has signed out of every phone they had
   */
  public static boolean mayAlert(Set<Bar> bars, boolean signedOut) {
    return !signedOut && BY_THE_OFFER.containsAll(bars);
  }
}
