package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.secret.TokenHash;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** The table of volunteers' devices. */
public final class DeviceStore {
  private static final String IN_FORCE =
      """
      select device.token_hash, device.expires_at, volunteer.id, volunteer.name, volunteer.unit_id
      from device join volunteer on volunteer.id = device.volunteer_id
      where device.token_hash = any($1::bytea[]) and device.revoked_at is null
        and (device.expires_at is null or device.expires_at > $2)
      """;

  private static final String REVOKE =
      """
      update device set revoked_at = $2 where token_hash = $1 and revoked_at is null
      returning volunteer_id
      """;

  /** The newest stay. */
  private static final String REVOKE_BEYOND =
      """
      update device set revoked_at = $3
      where token_hash in (
        select token_hash from device where volunteer_id = $1 and revoked_at is null
        order by created_at desc offset $2)
      returning token_hash
      """;

  private static final String REVOKE_OVERDUE =
      """
      update device set revoked_at = $1 where expires_at <= $1 and revoked_at is null
      returning token_hash
      """;

  private static final String OF_OWNER =
      """
      select id, token_hash, label, created_at, expires_at from device
      where volunteer_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
      order by created_at desc limit 50
      """;

  private static final String REVOKE_ONE =
      """
      update device set revoked_at = $3 where volunteer_id = $1 and id = $2 and revoked_at is null
      returning token_hash
      """;

  private static final String LABEL = "update device set label = $2 where token_hash = $1";

  private static final String OWNER = "select id, name, unit_id from volunteer where id = $1";

  private static final String OWNERS =
      """
      select id, unit_id, community from volunteer
      where ($2::uuid is null or unit_id = $2) and ($3::text is null or community = $3)
        and merged_into is null
      order by unit_id, id
      limit $1
      """;

  private static final String ADD =
      """
      insert into device (token_hash, volunteer_id, created_at, expires_at)
      select token_hash, volunteer_id, $3, $4
      from unnest($1::bytea[], $2::uuid[]) as fresh (token_hash, volunteer_id)
      """;

  private DeviceStore() {}

  /** A volunteer a device can be given to. */
  public record Owner(VolunteerId id, UnitId unit, Optional<AreaCode> community) {}

  /**
   * A phone that is signed in.
   *
   * @param label what sort of phone it said it was
   */
  public record Standing(
      UUID id,
      TokenHash token,
      Optional<String> label,
      Instant since,
      Optional<Instant> expiresAt) {}

  /** A device about to be added. */
  public record NewDevice(TokenHash token, VolunteerId volunteer) {}

  /** Those that are neither revoked nor out of date. */
  public static Map<TokenHash, Session> find(Sql sql, Collection<TokenHash> tokens, Instant at) {
    var rows = sql.run(IN_FORCE, TokenColumn.array(tokens), at);
    return TokenColumn.index(rows, "token_hash", DeviceStore::session);
  }

  public static Optional<VolunteerId> revoke(Sql sql, TokenHash token, Instant at) {
    return sql.find(REVOKE, row -> new VolunteerId(row.getUUID("volunteer_id")), token.bytes(), at);
  }

  /** The phones that are signed in as somebody, the newest first. */
  public static List<Standing> list(Sql sql, VolunteerId volunteer, Instant at) {
    return sql.list(OF_OWNER, DeviceStore::standing, volunteer, at);
  }

  /** Revokes one of somebody's own devices. */
  public static Optional<TokenHash> revoke(
      Sql sql, VolunteerId volunteer, UUID device, Instant at) {
    return sql.find(REVOKE_ONE, DeviceStore::token, volunteer, device, at);
  }

  public static void label(Sql sql, TokenHash token, String label) {
    sql.run(LABEL, token.bytes(), label);
  }

  /** Revokes all devices of somebody but the newest; returns those it revoked. */
  public static List<TokenHash> revokeBeyond(Sql sql, VolunteerId volunteer, int kept, Instant at) {
    return sql.list(REVOKE_BEYOND, DeviceStore::token, volunteer, kept, at);
  }

  /** Revokes the devices whose time has run out; returns them. */
  public static List<TokenHash> revokeOverdue(Sql sql, Instant at) {
    return sql.list(REVOKE_OVERDUE, DeviceStore::token, at);
  }

  /** The first volunteers in the order of units and ids, perhaps of one unit or community only. */
  public static List<Owner> listOwners(
      Sql sql, int limit, Optional<UnitId> unit, Optional<AreaCode> community) {
    return sql.list(OWNERS, DeviceStore::owner, limit, unit, community);
  }

  /** Adds devices that are good until then, or else until they are revoked. */
  public static void add(
      Sql sql, List<NewDevice> devices, Instant at, Optional<Instant> expiresAt) {
    Object tokens = TokenColumn.array(devices.stream().map(NewDevice::token).toList());
    Object volunteers = devices.stream().map(d -> d.volunteer().value()).toArray(UUID[]::new);
    sql.run(ADD, tokens, volunteers, at, expiresAt);
  }

  /** Who acts when a phone of this volunteer does. */
  public static Principal owner(Sql sql, VolunteerId volunteer) {
    return sql.get(OWNER, DeviceStore::principal, volunteer);
  }

  private static Principal principal(Row row) {
    UUID volunteer = row.getUUID("id");
    return new Principal(
        new AccountId(volunteer),
        row.getString("name"),
        Set.of(Role.VOLUNTEER),
        Optional.of(new UnitId(row.getUUID("unit_id"))),
        Optional.empty(),
        Optional.of(new VolunteerId(volunteer)));
  }

  private static Session session(Row row) {
    return new Session(
        token(row),
        principal(row),
        Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant),
        Optional.empty());
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getUUID("id"),
        token(row),
        Optional.ofNullable(row.getString("label")),
        row.getOffsetDateTime("created_at").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant));
  }

  private static TokenHash token(Row row) {
    return TokenColumn.of(row, "token_hash");
  }

  private static Owner owner(Row row) {
    return new Owner(
        new VolunteerId(row.getUUID("id")),
        new UnitId(row.getUUID("unit_id")),
        Optional.ofNullable(row.getString("community")).map(AreaCode::of));
  }
}
