package org.muster.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.command.audience.Headcount;
import org.muster.command.audience.LiveAudience;
import org.muster.command.desk.AccountDesk;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.CodeDesk;
import org.muster.command.desk.FirstAccounts;
import org.muster.command.desk.PositionDesk;
import org.muster.command.desk.SessionDesk;
import org.muster.command.desk.SessionLimits;
import org.muster.command.desk.SignInDesk;
import org.muster.command.desk.TicketDesk;
import org.muster.command.desk.TrialDesk;
import org.muster.command.http.AboutRoutes;
import org.muster.command.http.AccountRoutes;
import org.muster.command.http.ApiRouter;
import org.muster.command.http.AudienceRoutes;
import org.muster.command.http.Contract;
import org.muster.command.http.FieldRoutes;
import org.muster.command.http.Flows;
import org.muster.command.http.Health;
import org.muster.command.http.HttpEdge;
import org.muster.command.http.HttpSettings;
import org.muster.command.http.LiaisonRoutes;
import org.muster.command.http.ManagementServer;
import org.muster.command.http.OrderRoutes;
import org.muster.command.http.Pages;
import org.muster.command.http.Problems;
import org.muster.command.http.RecordRoutes;
import org.muster.command.http.ResponseRoutes;
import org.muster.command.http.SessionRoutes;
import org.muster.command.http.TokenAuthenticator;
import org.muster.command.http.TrialRoutes;
import org.muster.command.relay.Delivery;
import org.muster.command.relay.DeliveryLimits;
import org.muster.command.secret.Passwords;
import org.muster.command.settings.NotStartedException;
import org.muster.command.settings.Settings;
import org.muster.command.socket.BoardTopics;
import org.muster.command.socket.Broadcast;
import org.muster.command.socket.DeskDeeds;
import org.muster.command.socket.MapTopics;
import org.muster.command.socket.SocketLimits;
import org.muster.command.socket.SocketServer;
import org.muster.command.socket.TicketOffice.Redeemed;
import org.muster.command.socket.Topics;
import org.muster.command.store.AudienceStore;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Seals;
import org.muster.command.store.Words;
import org.muster.command.text.Messages;
import org.muster.command.timer.DueWork;
import org.muster.command.timer.SealLoop;
import org.muster.command.timer.TimerLoop;
import org.muster.command.view.AudienceViews;
import org.muster.command.view.Boards;
import org.muster.command.view.CallSheets;
import org.muster.command.view.FieldViews;
import org.muster.command.view.LogViews;
import org.muster.command.view.MapViews;
import org.muster.command.view.OrderViews;
import org.muster.command.view.Places;
import org.muster.command.view.PreviewView;
import org.muster.command.warmup.WarmUp;
import org.muster.model.FieldProblem;
import org.muster.model.place.CoordType;
import org.muster.model.place.Dwelling;
import org.muster.model.place.Position;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of the parts, in the order they are started; the doors are opened last. */
final class Assembly {
  private static final Duration DOOR_CLOSE = Duration.ofSeconds(4);
  private static final Duration SOCKETS_CLOSE = Duration.ofSeconds(6);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** Requests answered at a time; far more than the database takes at once. */
  private static final int FLOWS_MAX = 4_000;

  /** Longer than the silence after which a socket is dead. */
  private static final Duration IDLE = Duration.ofSeconds(75);

  /** Volunteers who get an account of their own in a trial. */
  private static final int VOLUNTEER_ACCOUNTS = 10;

  private final Foundation on;
  private final Parts parts;
  private final Settings settings;
  private final InstantSource clock = InstantSource.system();
  private final Messages messages = new Messages();
  private final Relay relay = new Relay();
  private int managementPort;

  Assembly(Foundation foundation, Parts parts) {
    this.on = foundation;
    this.parts = parts;
    this.settings = foundation.settings();
  }

  /** Starts everything and returns the port people reach it on. */
  int start() {
    assertFree(settings.server().host(), settings.server().port());
    var places = new Places(on.database());
    places.reload();
    var codes = new CodeDesk(on.database(), on.vault());
    var identity = identity(codes);
    var desks =
        Desks.open(
            new Desks.Ground(
                settings, on.database(), on.vault(), codes, places::current, relay, clock));
    var rosters = Rosters.open(on, parts, desks.counter(), places, clock);
    prepareData(rosters);
    var audience = audience(places);
    var sockets = sockets(desks, identity.tickets(), audience);
    startTimers(desks);
    startHousekeeping(identity.sessions(), rosters);
    var flows = parts.add("flows", DOOR_CLOSE, new Flows(FLOWS_MAX), all -> all.close(DOOR_CLOSE));
    var problems = new Problems(messages);
    var health = new Health(on.vertx(), problems, this::missing);
    var contract = Contract.load(on.vertx());
    var api = api(contract, flows, problems, identity);
    contract.mount(api);
    health.mount(api);
    mount(api, desks, identity, rosters, audience);
    api.assertComplete();
    startManagement(health);
    int port = open(api, health, problems, sockets);
    warmUp();
    return port;
  }

