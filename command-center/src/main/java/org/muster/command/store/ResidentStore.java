package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.secret.TokenHash;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.request.RequestId;

/** Residents who ask for help, as far as they have to be known, and only as long. */
public final class ResidentStore {
  private static final String KNOW =
      """
      insert into resident as r (id, phone_hash, phone_cipher, known_since) values ($1, $2, $3, $4)
      on conflict (phone_hash) do update set phone_hash = excluded.phone_hash
      returning id
      """;

  private static final String PHONE = "select phone_cipher from resident where id = $1";

  private static final String BEGIN =
      "insert into resident_session (token_hash, resident_id, expires_at) values ($1, $2, $3)";

  private static final String IN_FORCE =
      """
      select token_hash, resident_id, expires_at from resident_session
      where token_hash = any($1::bytea[]) and expires_at > $2
      """;

  private static final String END = "delete from resident_session where token_hash = $1";

  private static final String PURGE_SESSIONS =
      "delete from resident_session where expires_at <= $1";

  private static final String PURGE =
      """
      delete from resident r where r.known_since <= $1
        and not exists (select from resident_session s where s.resident_id = r.id)
        and not exists (select from request q where q.resident = r.id and q.closed_at is null)
      """;

  private static final String KEEP_CONTACT =
      """
      insert into request_contact (request_id, name_cipher, phone_cipher, address_cipher) values ($1, $2, $3, $4)
      """;

  private static final String CONTACT = "select * from request_contact where request_id = $1";

  private static final String FORGET_CONTACT = "delete from request_contact where request_id = $1";

  private ResidentStore() {}

  /** Whom to call and where to go, as no use without the key. */
  public record Contact(Sealed name, Sealed phone, Sealed address) {}

  /** The resident of a number, known from now on if not before. */
  public static AccountId know(Sql tx, Sealed phoneHash, Sealed phone, Instant at) {
    return tx.get(
        KNOW,
        row -> new AccountId(row.getUUID("id")),
        UUID.randomUUID(),
        phoneHash.bytes(),
        phone.bytes(),
        at);
  }

  public static Sealed phone(Sql sql, AccountId resident) {
    return sql.get(PHONE, row -> sealed(row, "phone_cipher"), resident);
  }

  public static void begin(Sql tx, TokenHash token, AccountId resident, Instant expiresAt) {
    tx.run(BEGIN, token.bytes(), resident, expiresAt);
  }

  /** Those that have not run out. */
  public static Map<TokenHash, Session> find(Sql sql, Collection<TokenHash> tokens, Instant at) {
    var rows = sql.run(IN_FORCE, TokenColumn.array(tokens), at);
    return TokenColumn.index(rows, "token_hash", ResidentStore::session);
  }

  public static boolean end(Sql tx, TokenHash token) {
    return tx.change(END, (Object) token.bytes()) == 1;
  }

  /** Forgets sessions that have run out, and residents of whom nothing is open any more. */
  public static void purge(Sql tx, Instant at, Instant knownBefore) {
    tx.run(PURGE_SESSIONS, at);
    tx.run(PURGE, knownBefore);
  }

  public static void keep(Sql tx, RequestId request, Contact contact) {
    tx.run(
        KEEP_CONTACT,
        request,
        contact.name().bytes(),
        contact.phone().bytes(),
        contact.address().bytes());
  }

  public static Optional<Contact> contact(Sql sql, RequestId request) {
    return sql.find(
        CONTACT,
        row ->
            new Contact(
                sealed(row, "name_cipher"),
                sealed(row, "phone_cipher"),
                sealed(row, "address_cipher")),
        request);
  }

  public static void forget(Sql tx, RequestId request) {
    tx.run(FORGET_CONTACT, request);
  }

  /** Who acts when this resident does. */
  public static Principal principal(AccountId resident) {
    return new Principal(
        resident, "", Set.of(Role.RESIDENT), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Session session(Row row) {
    return new Session(
        TokenColumn.of(row, "token_hash"),
        principal(new AccountId(row.getUUID("resident_id"))),
        Optional.of(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant),
        Optional.empty());
  }

  private static Sealed sealed(Row row, String column) {
    return Sealed.of(row.getBuffer(column).getBytes());
  }
}
