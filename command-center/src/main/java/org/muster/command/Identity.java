package org.muster.command;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.muster.command.desk.AccountDesk;
import org.muster.command.desk.AccountsFile;
import org.muster.command.desk.CodeDesk;
import org.muster.command.desk.DeviceDesk;
import org.muster.command.desk.FirstAccounts;
import org.muster.command.desk.PasskeyDesk;
import org.muster.command.desk.PhoneSignInDesk;
import org.muster.command.desk.PhoneSignInDesk.CodeSender;
import org.muster.command.desk.SessionDesk;
import org.muster.command.desk.SessionEnded;
import org.muster.command.desk.SessionLimits;
import org.muster.command.desk.SignInDesk;
import org.muster.command.desk.TicketDesk;
import org.muster.command.desk.TrialDesk;
import org.muster.command.http.AccountRoutes;
import org.muster.command.http.Api;
import org.muster.command.http.DeviceRoutes;
import org.muster.command.http.PasskeyRoutes;
import org.muster.command.http.SessionRoutes;
import org.muster.command.http.TrialRoutes;
import org.muster.command.secret.Passkeys;
import org.muster.command.secret.Passwords;
import org.muster.command.settings.Settings;

/** Who may come in, and as what. */
record Identity(
    Foundation on, InstantSource clock, SessionDesk sessions, TicketDesk tickets, CodeDesk codes) {

  static Identity open(Foundation on, Consumer<SessionEnded> ended, InstantSource clock) {
    Settings.Sessions settings = on.settings().sessions();
    var limits = new SessionLimits(settings.lifetime(), settings.idle(), settings.device());
    var sessions = new SessionDesk(on.database(), limits, ended);
    return new Identity(
        on,
        clock,
        sessions,
        new TicketDesk(on.database(), sessions, on.vault()),
        new CodeDesk(on.database(), on.vault()));
  }

  /** Accounts to begin with, written down for who runs the server. */
  FirstAccounts firstAccounts() {
    return new FirstAccounts(
        on.database(), new Passwords(), on.vault(), new AccountsFile(on.data().accounts()));
  }

  void mount(Api api, CodeSender sender) {
    boolean tls = on.settings().server().tls().isPresent();
    var signIn = new SignInDesk(on.database(), new Passwords(), codes, sessions);
    var phones = new PhoneSignInDesk(on.database(), on.vault(), sessions, sender);
    var passkeys = new PasskeyDesk(on.database(), sessions, passkeys());
    new SessionRoutes(
            new SessionRoutes.Desks(signIn, phones, passkeys, sessions, tickets), clock, tls)
        .mount(api);
    new PasskeyRoutes(passkeys, clock).mount(api);
    new DeviceRoutes(new DeviceDesk(on.database(), sessions), clock).mount(api);
    new AccountRoutes(new AccountDesk(on.database(), new Passwords(), on.vault(), sessions), clock)
        .mount(api);
    if (on.settings().demo().trial()) {
      new TrialRoutes(new TrialDesk(on.database(), firstAccounts()), clock).mount(api);
    }
  }

  /** What phones can prove beside the code that is sent to them. */
  Passkeys passkeys() {
    return new Passkeys(on.settings().sessions().passkeyOrigin(), on.settings().demo().trial());
  }
}
