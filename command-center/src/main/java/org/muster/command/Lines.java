package org.muster.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.muster.command.desk.PositionDesk;
import org.muster.command.desk.TicketDesk;
import org.muster.command.relay.Contacts;
import org.muster.command.relay.Delivery;
import org.muster.command.relay.DeliveryLimits;
import org.muster.command.relay.EpochWatch;
import org.muster.command.settings.Settings;
import org.muster.command.socket.BoardTopics;
import org.muster.command.socket.Broadcast;
import org.muster.command.socket.DeskDeeds;
import org.muster.command.socket.MapTopics;
import org.muster.command.socket.SocketLimits;
import org.muster.command.socket.SocketServer;
import org.muster.command.socket.TicketOffice.Redeemed;
import org.muster.command.socket.Topics;
import org.muster.command.store.Words;
import org.muster.command.text.Messages;
import org.muster.command.view.AudienceViews;
import org.muster.command.view.Boards;
import org.muster.command.view.MapViews;
import org.muster.command.view.OrderViews;
import org.muster.model.place.CoordType;
import org.muster.model.place.Dwelling;
import org.muster.model.place.Position;
import org.muster.model.wire.ClientFrame.PositionFix;

/** The live lines to phones and desks: letters, boards, maps, and the sockets that carry them. */
record Lines(Delivery delivery, Broadcast broadcast, SocketServer sockets) {
  private static final Duration SOON = Duration.ofSeconds(3);

  /** Restored or promoted databases are rare, and phones that do not know yet only wait. */
  private static final Duration EPOCH_EVERY = Duration.ofSeconds(2);

  /**
   * What the lines are for.
   *
   * @param changed is told the boards and maps that may look different now
   * @param launching whether a launch goes on, here or elsewhere
   */
  record Ends(
      Desks desks,
      TicketDesk tickets,
      AudienceViews audience,
      Messages messages,
      Consumer<List<String>> changed,
      BooleanSupplier launching,
      InstantSource clock) {}

  /** Starts delivery; sockets come in when the doors are open. */
  static Lines start(Foundation on, Parts parts, Ends ends) {
    Settings.Delivery settings = on.settings().delivery();
    var limits = DeliveryLimits.STANDARD.withSweep(settings.sweep());
    var delivery =
        parts.add(
            "delivery",
            SOON,
            new Delivery(new Delivery.Parts(on.inner(), ends.launching(), on.metrics()), limits));
    delivery.start();
    parts
        .add("contacts", SOON, new Contacts(on.inner(), delivery::connected, ends.clock()))
        .start();
    var epoch =
        parts.add("epoch", SOON, new EpochWatch(on.inner(), delivery::comeBack, EPOCH_EVERY));
    Patience.ofAStart().untilDone(epoch::start);
    PositionDesk positions = ends.desks().positions();
    var broadcast = parts.add("boards", SOON, new Broadcast(topics(on, ends)));
    var sockets =
        new SocketServer(
            new SocketServer.Parts(
                ticket ->
                    ends.tickets().redeem(ticket, ends.clock().instant()).map(Lines::redeemed),
                new DeskDeeds(ends.desks().deeds(), ends.messages()),
                (principal, fix) ->
                    positions
                        .fix(principal, position(fix))
                        .ifPresent(
                            doing ->
                                ends.changed()
                                    .accept(MapTopics.showing(doing.community(), doing.space()))),
                broadcast,
                delivery,
                on.cluster().presence(),
                Set.of()),
            SocketLimits.STANDARD.withRhythm(settings.ping(), settings.silentAfter()),
            on.metrics());
    return new Lines(delivery, broadcast, sockets);
  }

  private static Topics topics(Foundation on, Ends ends) {
    var boards = new Boards(on.database(), ends.clock());
    var ofBoards = new BoardTopics(boards, new OrderViews(on.database()));
    var ofMaps =
        new MapTopics(
            new MapViews(
                on.database(), on.cluster().sightings()::newest, ends.audience(), ends.clock()));
    return (principal, name) ->
        ofBoards.open(principal, name).or(() -> ofMaps.open(principal, name));
  }

  private static Redeemed redeemed(TicketDesk.Ticket ticket) {
    return new Redeemed(ticket.principal(), Optional.of(ticket.session().bytes()), ticket.number());
  }

  private static Position position(PositionFix fix) {
    return Position.of(
        Words.of(CoordType.class, fix.coordType()),
        fix.lon(),
        fix.lat(),
        fix.accuracyM().orElse(Dwelling.ACCURACY_MAX_M + 1));
  }
}
