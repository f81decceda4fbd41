package org.muster.command.http;

import java.time.InstantSource;
import java.util.Map;
import org.muster.command.desk.ProofDesk;
import org.muster.command.desk.ProofDesk.Asking;
import org.muster.command.desk.ProofDesk.Deciding;
import org.muster.command.desk.ProofDesk.Revoking;
import org.muster.command.view.ProofViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Role;
import org.muster.model.record.ProofId;

/** Proofs of service (服务证明): asked for, issued, printed, checked by anybody, revoked. */
public final class ProofRoutes {
  private static final Access VOLUNTEER = Access.of(Role.VOLUNTEER);
  private static final Access POST = Access.of(Role.COMMANDER, Role.DISPATCHER);
  private static final int MEMBER_MAX = 40;

  private final ProofDesk desk;
  private final ProofViews views;
  private final InstantSource clock;

  public ProofRoutes(ProofDesk desk, ProofViews views, InstantSource clock) {
    this.desk = desk;
    this.views = views;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("askProof", VOLUNTEER, this::ask);
    api.on("listMyProofs", VOLUNTEER, this::mine);
    api.on("getMyProof", VOLUNTEER, this::document);
    api.on("listProofs", POST, this::list);
    api.on("decideProof", POST, this::decide);
    api.on("revokeProof", POST, this::revoke);
    api.on("checkProof", Access.OPEN, this::check);
  }

  private Answer ask(Call call) {
    return Answer.created(
        desk.ask(
            Commands.envelope(call, "askProof"), FieldRoutes.self(call), call.body(Asking.class)));
  }

  private Answer mine(Call call) {
    return Answer.ok(Map.of("items", views.mine(FieldRoutes.self(call))));
  }

  private Answer document(Call call) {
    return Answer.ok(
        views
            .document(FieldRoutes.self(call), id(call))
            .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND)));
  }

  private Answer list(Call call) {
    return Answer.ok(Map.of("items", views.list(call.principal())));
  }

  private Answer decide(Call call) {
    return Answer.ok(
        desk.decide(Commands.envelope(call, "decideProof"), id(call), call.body(Deciding.class)));
  }

  private Answer revoke(Call call) {
    return Answer.ok(
        desk.revoke(Commands.envelope(call, "revokeProof"), id(call), call.body(Revoking.class)));
  }

  record Checking(String number, String code) {
    Checking {
      number = Texts.required("number", number, MEMBER_MAX);
      code = Texts.required("code", code, MEMBER_MAX);
    }
  }

  private Answer check(Call call) {
    Checking checking = call.body(Checking.class);
    desk.admit(call.remoteAddress(), clock.instant());
    return Answer.ok(views.check(checking.number(), checking.code(), clock.instant()));
  }

  private static ProofId id(Call call) {
    return new ProofId(Commands.id(call));
  }
}
