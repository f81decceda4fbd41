package org.muster.command.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.store.AssignmentLetters;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.Letters;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.TalkLetters;
import org.muster.command.store.Timers;
import org.muster.command.store.Timers.Kind;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.assignment.AssignmentEvent.Arrived;
import org.muster.model.assignment.AssignmentEvent.AssignmentWithdrawn;
import org.muster.model.assignment.AssignmentEvent.CameUnasked;
import org.muster.model.assignment.AssignmentEvent.Departed;
import org.muster.model.assignment.AssignmentEvent.EnteredLater;
import org.muster.model.assignment.AssignmentEvent.MarkedAbsent;
import org.muster.model.assignment.AssignmentEvent.MovedToCommunity;
import org.muster.model.assignment.AssignmentEvent.MovedToSpot;
import org.muster.model.assignment.AssignmentEvent.OfferAccepted;
import org.muster.model.assignment.AssignmentEvent.OfferDeclined;
import org.muster.model.assignment.AssignmentEvent.OfferExpired;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentEvent.Relieved;
import org.muster.model.assignment.AssignmentEvent.ReportFiled;
import org.muster.model.assignment.AssignmentEvent.ServiceConfirmed;
import org.muster.model.delivery.Ladder;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.CommitmentEvent.BarsOverridden;
import org.muster.model.order.CommitmentEvent.EscalationAcknowledged;
import org.muster.model.order.CommitmentEvent.NamesGiven;
import org.muster.model.order.CommitmentEvent.OrderHandedOver;
import org.muster.model.order.CommitmentEvent.OrderTakenOver;
import org.muster.model.order.CommitmentEvent.ReceiptOverdue;
import org.muster.model.order.CommitmentEvent.ReceiptSigned;
import org.muster.model.order.CommitmentEvent.ShortageReported;
import org.muster.model.order.CommitmentEvent.UnitEscalated;
import org.muster.model.order.CommitmentEvent.UnitReminded;
import org.muster.model.order.CommitmentId;
import org.muster.model.order.OrderEvent;
import org.muster.model.order.OrderEvent.OrderClosed;
import org.muster.model.order.OrderEvent.OrderDrafted;
import org.muster.model.order.OrderEvent.OrderReviewed;
import org.muster.model.order.OrderEvent.OrderRevised;
import org.muster.model.order.OrderEvent.OrderSigned;
import org.muster.model.order.OrderEvent.OrderWithdrawn;
import org.muster.model.order.OrderEvent.QuotasReduced;
import org.muster.model.order.Quota;
import org.muster.model.order.ReinforcementEvent;
import org.muster.model.order.VoidEvent;
import org.muster.model.record.RecordEvent;
import org.muster.model.record.RecordEvent.RecordAgreed;
import org.muster.model.record.RecordEvent.RecordCorrected;
import org.muster.model.record.RecordEvent.ServiceRecorded;
import org.muster.model.roster.ShockTeamEvent;
import org.muster.model.talk.NoticeEvent;
import org.muster.model.talk.QuestionEvent.QuestionAnswered;

/**
 * What follows from recorded facts, in the same transaction: deadlines are set and cleared, letters
 * are put into mailboxes, boards are marked as changed.
 */
public final class Aftermath {
  private final Timers timers = new Timers();
  private final AssignmentLetters assignments = new AssignmentLetters();
  private final Letters letters = new Letters();
  private final TalkLetters talk = new TalkLetters();
  private final Mailboxes mailboxes = new Mailboxes();
  private final Duration agreeAfter;
  private final Optional<Ladder> ladder;

  /**
   * @param agreeAfter silence after which a service record counts as agreed
   * @param ladder the channels beside the sockets, where there are any
   */
  public Aftermath(Duration agreeAfter, Optional<Ladder> ladder) {
    this.agreeAfter = agreeAfter;
    this.ladder = ladder;
  }

  private record Due(Kind kind, Instant at) {}

  /** What one batch of facts leads to. */
  private static final class Consequences {
    final Map<Due, List<UUID>> set = new LinkedHashMap<>();

