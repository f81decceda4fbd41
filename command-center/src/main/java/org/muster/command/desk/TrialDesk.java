package org.muster.command.desk;

import java.util.List;
import java.util.Optional;
import org.muster.command.secret.Tokens;
import org.muster.command.store.AccountAudit;
import org.muster.command.store.AccountAudit.Action;
import org.muster.command.store.AccountAudit.Entry;
import org.muster.command.store.ConsentStore;
import org.muster.command.store.Database;
import org.muster.command.store.DeviceStore;
import org.muster.command.store.DeviceStore.NewDevice;
import org.muster.command.store.DeviceStore.Owner;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sql;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Consent;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** What a trial needs and a production must not have: accounts and devices for simulated people. */
public final class TrialDesk {
  /** As many as one process holds file descriptors for. */
  private static final int DEVICES_MAX = 20_000;

  /** What simulated volunteers have agreed to. */
  private static final String CONSENT_TEXT = "trial";

  private final Database database;
  private final FirstAccounts accounts;

  public TrialDesk(Database database, FirstAccounts accounts) {
    this.database = database;
    this.accounts = accounts;
  }

  /** Devices somebody asks for; of one unit or home community if named. */
  public record DevicesRequest(int count, Optional<UnitId> unit, Optional<AreaCode> community) {}

  /** A simulated volunteer's device. */
  public record Device(
      VolunteerId volunteer, String token, UnitId unit, Optional<AreaCode> community) {}

  /** With accounts of that many volunteers. */
  public List<DemoAccount> makeAccounts(Act act, int volunteers) {
    var made = accounts.ensureTrial(volunteers);
    return database.transaction(
        sql -> {
          audit(sql, act, Action.TRIAL_ACCOUNTS, made.size());
          return made;
        });
  }

  /** As many as there are volunteers, at most; simulated volunteers consent to share positions. */
  public List<Device> makeDevices(Act act, DevicesRequest request) {
    if (request.count() < 1 || request.count() > DEVICES_MAX) {
      throw RefusedException.invalid("count", "1 to " + DEVICES_MAX);
    }
    return database.transaction(
        sql -> {
          check(sql, request);
          var devices =
              DeviceStore.listOwners(sql, request.count(), request.unit(), request.community())
                  .stream()
                  .map(TrialDesk::device)
                  .toList();
          DeviceStore.add(
              sql, devices.stream().map(TrialDesk::stored).toList(), act.at(), Optional.empty());
          ConsentStore.giveAll(
              sql,
              devices.stream().map(Device::volunteer).toList(),
              Consent.LOCATION,
              CONSENT_TEXT,
              act.at());
          audit(sql, act, Action.TRIAL_DEVICES, devices.size());
          return devices;
        });
  }

  private static void check(Sql sql, DevicesRequest request) {
    if (request.unit().filter(unit -> !Scopes.has(sql, unit)).isPresent()) {
      throw ResponseDesk.refusal(Refusal.UNKNOWN_UNIT, "unit", "unknown");
    }
    if (request.community().filter(code -> !Scopes.has(sql, code)).isPresent()) {
      throw ResponseDesk.refusal(Refusal.UNKNOWN_AREA, "community", "unknown");
    }
  }

  private static Device device(Owner owner) {
    return new Device(owner.id(), Tokens.fresh(), owner.unit(), owner.community());
  }

  private static NewDevice stored(Device device) {
    return new NewDevice(Tokens.hash(device.token()), device.volunteer());
  }

  private static void audit(Sql sql, Act act, Action action, int count) {
    AccountAudit.append(
        sql,
        new Entry(
            act.at(),
            action,
            true,
            Optional.empty(),
            Optional.of(act.by().id()),
            act.ip(),
            String.valueOf(count)));
  }
}