  /** Everybody in memory, and what can be asked of them. */
  private AudienceViews audience(Places places) {
    var store = new AudienceStore(settings.orders().rest());
    var live = parts.add("audience", SOON, new LiveAudience(on.inner(), store, places::current));
    live.start();
    relay.connect(live);
    return new AudienceViews(
        on.database(),
        () -> new Headcount.Ground(live.index(), places.fences(), places.current()),
        clock);
  }

  /** Behind the open door: what the first launch needs is made ready. */
  private void warmUp() {
    if (settings.launch().warmUp()) {
      var ground = new WarmUp.Parts(on.vertx(), on.database(), on.inner(), clock);
      var warmUp = parts.add("warm-up", SOON, new WarmUp(ground));
      relay.connect(warmUp);
      warmUp.start();
    }
  }

  /** Who may come in. */
  private record Identity(
      SessionDesk sessions, SignInDesk signIn, TicketDesk tickets, CodeDesk codes) {}

  private Identity identity(CodeDesk codes) {
    var limits = new SessionLimits(settings.sessions().lifetime(), settings.sessions().idle());
    var sessions = new SessionDesk(on.database(), limits, relay::sessionEnded);
    return new Identity(
        sessions,
        new SignInDesk(on.database(), new Passwords(), codes, sessions),
        new TicketDesk(on.database(), sessions),
        codes);
  }

  /** The first start brings the demo county, or nothing but the first accounts. */
  private void prepareData(Rosters rosters) {
    var accounts = firstAccounts();
    if (settings.demo().load()) {
      rosters.loadDemo();
    }
    accounts.ensureFirst(rosters.jurisdiction());
    if (settings.demo().load()) {
      accounts.ensureTrial(VOLUNTEER_ACCOUNTS);
    }
  }

  private FirstAccounts firstAccounts() {
    return new FirstAccounts(
        on.database(), new Passwords(), on.vault(), new AccountsFile(on.data().accounts()));
  }

  private SocketServer sockets(Desks desks, TicketDesk tickets, AudienceViews audience) {
    var limits = DeliveryLimits.STANDARD.withSweep(settings.delivery().sweep());
    var delivery =
        parts.add(
            "delivery", SOON, new Delivery(on.inner(), new Mailboxes(), limits, on.metrics()));
    delivery.start();
    var boards = new Boards(on.database(), clock);
    var broadcast = parts.add("boards", SOON, new Broadcast(topics(boards, desks.positions(), audience)));
    var sockets =
        new SocketServer(
            new SocketServer.Parts(
                ticket -> tickets.redeem(ticket, clock.instant()).map(Assembly::redeemed),
                new DeskDeeds(desks.assignments(), messages),
                (principal, fix) ->
                    desks
                        .positions()
                        .fix(principal, position(fix))
                        .ifPresent(place -> MapTopics.showing(place).forEach(broadcast::changed)),
                broadcast,
                delivery,
                Set.of()),
            SocketLimits.STANDARD.withRhythm(
                settings.delivery().ping(), settings.delivery().silentAfter()),
            on.metrics());
    relay.connect(delivery, broadcast, sockets);
    return sockets;
  }

  private Topics topics(Boards boards, PositionDesk positions, AudienceViews audience) {
    var ofBoards = new BoardTopics(boards, new OrderViews(on.database()));
    var ofMaps = new MapTopics(new MapViews(on.database(), positions::newest, audience, clock));
    return (principal, name) ->
        ofBoards.open(principal, name).or(() -> ofMaps.open(principal, name));
  }

  private static Redeemed redeemed(TicketDesk.Ticket ticket) {
    return new Redeemed(ticket.principal(), Optional.of(ticket.session().bytes()));
  }

  private static Position position(PositionFix fix) {
    return Position.of(
        Words.of(CoordType.class, fix.coordType()),
        fix.lon(),
        fix.lat(),
        fix.accuracyM().orElse(Dwelling.ACCURACY_MAX_M + 1));
  }

  private void startHousekeeping(SessionDesk sessions, Rosters rosters) {
    var keeping =
        parts.add(
            "housekeeping",
            SOON,
            new Housekeeping(
                List.of(() -> sessions.purge(clock.instant()), rosters::forgetOldImports)));
    keeping.start();
  }

  private void startTimers(Desks desks) {
    var counter = desks.counter().on(on.inner());
    var due =
        new DueWork(
            counter,
            new DueWork.Desks(
                desks.filling(),
                desks.assignments(),
                desks.commitments(),
                desks.records(),
                desks.shockTeams()),
            settings.launch().chunk());
    var timers = parts.add("timers", DOOR_CLOSE, new TimerLoop(counter, due));
    relay.connect(timers);
    timers.start();
    var seals = new Seals(settings.seal().digest().algorithm());
    var sealing = parts.add("seal", SOON, new SealLoop(on.inner(), seals));
    sealing.start();
  }

