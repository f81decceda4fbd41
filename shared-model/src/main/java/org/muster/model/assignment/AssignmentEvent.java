package org.muster.model.assignment;

import java.time.Instant;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** What happens to an assignment (派单), from offer to relief. */
public sealed interface AssignmentEvent extends Event {
  AssignmentId assignment();

  /**
   * Somebody is asked; sending unit, receiving community and order are named from the start.
   *
   * @param ordinal the place among those who are asked for the quota, from 1
   */
  record OfferMade(
      AssignmentId assignment,
      OrderId order,
      QuotaId quota,
      UnitId unit,
      AreaCode community,
      VolunteerId volunteer,
      Source source,
      int ordinal,
      Instant answerBy,
      Instant until,
      Instant at,
      String space)
      implements AssignmentEvent {}

  record OfferAccepted(AssignmentId assignment, Instant at) implements AssignmentEvent {}

  /** 因故不能: a normal answer, with its reason. */
  record OfferDeclined(AssignmentId assignment, NoteId reason, Instant at)
      implements AssignmentEvent {}

  /** No answer in time. */
  record OfferExpired(AssignmentId assignment, Instant at) implements AssignmentEvent {}

  record Departed(AssignmentId assignment, Instant at) implements AssignmentEvent {}

  /** On post; {@code arrivedAt} may lie before {@code at} when the community enters it later. */
  record Arrived(
      AssignmentId assignment, Arrival how, Instant arrivedAt, Optional<AccountId> by, Instant at)
      implements AssignmentEvent {}

  record Relieved(AssignmentId assignment, Optional<AccountId> by, Instant at)
      implements AssignmentEvent {}

  /** Did not come, or left the post without a word (脱岗). */
  record MarkedAbsent(AssignmentId assignment, Optional<NoteId> remark, AccountId by, Instant at)
      implements AssignmentEvent {}

  /** The order was taken back; the person is free. */
  record AssignmentWithdrawn(AssignmentId assignment, Instant at) implements AssignmentEvent {}

  /** How things are where the volunteer stands, in words and, if they liked, a photograph. */
  record ReportFiled(AssignmentId assignment, NoteId text, Optional<PhotoId> photo, Instant at)
      implements AssignmentEvent {}

  /**
   * The community gave the person another place to stand, within itself.
   *
   * @param spot as people there call it, such as a gate (点位)
   */
  record MovedToSpot(AssignmentId assignment, String spot, AccountId by, Instant at)
      implements AssignmentEvent {}

  /**
   * Whoever directs both communities sent the person from one to the other (调派); the place that the
   * unit owes goes along.
   *
   * @param given the quota that becomes one smaller
   * @param taken the one that becomes one larger
   */
  record MovedToCommunity(
      AssignmentId assignment,
      AreaCode from,
      AreaCode to,
      QuotaId given,
      QuotaId taken,
      NoteId reason,
      AccountId by,
      Instant at)
      implements AssignmentEvent {}

  /** The community confirmed the service. */
  record ServiceConfirmed(
      AssignmentId assignment,
      Instant from,
      Instant until,
      Optional<NoteId> remark,
      AccountId by,
      Instant at)
      implements AssignmentEvent {}

  /**
   * Was written by hand while the system could not be reached, and entered afterwards (补录).
   *
   * @param arrivedAt absent where the arrival was on record before
   * @param leftAt absent while the person is still on post
   * @param source where it is written
   * @param at when it was entered; the other times are those of the day itself
   */
  record EnteredLater(
      AssignmentId assignment,
      Optional<Instant> departedAt,
      Optional<Instant> arrivedAt,
      Optional<Instant> leftAt,
      Optional<NoteId> source,
      AccountId by,
      Instant at)
      implements AssignmentEvent {}

  /**
   * Served without ever having been asked, and was entered afterwards (自行到岗，补录).
   *
   * @param quota what the unit owes the community, whether the order asks it for anybody or not
   * @param source where it is written
   * @param at when it was entered; the other times are those of the day itself
   */
  record CameUnasked(
      AssignmentId assignment,
      OrderId order,
      QuotaId quota,
      UnitId unit,
      AreaCode community,
      VolunteerId volunteer,
      Optional<Instant> departedAt,
      Instant arrivedAt,
      Instant leftAt,
      Optional<NoteId> source,
      AccountId by,
      Instant at,
      String space)
      implements AssignmentEvent {}

  /** How the arrival was proven. */
  enum Arrival {
    POSITION,
    CODE,
    TICK,
    AUTOMATIC
  }
}
