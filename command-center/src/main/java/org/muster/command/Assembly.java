package org.muster.command;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.muster.command.cluster.Hint;
import org.muster.command.desk.ChargeDesk;
import org.muster.command.desk.ConsentDesk;
import org.muster.command.desk.DutyDesk;
import org.muster.command.desk.LateEntryDesk;
import org.muster.command.desk.PositionDesk;
import org.muster.command.desk.ReinforcementDesk;
import org.muster.command.desk.ReminderDesk;
import org.muster.command.desk.TaskGroupDesk;
import org.muster.command.desk.TransferDesk;
import org.muster.command.http.AboutRoutes;
import org.muster.command.http.Api;
import org.muster.command.http.ApiRouter;
import org.muster.command.http.ConsentRoutes;
import org.muster.command.http.Contract;
import org.muster.command.http.DutyRoutes;
import org.muster.command.http.FieldRoutes;
import org.muster.command.http.Flows;
import org.muster.command.http.Health;
import org.muster.command.http.LiaisonRoutes;
import org.muster.command.http.MapTiles;
import org.muster.command.http.OrderRoutes;
import org.muster.command.http.Problems;
import org.muster.command.http.ReinforcementRoutes;
import org.muster.command.http.ResponseRoutes;
import org.muster.command.http.TaskGroupRoutes;
import org.muster.command.http.TokenAuthenticator;
import org.muster.command.settings.Settings;
import org.muster.command.store.MailRounds;
import org.muster.command.text.Messages;
import org.muster.command.timer.LaunchWatch;
import org.muster.command.view.AudienceViews;
import org.muster.command.view.Boards;
import org.muster.command.view.CallSheets;
import org.muster.command.view.DutyViews;
import org.muster.command.view.FieldViews;
import org.muster.command.view.OrderViews;
import org.muster.command.view.Places;
import org.muster.command.view.PreviewView;
import org.muster.command.view.ProposalView;
import org.muster.command.view.ReinforcementViews;
import org.muster.command.view.UnaskedViews;
import org.muster.command.warmup.WarmUp;
import org.muster.model.FieldProblem;

/** The list of the parts, in the order they are started; the doors are opened last. */
final class Assembly {
  private static final Duration SOON = Duration.ofSeconds(3);

  /** A node that was away for longer compares everybody. */
  private static final Duration ROUNDS_KEPT = Duration.ofMinutes(10);

  /** Requests answered at a time; far more than the database takes at once. */
  private static final int FLOWS_MAX = 4_000;

  /** Volunteers who get an account of their own in a trial. */
  private static final int VOLUNTEER_ACCOUNTS = 10;

  private final Foundation on;
  private final Parts parts;
  private final Doors doors;
  private final Settings settings;
  private final InstantSource clock = InstantSource.system();
  private final Messages messages = new Messages();
  private final Relay relay;
  private final LaunchWatch launches;

  Assembly(Foundation foundation, Parts parts) {
    this.on = foundation;
    this.parts = parts;
    this.doors = new Doors(foundation, parts);
    this.settings = foundation.settings();
    var cluster = foundation.cluster();
    this.launches = new LaunchWatch(() -> cluster.tell(new Hint.Launching()));
    this.relay = new Relay(cluster, launches);
  }

  /**
   * Where the server is reached.
   *
   * @param management on the loopback address; 0 for nowhere
   * @param texts where the texts of a trial are looked at
   */
  record Open(int port, int management, Optional<URI> texts) {}

  /** Starts everything. */
  Open start() {
    doors.assertFree();
    var places = new Places(on.database(), () -> on.cluster().tell(new Hint.PlacesChanged()));
    var patience = Patience.ofAStart();
    patience.untilDone(places::reload);
    relay.connect(places);
    var texting = Texting.open(settings, parts, messages, clock);
    var identity = Identity.open(on, relay::sessionEnded, clock);
    relay.connect(identity.sessions());
    var everybody = Everybody.open(on, parts, places, launches, clock);
    var desks = desks(places, everybody, identity);
    var rosters = Rosters.open(on, parts, desks.counter(), places, clock);
    patience.untilDone(() -> prepareData(rosters, identity));
    patience.untilDone(everybody.audience()::start);
    var lines =
        Lines.start(
            on,
            parts,
            new Lines.Ends(
                desks,
                identity.tickets(),
                everybody.views(),
                messages,
                relay::changed,
                launches::isOn,
                clock));
    relay.connect(lines);
    relay.connect(Loops.start(on, parts, desks, launches));
    var cards = Cards.open(on, places::current, clock);
    keepHouse(identity, rosters, cards, places);
    var problems = new Problems(messages);
    var health = new Health(on.vertx(), problems, this::missing);
    var api = api(problems, identity);
    health.mount(api);
    identity.mount(api, texting.codes());
    rosters.mount(api, desks.teamDispatch());
    everybody.mount(api);
    mount(api, desks, rosters, everybody.views(), identity);
    new Talk(on, desks).mount(api);
    new Requests(on, desks, identity.sessions(), clock).mount(api, texting.codes());
    cards.mount(api);
    var alerting = Alerting.open(on, texting, messages, clock);
    alerting.start(parts);
    alerting.mount(api, desks);
    api.assertComplete();
    int management = doors.openManagement(health);
    int port = doors.open(api, health, problems, lines.sockets());
    warmUp();
    // Ended first: who shares out connections sends nobody here any more.
    parts.add("readiness", SOON, health, Health::leave);
    return new Open(port, management, texting.practicePage());
  }