    /** Of subjects that all rounds of a launch have in common. */
    final Map<Due, Set<UUID>> ensured = new LinkedHashMap<>();

    final Map<Kind, List<UUID>> cleared = new EnumMap<>(Kind.class);

    /** Offers that were made, with what follows from nothing but them. */
    final List<Entry> offers = new ArrayList<>();

    /** Assignments to which anything else happened. */
    final Set<UUID> changed = new LinkedHashSet<>();

    /** Orders whose boards are to be drawn anew. */
    final Set<UUID> boards = new LinkedHashSet<>();

    final List<UUID> answered = new ArrayList<>();
    final List<UUID> vacated = new ArrayList<>();
    final Set<UUID> orders = new LinkedHashSet<>();
    final Set<UUID> voids = new LinkedHashSet<>();
    final Set<UUID> shockTeams = new LinkedHashSet<>();
    final Set<UUID> reminded = new LinkedHashSet<>();
    final Set<UUID> joined = new LinkedHashSet<>();
    final Set<UUID> notices = new LinkedHashSet<>();
    final Set<UUID> answers = new LinkedHashSet<>();
    final Set<UUID> escalated = new LinkedHashSet<>();

    void set(Kind kind, UUID subject, Instant at) {
      set.computeIfAbsent(new Due(kind, at), _ -> new ArrayList<>()).add(subject);
    }

    void ensure(Kind kind, UUID subject, Instant at) {
      ensured.computeIfAbsent(new Due(kind, at), _ -> new LinkedHashSet<>()).add(subject);
    }

    void clear(Kind kind, UUID subject) {
      cleared.computeIfAbsent(kind, _ -> new ArrayList<>()).add(subject);
    }
  }

  void follow(Work work, List<Entry> entries) {
    var all = new Consequences();
    for (Entry entry : entries) {
      switch (entry.event()) {
        case OfferMade offer -> of(offer, entry, all);
        case AssignmentEvent event -> of(event, all);
        case OrderEvent event -> of(event, all);
        case CommitmentEvent event -> of(event, all);
        case RecordEvent event -> of(event, all);
        case VoidEvent event -> {
          all.orders.add(event.order().value());
          all.voids.add(event.id().value());
        }
        case ReinforcementEvent event -> all.orders.add(event.order().value());
        case ShockTeamEvent event -> all.shockTeams.add(event.unit().value());
        case NoticeEvent event -> all.notices.add(event.notice().value());
        case QuestionAnswered event -> all.answers.add(event.answer().value());
        default -> {}
      }
    }
    post(work, all);
    all.boards.addAll(all.orders);
    all.boards.addAll(assignments.ordersOf(work.tx(), all.changed));
    all.boards.forEach(order -> work.topic("board/" + order));
    setTimers(work, all);
  }

  private void of(OfferMade offer, Entry entry, Consequences all) {
    UUID order = offer.order().value();
    all.offers.add(entry);
    all.boards.add(order);
    all.set(Kind.ANSWER, offer.assignment().value(), offer.answerBy());
    ladder.ifPresent(steps -> all.ensure(Kind.ALERT, order, steps.firstLook(offer.at())));
  }

  private static void of(AssignmentEvent event, Consequences all) {
    UUID id = event.assignment().value();
    all.changed.add(id);
    switch (event) {
      case OfferAccepted _, EnteredLater _, CameUnasked _ -> {
        all.clear(Kind.ANSWER, id);
        all.answered.add(id);
        all.joined.add(id);
      }
      case OfferDeclined _ -> {
        all.clear(Kind.ANSWER, id);
        all.answered.add(id);
        all.vacated.add(id);
      }
      case OfferExpired _, MarkedAbsent _ -> all.vacated.add(id);
      case AssignmentWithdrawn _ -> all.clear(Kind.ANSWER, id);
      case OfferMade _,
          Departed _,
          Arrived _,
          Relieved _,
          MovedToSpot _,
          MovedToCommunity _,
          ReportFiled _,
          ServiceConfirmed _ -> {}
    }
  }

