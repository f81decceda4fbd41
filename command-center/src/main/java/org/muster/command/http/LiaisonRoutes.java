package org.muster.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.BiFunction;
import org.muster.command.desk.ChargeDesk;
import org.muster.command.desk.LiaisonDesk;
import org.muster.command.desk.LiaisonDesk.Naming;
import org.muster.command.view.CallSheets;
import org.muster.command.view.FieldViews;
import org.muster.command.view.ProposalView;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** The liaison's desk (联络员): what is asked of the unit, signing for it, naming people. */
public final class LiaisonRoutes {
  private static final Access LIAISON = Access.of(Role.LIAISON);
  private static final Access LIAISON_OR_POST =
      Access.of(Role.LIAISON, Role.DISPATCHER, Role.COMMANDER);

  private final LiaisonDesk desk;
  private final ChargeDesk charges;
  private final FieldViews views;
  private final ProposalView proposals;
  private final CallSheets calls;
  private final BiFunction<Principal, UnitId, Object> shockTeam;

  /**
   * The views a liaison's desk shows.
   *
   * @param shockTeam the state of a unit's shock team
   */
  public record Views(
      FieldViews field,
      ProposalView proposals,
      CallSheets calls,
      BiFunction<Principal, UnitId, Object> shockTeam) {}

  public LiaisonRoutes(LiaisonDesk desk, ChargeDesk charges, Views views) {
    this.desk = desk;
    this.charges = charges;
    this.views = views.field();
    this.proposals = views.proposals();
    this.calls = views.calls();
    this.shockTeam = views.shockTeam();
  }

  public void mount(Api api) {
    api.on("getDesk", LIAISON, this::desk);
    api.on("signReceipt", LIAISON_OR_POST, this::signReceipt);
    api.on("getProposal", LIAISON_OR_POST, this::proposal);
    api.on("giveNames", LIAISON_OR_POST, this::giveNames);
    api.on("handOverOrder", LIAISON, this::handOver);
    api.on("takeOverOrder", LIAISON, this::takeOver);
    api.on("getCallSheet", LIAISON_OR_POST, this::callSheet);
  }

  private record Receipt(Optional<UnitId> unit, Optional<String> remark) {}

  private Answer desk(Call call) {
    UnitId unit =
        call.principal().unit().orElseThrow(() -> RefusedException.invalid("unit", "none"));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("unit", unit);
    answer.put("orders", views.desk(unit));
    answer.put("shockTeam", shockTeam.apply(call.principal(), unit));
    return Answer.ok(answer);
  }

  private Answer signReceipt(Call call) {
    JsonNode body = call.body();
    Receipt receipt =
        body.isObject()
            ? Json.decode(body, Receipt.class)
            : new Receipt(Optional.empty(), Optional.empty());
    return Answer.ok(
        desk.signReceipt(
            Commands.envelope(call, "signReceipt"), id(call), receipt.unit(), receipt.remark()));
  }

  private Answer proposal(Call call) {
    Optional<UnitId> unit = call.query("unit").map(u -> new UnitId(Commands.id("unit", u)));
    Optional<AreaCode> community = call.query("community").map(LiaisonRoutes::area);
    return Answer.ok(
        proposals.of(desk.proposal(call.principal(), id(call), unit, community), call.language()));
  }

  private Answer giveNames(Call call) {
    return Answer.ok(
        desk.giveNames(Commands.envelope(call, "giveNames"), id(call), call.body(Naming.class)));
  }

  private record HandingOver(Optional<String> remark) {}

  private Answer handOver(Call call) {
    var remark = call.body(HandingOver.class).remark();
    return Answer.ok(charges.handOver(Commands.envelope(call, "handOverOrder"), id(call), remark));
  }

  private Answer takeOver(Call call) {
    return Answer.ok(charges.takeOver(Commands.envelope(call, "takeOverOrder"), id(call)));
  }

  private Answer callSheet(Call call) {
    return Answer.ok(calls.of(call.principal(), id(call), Asked.id(call, "unit", UnitId::new)));
  }

  private static OrderId id(Call call) {
    return new OrderId(Commands.id(call));
  }

  static AreaCode area(String text) {
    try {
      return AreaCode.of(text);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("community", "not a division code");
    }
  }
}
