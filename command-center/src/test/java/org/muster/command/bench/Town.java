package org.muster.command.bench;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.muster.command.secret.SealedTickets;
import org.muster.command.secret.Tokens;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;

/**
 * A county made for measuring: units of a hundred people, all of their shock teams, and a plan that
 * asks for each of them.
 */
final class Town {
  static final String COUNTY = "339900000000";

  private static final int UNIT_PEOPLE = 100;
  private static final int PLACES = 10;
  private static final int COMMUNITIES = 200;
  private static final int TICKET_SECONDS = 600;

  private static final String AREAS =
      """
      insert into area (code, name, level, parent, lon, lat)
      select '339900000000', '测量县', 'county', '339900000000', 120, 30 union all
      select '339900001000', '测量街道', 'street', '339900000000', 120, 30 union all
      select '339900001' || lpad(n::text, 3, '0'), '社区' || n, 'community', '339900001000',
        120 + n * 0.01, 30 from generate_series(1, $1::int) n
      """;

  private static final String UNITS =
      """
      insert into unit (id, code, name, headcount)
      select gen_random_uuid(), 'BENCH' || n, '测量单位' || n, $2 from generate_series(1, $1::int) n
      """;

  private static final String PEOPLE =
      """
      insert into volunteer (id, unit_id, name, sex, birth, id_cipher, id_hash, phone_cipher,
        phone_hash, community, shock, insured_from, insured_until, trained_on, trained_until)
      select gen_random_uuid(), u.id, '测' || n, 'female', date '1990-03-07', '\\x00',
        sha256((u.code || '/' || n)::bytea), '\\x00', sha256((u.code || '/' || n)::bytea),
        '339900001' || lpad((1 + n % $2::int)::text, 3, '0'), true, current_date - 10,
        current_date + 300, current_date - 10, current_date + 300
      from unit u cross join generate_series(1, $1::int) n
      """;

  private static final String PLAN =
      """
      with made as (
        insert into plan (id, area, name, number) values (gen_random_uuid(), $1, '测量预案', 1)
        returning id)
      insert into plan_line (plan_id, community, unit_id, normal, emergency, critical, meeting_point)
      select made.id,
        '339900001' || lpad((1 + (row_number() over (order by u.code) * 7 + k) % $2::int)::text, 3, '0'),
        u.id, 0, 0, $3, '党群服务中心'
      from made, unit u cross join generate_series(1, $4::int) k
      """;

  private static final String DEVICES =
      """
      insert into device (token_hash, volunteer_id)
      select sha256(id::text::bytea), id from volunteer order by id
      on conflict do nothing
      """;

  private static final String TICKETS =
      """
      insert into socket_ticket (ticket_hash, token_hash, expires_at)
      select t.ticket, d.token_hash, now() + $2 * interval '1 second'
      from unnest($1::bytea[]) with ordinality as t(ticket, n)
      join (select token_hash, row_number() over (order by volunteer_id) as n from device) d
      on d.n = t.n
      """;

  private static final String TOKENS =
      "select volunteer_id::text as token from device order by volunteer_id";

  /** Frees everybody for the next launch, without a word to anybody. */
  private static final List<String> CLEAR =
      List.of(
          "delete from timer",
          "update assignment set state = 'withdrawn' where state = 'offered'",
          "update orders set state = 'closed' where state = 'signed'",
          "vacuum analyze assignment",
          "vacuum analyze recipient",
          "vacuum analyze mailbox_item");

  /** Phones stand in the order of their people, as many before each node as before any other. */
  private static final String DEPART =
      """
      with walker as (
        select volunteer_id, (row_number() over (order by volunteer_id) - 1) % $2 as place from device
      ), agreed as (
        insert into consent (id, volunteer_id, kind, text, given_at)
        select gen_random_uuid(), volunteer_id, 'location', 'bench', now() from walker where place < $3
        on conflict do nothing
      )
      update assignment a set state = 'departed', departed_at = now()
      from walker w where a.volunteer_id = w.volunteer_id and w.place < $3 and a.order_id = $1
      """;

  private static final String UNACKED = "select count(*) as n from recipient where acked < seq";

  private Town() {}

  static void found(Database database, int people) {
    int units = Math.ceilDiv(people, UNIT_PEOPLE);
    database.transaction(
        sql -> {
          sql.run(AREAS, COMMUNITIES);
          sql.run(UNITS, units, UNIT_PEOPLE);
          sql.run(PEOPLE, UNIT_PEOPLE, COMMUNITIES);
          sql.run(PLAN, COUNTY, COMMUNITIES, UNIT_PEOPLE / PLACES, PLACES);
          return sql.run(DEVICES);
        });
    database.read(sql -> sql.run("analyze"));
  }

  /** One fresh ticket for each phone, sealed as the server with this vault does. */
  static List<String> tickets(Database database, Vault vault, int count) {
    var sealed = new SealedTickets(vault, "ticket");
    Instant expiresAt = Instant.now().plusSeconds(TICKET_SECONDS);
    var tickets = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      tickets.add(sealed.issue(expiresAt));
    }
    Object hashes =
        tickets.stream().map(t -> Buffer.buffer(Tokens.hash(t).bytes())).toArray(Buffer[]::new);
    database.transaction(sql -> sql.run(TICKETS, hashes, TICKET_SECONDS));
    return tickets;
  }

  /** The token of each phone's device, in the order of the tickets. */
  static List<String> tokens(Database database) {
    return database.read(sql -> sql.list(TOKENS, row -> row.getString("token")));
  }

  static UUID plan(Database database) {
    return database.read(sql -> sql.get("select id from plan", row -> row.getUUID("id")));
  }

  static long unacknowledged(Database database) {
    return database.read(sql -> sql.get(UNACKED, row -> row.getLong("n")));
  }

  static long offered(Database database, UUID order) {
    return database.read(
        sql ->
            sql.get(
                "select count(*) as n from assignment where order_id = $1",
                row -> row.getLong("n"),
                order));
  }

  /**
   * The first people before each node are on the way, and may be located.
   *
   * @param phones before each node
   * @param walkers of them
   */
  static void depart(Database database, UUID order, int phones, int walkers) {
    database.read(sql -> sql.run(DEPART, order, phones, walkers));
  }

  static void clear(Database database) {
    CLEAR.forEach(statement -> database.read(sql -> sql.run(statement)));
  }
}