  private static void of(OrderEvent event, Consequences all) {
    all.orders.add(event.order().value());
    switch (event) {
      case OrderSigned signed -> {
        all.set(Kind.VOIDS, signed.order().value(), signed.terms().arriveBy());
        for (Quota quota : signed.quotas()) {
          all.set(Kind.RECEIPT, quota.commitment().value(), signed.terms().receiptBy());
          all.set(Kind.NAMES, quota.commitment().value(), signed.terms().namesBy());
          if (!quota.shock().isEmpty()) {
            all.set(Kind.FILL, quota.id().value(), signed.at());
          }
        }
      }
      case OrderWithdrawn _, QuotasReduced _, OrderClosed _ ->
          all.set(Kind.RELEASE, event.order().value(), event.at());
      case OrderDrafted _, OrderRevised _, OrderReviewed _ -> {}
    }
  }

  private static void of(CommitmentEvent event, Consequences all) {
    all.orders.add(event.order().value());
    switch (event) {
      case NamesGiven names ->
          names.named().forEach(n -> all.set(Kind.FILL, n.quota().value(), names.at()));
      case ReceiptSigned signed -> {
        all.clear(Kind.RECEIPT, commitment(signed));
        all.clear(Kind.ESCALATION, commitment(signed));
      }
      case UnitReminded reminded -> all.reminded.add(commitment(reminded));
      case UnitEscalated escalated -> all.escalated.add(commitment(escalated));
      case EscalationAcknowledged acknowledged -> {
        all.clear(Kind.ESCALATION, commitment(acknowledged));
        all.escalated.add(commitment(acknowledged));
      }
      case ReceiptOverdue _,
          BarsOverridden _,
          ShortageReported _,
          OrderHandedOver _,
          OrderTakenOver _ -> {}
    }
  }

  private static UUID commitment(CommitmentEvent event) {
    return CommitmentId.of(event.order(), event.unit()).value();
  }

  private void of(RecordEvent event, Consequences all) {
    UUID id = event.record().value();
    switch (event) {
      case ServiceRecorded made -> all.set(Kind.AGREE, id, made.at().plus(agreeAfter));
      case RecordAgreed _ -> all.clear(Kind.AGREE, id);
      case RecordCorrected corrected -> {
        all.clear(Kind.AGREE, id);
        all.set(Kind.AGREE, id, corrected.at().plus(agreeAfter));
      }
    }
  }

  private void setTimers(Work work, Consequences all) {
    all.cleared.forEach((kind, subjects) -> timers.clear(work.tx(), kind, subjects));
    all.set.forEach(
        (due, subjects) ->
            timers.set(work.tx(), due.kind(), new LinkedHashSet<>(subjects), due.at()));
    all.ensured.forEach(
        (due, subjects) -> timers.ensure(work.tx(), due.kind(), subjects, due.at()));
    if (!all.vacated.isEmpty()) {
      timers.set(work.tx(), Kind.FILL, assignments.quotasOf(work.tx(), all.vacated), work.now());
    }
    boolean now = all.set.keySet().stream().anyMatch(due -> !due.at().isAfter(work.now()));
    if (now || !all.vacated.isEmpty()) {
      work.due();
    }
  }

  private void post(Work work, Consequences all) {
    var mail = new ArrayList<org.muster.command.store.Letter>();
    mail.addAll(assignments.ofOffers(work.tx(), all.offers));
    mail.addAll(assignments.ofAssignments(work.tx(), all.changed));
    mail.addAll(letters.ofOrders(work.tx(), all.orders));
    mail.addAll(letters.ofReminders(work.tx(), all.reminded));
    mail.addAll(letters.ofEscalations(work.tx(), all.escalated));
    mail.addAll(letters.ofVoids(work.tx(), all.voids));
    mail.addAll(letters.ofShockTeams(work.tx(), all.shockTeams));
    mail.addAll(talk.ofNotices(work.tx(), all.notices));
    mail.addAll(talk.ofAnswers(work.tx(), all.answers));
    mail.addAll(talk.ofJoined(work.tx(), all.joined));
    work.posted(mailboxes.deliver(work.tx(), mail));
    for (UUID assignment : all.answered) {
      assignments.markAnswered(work.tx(), assignment);
    }
  }
}
