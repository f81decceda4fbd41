package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.desk.AssignmentDesk.Confirming;
import org.muster.command.desk.LateEntryDesk;
import org.muster.command.desk.TransferDesk;
import org.muster.command.desk.TransferDesk.Transfer;
import org.muster.command.secret.ArrivalCodes;
import org.muster.command.view.FieldViews;
import org.muster.command.view.UnaskedViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** What volunteers do with their assignments, and how communities receive them. */
public final class FieldRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);
  private static final Access RECEIVING =
      Access.of(Role.COMMUNITY, Role.COMMANDER, Role.DISPATCHER);

  private final AssignmentDesk desk;
  private final TransferDesk transfers;
  private final LateEntryDesk late;
  private final FieldViews views;
  private final UnaskedViews unasked;
  private final ArrivalCodes codes;
  private final InstantSource clock;

  /** The desks of those in the field, and of what is entered after a time without network. */
  public record Desks(AssignmentDesk assignments, TransferDesk transfers, LateEntryDesk late) {}

  /** What those in the field, and those who receive them, look at. */
  public record Views(FieldViews field, UnaskedViews unasked) {}

  /**
   * @param clock by which the desk decides whether an arrival code is in force
   */
  public FieldRoutes(Desks desks, Views views, ArrivalCodes codes, InstantSource clock) {
    this.desk = desks.assignments();
    this.transfers = desks.transfers();
    this.late = desks.late();
    this.views = views.field();
    this.unasked = views.unasked();
    this.codes = codes;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("getMe", Access.SIGNED_IN, this::me);
    api.on("listMyAssignments", VOLUNTEER, this::myAssignments);
    api.on("acceptOffer", VOLUNTEER, call -> perform(call, "accept"));
    api.on("declineOffer", VOLUNTEER, call -> perform(call, "decline"));
    api.on("depart", VOLUNTEER, call -> perform(call, "depart"));
    api.on("arrive", VOLUNTEER, call -> perform(call, "arrive"));
    api.on("leave", VOLUNTEER, call -> perform(call, "leave"));
    api.on("report", VOLUNTEER, call -> perform(call, "report"));
    api.on("markPresent", RECEIVING, this::markPresent);
    api.on("markAbsent", RECEIVING, this::markAbsent);
    api.on("moveToSpot", RECEIVING, this::moveToSpot);
    api.on("moveToCommunity", RECEIVING, this::moveToCommunity);
    api.on("confirmService", RECEIVING, this::confirm);
    api.on("enterLater", RECEIVING, this::enterLater);
    api.on("findUnasked", RECEIVING, this::findUnasked);
    api.on("getRoll", RECEIVING, this::roll);
    api.on("getArrivalCode", RECEIVING, this::arrivalCode);
  }

  private record At(Optional<Instant> at) {}

  record Spot(String spot) {
    Spot {
      spot = Texts.required("spot", spot);
    }
  }

  private record Remark(Optional<String> remark) {}

  private Answer me(Call call) {
    Principal by = call.principal();
    var me = new LinkedHashMap<String, Object>();
    me.put("id", by.id());
    me.put("name", by.name());
    me.put("roles", by.roles().stream().sorted().toList());
    by.unit().ifPresent(unit -> me.put("unit", unit));
    by.area().ifPresent(area -> me.put("area", area));
    by.volunteer()
        .flatMap(views::me)
        .ifPresent(card -> card.properties().forEach(f -> me.put(f.getKey(), f.getValue())));
    by.volunteer().ifPresent(volunteer -> me.put("volunteer", volunteer));
    return Answer.ok(me);
  }

  private Answer myAssignments(Call call) {
    return Answer.ok(views.assignments(self(call), call.query("limit"), call.query("after")));
  }

  private Answer perform(Call call, String deed) {
    return Answer.ok(
        desk.perform(call.principal(), call.commandId(), id(call), deed, object(call.body())));
  }

  private Answer markPresent(Call call) {
    At at = Json.decode(object(call.body()), At.class);
    return Answer.ok(desk.markPresent(Commands.envelope(call, "markPresent"), id(call), at.at()));
  }

  private Answer markAbsent(Call call) {
    Remark remark = Json.decode(object(call.body()), Remark.class);
    return Answer.ok(
        desk.markAbsent(Commands.envelope(call, "markAbsent"), id(call), remark.remark()));
  }

  private Answer moveToSpot(Call call) {
    String spot = call.body(Spot.class).spot();
    return Answer.ok(desk.moveToSpot(Commands.envelope(call, "moveToSpot"), id(call), spot));
  }

  private Answer moveToCommunity(Call call) {
    return Answer.ok(
        transfers.move(
            Commands.envelope(call, "moveToCommunity"), id(call), call.body(Transfer.class)));
  }

  private Answer confirm(Call call) {
    return Answer.ok(
        desk.confirm(
            Commands.envelope(call, "confirmService"), id(call), call.body(Confirming.class)));
  }

  private Answer enterLater(Call call) {
    return Answer.ok(
        late.enter(
            Commands.envelope(call, "enterLater"),
            new OrderId(Commands.id(call)),
            call.body(LateEntryDesk.Lines.class)));
  }

  private Answer findUnasked(Call call) {
    String asked = call.query("q").orElse("");
    return Answer.ok(
        Map.of("items", unasked.find(call.principal(), new OrderId(Commands.id(call)), asked)));
  }

  private Answer roll(Call call) {
    var people = views.roll(place(call), Asked.id(call, "order", OrderId::new));
    return Answer.ok(Map.of("asOf", clock.instant(), "people", people, "total", people.size()));
  }

  private Answer arrivalCode(Call call) {
    AreaCode place = place(call);
    if (place.level() != AreaCode.Level.COMMUNITY) {
      throw RefusedException.invalid("code", "a community has an arrival code, a street has none");
    }
    Instant now = clock.instant();
    ArrivalCodes.Shown shown = codes.show(place, now);
    return Answer.ok(
        new Codes(
            shown.code(),
            shown.validUntil(),
            call.query("hours")
                .map(hours -> codes.ahead(place, now, Duration.ofHours(Long.parseLong(hours))))));
  }

  /** The code of the moment, and those of the time to come where they were asked for. */
  private record Codes(String code, Instant validUntil, Optional<List<ArrivalCodes.Shown>> ahead) {}

  private static AreaCode place(Call call) {
    AreaCode place = LiaisonRoutes.area(call.path("code"));
    if (!call.principal().sees(place)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return place;
  }

  /** The volunteer who calls. */
  static VolunteerId self(Call call) {
    return call.principal().volunteer().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static AssignmentId id(Call call) {
    return new AssignmentId(Commands.id(call));
  }

  /** A request without a body asks with no particulars. */
  private static JsonNode object(JsonNode body) {
    return body.isObject() ? body : Json.tree(Map.of());
  }
}
