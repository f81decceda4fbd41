package org.muster.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.command.desk.Aftermath;
import org.muster.command.desk.AlertDesk;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.desk.CodeDesk;
import org.muster.command.desk.CodeSignatures;
import org.muster.command.desk.CommitmentDesk;
import org.muster.command.desk.Counter;
import org.muster.command.desk.EscalationDesk;
import org.muster.command.desk.FeedbackDesk;
import org.muster.command.desk.Filling;
import org.muster.command.desk.LiaisonDesk;
import org.muster.command.desk.Mobilising;
import org.muster.command.desk.OrderDesk;
import org.muster.command.desk.PositionDesk;
import org.muster.command.desk.QuestionDesk;
import org.muster.command.desk.RecordDesk;
import org.muster.command.desk.RequestDesk;
import org.muster.command.desk.RequestDispatch;
import org.muster.command.desk.ResponseDesk;
import org.muster.command.desk.ShockTeamDesk;
import org.muster.command.desk.TeamDispatch;
import org.muster.command.desk.Told;
import org.muster.command.secret.ArrivalCodes;
import org.muster.command.secret.Vault;
import org.muster.command.settings.Channels;
import org.muster.command.settings.Settings;
import org.muster.command.socket.DeskDeeds;
import org.muster.command.store.Database;
import org.muster.command.store.PeopleStore;
import org.muster.model.delivery.Ladder;
import org.muster.model.delivery.QuietHours;
import org.muster.model.order.Escalation;
import org.muster.model.order.Terms;
import org.muster.model.place.Jurisdiction;

/** The desks of the mobilisation: one for each noun of the trade. */
record Desks(
    Counter counter,
    ArrivalCodes arrivalCodes,
    ResponseDesk responses,
    OrderDesk orders,
    LiaisonDesk liaisons,
    AssignmentDesk assignments,
    PositionDesk positions,
    RecordDesk records,
    QuestionDesk questions,
    FeedbackDesk feedback,
    CommitmentDesk commitments,
    EscalationDesk escalations,
    ShockTeamDesk shockTeams,
    TeamDispatch teamDispatch,
    Filling filling,
    AlertDesk alerts,
    RequestDesk requests,
    RequestDispatch requestDispatch) {

  /** How long a service lasts when the order does not say. */
  private static final Duration SERVICE = Duration.ofHours(24);

  /** What the desks stand on. */
  record Ground(
      Settings settings,
      Database database,
      Database inner,
      Vault vault,
      CodeDesk codes,
      Supplier<Jurisdiction> places,
      PositionDesk.Ground moving,
      Told.Teller teller,
      InstantSource clock) {}

  static Desks open(Ground on) {
    Ladder ladder = ladder(on.settings().channels().alerts());
    var counter =
        new Counter(
            on.database(),
            new Aftermath(on.settings().records().agreeAfter(), Optional.of(ladder)),
            on.teller(),
            new SteadyClock());
    var signatures = new CodeSignatures(on.codes(), on.clock());
    var people = new PeopleStore(on.settings().orders().rest());
    var mobilising =
        new Mobilising(
            people,
            on.places(),
            on.settings().orders().travelTimes(),
            defaults(on.settings().orders()));
    var arrivalCodes = new ArrivalCodes(on.vault());
    var assignments = new AssignmentDesk(counter, on.places(), arrivalCodes);
    var liaisons = new LiaisonDesk(counter, mobilising, people);
    var orders =
        new OrderDesk(
            counter.on(on.inner()),
            signatures,
            mobilising,
            on.settings().orders().confirmPeopleAbove());
    return new Desks(
        counter,
        arrivalCodes,
        new ResponseDesk(counter, signatures, on.settings().tiers().byLevel()),
        orders,
        liaisons,
        assignments,
        new PositionDesk(counter, on.moving(), assignments),
        new RecordDesk(counter),
        new QuestionDesk(counter, orders),
        new FeedbackDesk(counter),
        new CommitmentDesk(assignments),
        new EscalationDesk(counter, new Escalation(on.settings().orders().escalateEvery()), orders),
        new ShockTeamDesk(on.settings().roster().base()),
        new TeamDispatch(counter, liaisons),
        new Filling(people, mobilising, on.settings().orders().waveProbability()),
        new AlertDesk(ladder, people),
        new RequestDesk(counter, on.places(), on.vault()),
        new RequestDispatch(counter, liaisons, on.vault()));
  }

  /** Where what people do on their phones is handed in. */
  DeskDeeds.Desks deeds() {
    return new DeskDeeds.Desks(assignments, questions, feedback);
  }

  private static Ladder ladder(Channels.Alerts alerts) {
    return new Ladder(
        alerts.pushAfter(),
        alerts.textAfter(),
        alerts.remindAfter(),
        alerts.callAfter(),
        new QuietHours(alerts.quietFrom(), alerts.quietUntil()));
  }

  private static Terms.Defaults defaults(Settings.Orders orders) {
    return new Terms.Defaults(
        orders.receiptWithin(),
        orders.namesWithin(),
        orders.arriveWithin(),
        SERVICE,
        orders.answerWithin());
  }
}
