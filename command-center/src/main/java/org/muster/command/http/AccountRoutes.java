package org.muster.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.muster.command.desk.AccountCard;
import org.muster.command.desk.AccountChange;
import org.muster.command.desk.AccountDesk;
import org.muster.command.desk.AccountRequest;
import org.muster.command.desk.Act;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Role;

/** Accounts, for the system administrator and the security administrator. */
public final class AccountRoutes {
  private static final Access ADMINISTRATORS = Access.of(Role.SYSADMIN, Role.SECADMIN);
  private static final int PAGE = 100;
  private static final int PAGE_MAX = 500;

  private final AccountDesk desk;
  private final InstantSource clock;

  public AccountRoutes(AccountDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void mount(Api api) {
    api.on("listAccounts", ADMINISTRATORS, this::list);
    api.on("createAccount", Access.of(Role.SYSADMIN), this::create);
    api.on("changeAccount", ADMINISTRATORS, this::change);
    api.on("endAccountSessions", ADMINISTRATORS, this::endSessions);
  }

  private record Shelf(
      List<AccountCard> items,
      long total,
      @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> next) {}

  private Answer list(Call call) {
    int limit = call.query("limit").map(AccountRoutes::limit).orElse(PAGE);
    var wanted =
        new AccountDesk.Wanted(
            call.query("q"), call.query("role"), call.query("after").orElse(""), limit);
    var part = desk.list(wanted, clock.instant());
    Optional<String> next =
        part.accounts().size() < limit
            ? Optional.empty()
            : Optional.of(part.accounts().getLast().login());
    return Answer.ok(new Shelf(part.accounts(), part.total(), next));
  }

  private static int limit(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, PAGE_MAX);
    } catch (NumberFormatException _) {
      throw RefusedException.invalid("limit", "must be a number");
    }
  }

  private Answer create(Call call) {
    return Answer.created(desk.create(act(call, "createAccount"), call.body(AccountRequest.class)));
  }

  private Answer change(Call call) {
    var seen = new AccountDesk.Seen(id(call), Asked.version(call));
    return Answer.ok(desk.change(act(call, "changeAccount"), seen, call.body(AccountChange.class)));
  }

  private Answer endSessions(Call call) {
    return Answer.ok(desk.endSessions(act(call, "endAccountSessions"), id(call)));
  }

  private static AccountId id(Call call) {
    try {
      return AccountId.of(call.path("id"));
    } catch (IllegalArgumentException _) {
      throw RefusedException.invalid("id", "must be a UUID");
    }
  }

  private Act act(Call call, String operation) {
    return new Act(Commands.envelope(call, operation), call.remoteAddress(), clock.instant());
  }
}