  private ApiRouter api(Contract contract, Flows flows, Problems problems, Identity identity) {
    return new ApiRouter(
        new ApiRouter.Parts(
            on.vertx(),
            http(),
            contract,
            new TokenAuthenticator(identity.sessions(), clock),
            flows,
            problems,
            on.metrics()));
  }

  private void mount(ApiRouter api, Desks desks, Identity identity, Rosters rosters, AudienceViews audience) {
    var orders = new OrderViews(on.database());
    var boards = new Boards(on.database(), clock);
    var previews = new PreviewView(on.database(), messages, audience);
    var field = new FieldViews(on.database(), on.vault());
    boolean tls = settings.server().tls().isPresent();
    new SessionRoutes(
            new SessionRoutes.Desks(identity.signIn(), identity.sessions(), identity.tickets()),
            clock,
            tls)
        .mount(api);
    new AccountRoutes(
            new AccountDesk(on.database(), new Passwords(), on.vault(), identity.sessions()), clock)
        .mount(api);
    new AboutRoutes(
            new AboutRoutes.About(settings.demo().trial(), settings.orders().confirmPeopleAbove()))
        .mount(api);
    new ResponseRoutes(desks.responses(), orders).mount(api);
    new OrderRoutes(desks.orders(), new OrderRoutes.Views(orders, boards, previews)).mount(api);
    new AudienceRoutes(audience).mount(api);
    new LiaisonRoutes(
            desks.liaisons(),
            new LiaisonRoutes.Views(
                field,
                previews,
                new CallSheets(on.database(), on.vault(), clock),
                rosters::shockTeam))
        .mount(api);
    new FieldRoutes(desks.assignments(), field, desks.arrivalCodes()).mount(api);
    new RecordRoutes(desks.records(), field, new LogViews(on.database())).mount(api);
    rosters.mount(api, desks.teamDispatch());
    if (settings.demo().trial()) {
      new TrialRoutes(new TrialDesk(on.database(), firstAccounts()), clock).mount(api);
    }
  }

  private void startManagement(Health health) {
    int port = settings.server().managementPort();
    if (port != 0) {
      var server = new ManagementServer(on.vertx(), on.metrics(), health);
      managementPort = startBeside(server, port);
      parts.add("management", SOON, server, ManagementServer::close);
    }
  }

  /** A second server on the machine does without the port that the first one has. */
  private static int startBeside(ManagementServer server, int port) {
    Optional<IOException> taken = findTaken(LOOPBACK, port);
    taken.ifPresent(_ -> LOG.warn("management port {} is taken, another one is used", port));
    return listening(() -> server.start(LOOPBACK, taken.isEmpty() ? port : 0), port);
  }

  /** Where health and metrics are on the loopback address; 0 for nowhere. */
  int managementPort() {
    return managementPort;
  }

  private int open(ApiRouter api, Health health, Problems problems, SocketServer sockets) {
    var edge =
        new HttpEdge(
            new HttpEdge.Parts(
                on.vertx(),
                http(),
                api,
                health,
                problems,
                sockets,
                List.of(Pages.of("desk", "/"))));
    int port = listening(edge::start, settings.server().port());
    parts.add("front door", DOOR_CLOSE, edge, HttpEdge::close);
    // Ended first: the front door does not shut as long as sockets stand in it.
    parts.add("sockets", SOCKETS_CLOSE, sockets);
    return port;
  }

  private HttpSettings http() {
    var server = settings.server();
    return new HttpSettings(
        server.host(),
        server.port(),
        server.tls().map(tls -> new HttpSettings.Certificate(tls.cert(), tls.key())),
        on.data().uploads(),
        Math.toIntExact(server.bodyBytesMax()),
        server.uploadBytesMax(),
        IDLE,
        DOOR_CLOSE);
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

  /** Opens a door. */
  @FunctionalInterface
  private interface Door {
    int open();
  }

  private static int listening(Door door, int port) {
    try {
      return door.open();
    } catch (Exception e) {
      throw e instanceof BindException ? taken(port, e) : shut(port, e);
    }
  }

  /** Looked at first, so that nobody waits for a county to be loaded for nothing. */
  private static void assertFree(String host, int port) {
    findTaken(host, port)
        .ifPresent(
            e -> {
              throw taken(port, e);
            });
  }

  private static Optional<IOException> findTaken(String host, int port) {
    if (port == 0) {
      return Optional.empty();
    }
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private static NotStartedException taken(int port, Exception e) {
    return NotStartedException.because(
        "端口 %d 无法监听：%s。请用 --port 或设置另选端口。".formatted(port, e.getMessage()),
        "Port %d cannot be listened on: %s. Choose another one with --port or in the settings."
            .formatted(port, e.getMessage()),
        e);
  }

  private static NotStartedException shut(int port, Exception e) {
    return NotStartedException.because(
        "端口 %d 无法开放：%s。使用 HTTPS 时请检查证书和私钥文件（PEM）。".formatted(port, e.getMessage()),
        "Port %d cannot be opened: %s. With HTTPS, check the files of certificate and key (PEM)."
            .formatted(port, e.getMessage()),
        e);
  }
}
