package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.IdentityWorld.NOON;
import static org.muster.command.desk.Refusals.assertRefused;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.TrialDesk.Device;
import org.muster.command.desk.TrialDesk.DevicesRequest;
import org.muster.command.secret.Tokens;
import org.muster.model.Refusal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

final class FirstAccountsIT {
  private IdentityWorld world;

  @BeforeEach
  void open() {
    world = new IdentityWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void firstAccountsSignInWithWhatTheFileSays() throws Exception {
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));

    var roles = new HashSet<String>();
    for (var node : Json.parse(Files.readString(world.file))) {
      world.open(Json.decode(node, DemoAccount.class), NOON);
      roles.add(node.path("login").asText() + "=" + node.path("role").asText());
      assertEquals(node.path("role").asText().equals("commander"), node.has("otpSecret"));
    }
    assertEquals(
        Set.of(
            "sysadmin=sysadmin",
            "secadmin=secadmin",
            "auditor=auditor",
            "commander=commander",
            "dispatcher1=dispatcher",
            "dispatcher2=dispatcher"),
        roles);
  }

  @Test
  void fileIsForItsOwnerOnlyAndNothingElseIsLeft() throws Exception {
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));

    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(world.file));
    try (var files = Files.list(world.folder)) {
      assertEquals(List.of(world.file), files.toList());
    }
  }

  @Test
  void callingAgainChangesNothing() throws Exception {
    county();
    var first = world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
    var trial = world.first.ensureTrial(10);
    String file = Files.readString(world.file);
    long accounts = world.count("select count(*) from account");

    assertEquals(first, world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY)));
    assertEquals(trial, world.first.ensureTrial(10));
    assertEquals(file, Files.readString(world.file));
    assertEquals(accounts, world.count("select count(*) from account"));
  }

  @Test
  void twoProcessesStartingTogetherMakeOneSet() throws Exception {
    var outcomes = Racers.race(4, () -> world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY)));

    assertEquals(1, outcomes.stream().distinct().count());
    assertEquals(6, world.count("select count(*) from account"));
  }

  @Test
  void passwordsOfTheFileHoldWhenTheAccountsWereNotCommitted() {
    var before = world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
    world.change("delete from account");

    assertEquals(before, world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY)));
    before.forEach(account -> world.open(account, NOON));
  }

  @Test
  void lostFileDoesNotResetRealAccountsButTrialOnes() throws Exception {
    county();
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
    var before = world.first.ensureTrial(10);
    Files.delete(world.file);

    assertEquals(List.of(), world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY)));
    var after = world.first.ensureTrial(10);

    assertEquals(logins(before), logins(after));
    world.open(after.getFirst(), NOON);
    assertRefused(Refusal.WRONG_CREDENTIALS, () -> world.open(before.getFirst(), NOON));
  }

  @Test
  void trialHasAnAccountForEachLiaisonStreetCommunityAndSomeVolunteers() {
    var unit = county();
    var accounts = world.first.ensureTrial(10);

    assertEquals(
        Set.of(
            "liaison-01",
            "deputy-01",
            "liaison-02",
            "street-330522001",
            "community-330522001001",
            "volunteer-01",
            "volunteer-02",
            "volunteer-03"),
        Set.copyOf(logins(accounts)));
    assertEquals(Optional.of(unit), called(accounts, "liaison-01").unit());
    assertEquals(Optional.of(unit), called(accounts, "deputy-01").unit());
    assertEquals(Role.COMMUNITY, called(accounts, "street-330522001").role());
    assertEquals(
        Optional.of(AreaCode.of(IdentityWorld.COMMUNITY)),
        called(accounts, "community-330522001001").area());
    var volunteer = world.open(called(accounts, "volunteer-01"), NOON).principal();
    assertTrue(volunteer.volunteer().isPresent());
    assertTrue(volunteer.is(Role.VOLUNTEER));
  }

  @Test
  void whoIsLoadedLaterGetsTheNextNumber() {
    var early = world.unit("B 单位");
    world.volunteer(early, "李四");
    var before = world.first.ensureTrial(10);
    var late = world.unit("A 单位");
    world.volunteer(late, "王五");
    var after = world.first.ensureTrial(10);

    assertEquals(called(before, "liaison-01"), called(after, "liaison-01"));
    assertEquals(Optional.of(early), called(after, "liaison-01").unit());
    assertEquals(Optional.of(late), called(after, "liaison-02").unit());
    assertEquals("李四", called(after, "volunteer-01").name());
    assertEquals("王五", called(after, "volunteer-02").name());
  }

  @Test
  void devicesActForTheirVolunteersAndConsentToShareTheirPlace() {
    var unit = county();
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));

    var devices = devices(2, Optional.of(unit));

    assertEquals(2, devices.size());
    for (Device device : devices) {
      var session = world.sessions.find(device.token(), NOON).orElseThrow();
      assertEquals(Optional.of(device.volunteer()), session.principal().volunteer());
      assertEquals(device.volunteer().value(), session.principal().id().value());
      assertEquals(Set.of(Role.VOLUNTEER), session.principal().roles());
      assertTrue(session.principal().sees(device.volunteer()));
      assertFalse(session.principal().sees(unit));
      var ticket = world.tickets.issue(device.token(), NOON);
      assertTrue(world.tickets.redeem(ticket.ticket(), NOON).isPresent());
    }
    assertEquals(2, world.count("select count(*) from consent where withdrawn_at is null"));
  }

  @Test
  void devicesAreCappedByTheVolunteersThereAre() {
    county();
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));

    assertEquals(3, devices(20_000, Optional.empty()).size());
    assertRefused(Refusal.INVALID, () -> devices(0, Optional.empty()));
    assertRefused(Refusal.INVALID, () -> devices(20_001, Optional.empty()));
  }

  @Test
  void sameVolunteersArePickedEachTime() {
    county();
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));

    var first = devices(2, Optional.empty());
    var second = devices(2, Optional.empty());

    assertEquals(
        first.stream().map(Device::volunteer).toList(),
        second.stream().map(Device::volunteer).toList());
  }

  @Test
  void revokedDeviceIsNobody() {
    county();
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
    String token = devices(1, Optional.empty()).getFirst().token();
    assertTrue(world.sessions.find(token, NOON).isPresent());

    assertTrue(world.sessions.end(token, NOON));

    assertTrue(world.sessions.find(token, NOON).isEmpty());
    assertTrue(world.ended.contains(new SessionEnded(Tokens.hash(token))));
  }

  @Test
  void threeThousandDevicesAreMadeAtOnce() {
    var unit = county();
    world.first.ensureFirst(Optional.of(IdentityWorld.COUNTY));
    world.change(
        """
        insert into volunteer (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher,
                               phone_hash)
        select id, $1, '志愿者', 'unknown', date '1990-01-01', '', uuid_send(id), '', ''
        from (select gen_random_uuid() as id from generate_series(1, 3000)) fresh
        """,
        unit);

    var devices = devices(3000, Optional.of(unit));

    assertEquals(3000, devices.stream().map(Device::token).distinct().count());
    assertEquals(3000, world.count("select count(*) from device"));
  }

  private List<Device> devices(int count, Optional<UnitId> unit) {
    return world.trial.makeDevices(
        world.by("sysadmin"), new DevicesRequest(count, unit, Optional.empty()));
  }

  /** Two units, the first with two liaisons and two volunteers, one street, one community. */
  private UnitId county() {
    world.areas();
    var first = world.unit("A 县委办公室");
    var second = world.unit("B 县政府办公室");
    world.liaison(first, "primary", "赵一");
    world.liaison(first, "deputy", "钱二");
    world.volunteer(first, "孙三");
    world.volunteer(first, "李四");
    world.volunteer(second, "周五");
    return first;
  }

  private static List<String> logins(List<DemoAccount> accounts) {
    return accounts.stream().map(DemoAccount::login).toList();
  }

  private static DemoAccount called(List<DemoAccount> accounts, String login) {
    return accounts.stream().filter(a -> a.login().equals(login)).findFirst().orElseThrow();
  }
}