  private Desks desks(Places places, Everybody everybody, Identity identity) {
    return Desks.open(
        new Desks.Ground(
            settings,
            on.database(),
            on.inner(),
            on.vault(),
            identity.codes(),
            places::current,
            new PositionDesk.Ground(
                places::current, places::fences, everybody.audience(), on.cluster().sightings()),
            relay,
            clock));
  }

  /** Clears away what nobody needs any more, and looks for divisions that nobody told of. */
  private void keepHouse(Identity identity, Rosters rosters, Cards cards, Places places) {
    Loops.keepHouse(
        parts,
        List.of(
            () -> identity.sessions().purge(clock.instant()),
            rosters::forgetOldImports,
            cards::forget,
            places::reload,
            this::forgetRounds));
  }

  private void forgetRounds() {
    var before = clock.instant().minus(ROUNDS_KEPT);
    on.database().transaction(tx -> MailRounds.forget(tx, before));
  }

  /** The first start brings the demo county, or nothing but the first accounts. */
  private void prepareData(Rosters rosters, Identity identity) {
    var accounts = identity.firstAccounts();
    if (settings.demo().load()) {
      rosters.loadDemo();
    }
    accounts.ensureFirst(rosters.jurisdiction());
    if (settings.demo().load()) {
      accounts.ensureTrial(VOLUNTEER_ACCOUNTS);
    }
  }

  /** Behind the open door: what the first launch needs is made ready. */
  private void warmUp() {
    if (settings.launch().warmUp()) {
      var ground = new WarmUp.Parts(on.vertx(), on.inner(), clock);
      var warmUp = parts.add("warm-up", SOON, new WarmUp(ground));
      relay.connect(warmUp);
      warmUp.start();
    }
  }

  private ApiRouter api(Problems problems, Identity identity) {
    var flows =
        parts.add("flows", Doors.CLOSE, new Flows(FLOWS_MAX), all -> all.close(Doors.CLOSE));
    var contract = Contract.load(on.vertx());
    var api =
        new ApiRouter(
            new ApiRouter.Parts(
                on.vertx(),
                doors.http(),
                contract,
                new TokenAuthenticator(identity.sessions(), clock),
                flows,
                problems,
                on.metrics()));
    contract.mount(api);
    return api;
  }

  private void mount(
      Api api, Desks desks, Rosters rosters, AudienceViews audience, Identity identity) {
    var orders = new OrderViews(on.database());
    var boards = new Boards(on.database(), clock);
    var previews = new PreviewView(on.database(), messages, audience);
    var proposals = new ProposalView(on.database(), messages);
    var field = new FieldViews(on.database(), on.vault());
    var callSheets = new CallSheets(on.database(), on.vault(), clock);
    new AboutRoutes(
            new AboutRoutes.About(
                settings.demo().trial(),
                settings.orders().confirmPeopleAbove(),
                identity.passkeys().areOffered(),
                ground()))
        .mount(api);
    new ResponseRoutes(desks.responses(), orders).mount(api);
    new OrderRoutes(desks.orders(), new OrderRoutes.Views(orders, boards, previews)).mount(api);
    new LiaisonRoutes(
            desks.liaisons(),
            new ChargeDesk(desks.counter(), desks.escalations()),
            new LiaisonRoutes.Views(field, proposals, callSheets, rosters::shockTeam))
        .mount(api);
    var duty = new DutyViews(on.database(), on.vault(), clock);
    new DutyRoutes(
            new ReminderDesk(desks.counter(), desks.orders()),
            desks.escalations(),
            new DutyDesk(desks.counter()),
            duty)
        .mount(api);
    new TaskGroupRoutes(new TaskGroupDesk(desks.counter(), on.vault()), duty).mount(api);
    var late = new LateEntryDesk(desks.counter(), settings.records().enterWithin());
    new FieldRoutes(
            new FieldRoutes.Desks(desks.assignments(), new TransferDesk(desks.counter()), late),
            new FieldRoutes.Views(field, new UnaskedViews(on.database(), on.vault())),
            desks.arrivalCodes(),
            desks.counter()::now)
        .mount(api);
    new ReinforcementRoutes(
            new ReinforcementDesk(desks.counter()), new ReinforcementViews(on.database()))
        .mount(api);
    new ConsentRoutes(new ConsentDesk(desks.counter(), desks.positions()::forget)).mount(api);
    new Records(on, desks, clock).mount(api, field);
  }

  private AboutRoutes.Ground ground() {
    var map = settings.map();
    return new AboutRoutes.Ground(
        map.approval(), map.tianditu(), map.tiles().map(_ -> MapTiles.PATH));
  }

  /** What keeps the server from serving now. */
  private List<FieldProblem> missing() {
    try {
      on.database().read(sql -> sql.run("select 1").rowCount());
      return List.of();
    } catch (RuntimeException e) {
      return List.of(new FieldProblem("database", "away"));
    }
  }
}
