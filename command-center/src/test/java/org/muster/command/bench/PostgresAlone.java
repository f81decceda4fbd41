package org.muster.command.bench;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;

/**
 * The same rows that a launch stores, written into tables of the same make by nothing but inserts:
 * what the database alone takes for it. The tables have all keys, indexes and the exclusion
 * constraint of the real ones, and no foreign keys.
 */
final class PostgresAlone {
  /** Rows per transaction; larger was not faster. */
  private static final int CHUNK = 2_000;

  private static final List<String> MAKE =
      List.of(
          "drop schema if exists bench cascade",
          "create schema bench",
          "create table bench.event (like event including all)",
          "create table bench.assignment (like assignment including all)",
          "create table bench.timer (like timer including all)",
          "create table bench.quota (like quota including all)",
          "create table bench.commitment (like commitment including all)",
          "create table bench.candidate (like candidate including all)",
          "create table bench.recipient (like recipient including all) with (fillfactor = 50)",
          "create table bench.mailbox_item (like mailbox_item including all) with (fillfactor ="
              + " 70)",
          "insert into bench.recipient select id, 0, 0 from recipient");

  /** What the signature itself stores, taken as it stands; the order's event names everybody. */
  private static final List<String> SIGNED =
      List.of(
          "insert into bench.event (stream, version, type, body, at, space) select stream, version,"
              + " type, body, at, space from event where stream = $1",
          "insert into bench.quota select * from quota where order_id = $1",
          "insert into bench.commitment select * from commitment where order_id = $1",
          "insert into bench.candidate select c.* from candidate c join quota q on q.id ="
              + " c.quota_id where q.order_id = $1",
          "insert into bench.timer select 'fill', id, now() from quota where order_id = $1");

  private static final String ROWS =
      """
      select a.id, a.order_id, a.quota_id, a.unit_id, a.community, a.volunteer_id, a.offered_at,
        a.answer_by, upper(a.during) as until, e.body::text as event, m.body::text as letter
      from assignment a
      join event e on e.stream = a.id and e.version = 1
      join mailbox_item m on m.recipient = a.volunteer_id and m.item = a.id
      where a.order_id = $1
      """;

  private static final String EVENT =
      """
      insert into bench.event (stream, version, type, body, at, space)
      select r.stream, 1, 'offer-made', r.body::jsonb, now(), 'live'
      from unnest($1::uuid[], $2::text[]) as r(stream, body)
      """;

  private static final String ASSIGNMENT =
      """
      insert into bench.assignment (id, order_id, quota_id, unit_id, community, volunteer_id, state,
        source, offered_at, answer_by, during, space, version)
      select r.id, r.o, r.q, r.u, r.c, r.v, 'offered', 'shock', r.at, r.by, tstzrange(r.at, r.til),
        'live', 1
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[],
        $7::timestamptz[], $8::timestamptz[], $9::timestamptz[]) as r(id, o, q, u, c, v, at, by, til)
      """;

  private static final String TIMER =
      """
      insert into bench.timer (kind, subject, due_at)
      select 'answer', r.id, r.at from unnest($1::uuid[], $2::timestamptz[]) as r(id, at)
      """;

  private static final String MAIL =
      """
      insert into bench.mailbox_item (recipient, item, kind, seq, version, body)
      select r.v, r.id, 'assignment', 1, 1, r.body::json
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as r(v, id, body)
      """;

  private static final String NUMBER =
      """
      update bench.recipient r set seq = seq + 1
      from unnest($1::uuid[]) as w(id) where r.id = w.id
      """;

  private static final String ACK_ITEM =
      """
      update bench.mailbox_item i set sent_at = now(), on_device_at = now()
      from unnest($1::uuid[]) as w(id) where i.recipient = w.id
      """;

  private static final String ACK =
      """
      update bench.recipient r set acked = seq
      from unnest($1::uuid[]) as w(id) where r.id = w.id
      """;

  private final Database database;
  private final UUID order;
  private final List<Row> rows;

  /** Takes the rows of a launch as its pattern. */
  PostgresAlone(Database database, UUID order) {
    this.database = database;
    this.order = order;
    this.rows = database.read(sql -> sql.list(ROWS, row -> row, order));
  }

  /**
   * How long it takes.
   *
   * @param insertUs writing the rows, in microseconds
   * @param ackUs marking all letters as stored by the phones
   */
  record Times(long insertUs, long ackUs) {}

  Times measure() {
    MAKE.forEach(statement -> database.read(sql -> sql.run(statement)));
    long began = System.nanoTime();
    database.transaction(sql -> sign(sql, order));
    for (List<Row> chunk : chunks()) {
      database.transaction(sql -> insert(sql, chunk));
    }
    long inserted = System.nanoTime();
    for (List<Row> chunk : chunks()) {
      database.transaction(sql -> acknowledge(sql, chunk));
    }
    long acknowledged = System.nanoTime();
    database.read(sql -> sql.run("drop schema bench cascade"));
    return new Times((inserted - began) / 1_000, (acknowledged - inserted) / 1_000);
  }

  private static boolean sign(Sql sql, UUID order) {
    SIGNED.forEach(statement -> sql.run(statement, order));
    return true;
  }

  private List<List<Row>> chunks() {
    var chunks = new ArrayList<List<Row>>();
    for (int from = 0; from < rows.size(); from += CHUNK) {
      chunks.add(rows.subList(from, Math.min(rows.size(), from + CHUNK)));
    }
    return chunks;
  }

  private static boolean insert(Sql sql, List<Row> chunk) {
    UUID[] ids = uuids(chunk, "id");
    UUID[] people = uuids(chunk, "volunteer_id");
    sql.run(EVENT, ids, texts(chunk, "event"));
    sql.run(
        ASSIGNMENT,
        ids,
        uuids(chunk, "order_id"),
        uuids(chunk, "quota_id"),
        uuids(chunk, "unit_id"),
        texts(chunk, "community"),
        people,
        times(chunk, "offered_at"),
        times(chunk, "answer_by"),
        times(chunk, "until"));
    sql.run(TIMER, ids, times(chunk, "answer_by"));
    sql.run(MAIL, people, ids, texts(chunk, "letter"));
    sql.run(NUMBER, (Object) people);
    return true;
  }

  private static boolean acknowledge(Sql sql, List<Row> chunk) {
    UUID[] people = uuids(chunk, "volunteer_id");
    sql.run(ACK_ITEM, (Object) people);
    sql.run(ACK, (Object) people);
    return true;
  }

  private static UUID[] uuids(List<Row> rows, String column) {
    return rows.stream().map(row -> row.getUUID(column)).toArray(UUID[]::new);
  }

  private static String[] texts(List<Row> rows, String column) {
    return rows.stream().map(row -> row.getString(column)).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(List<Row> rows, String column) {
    return rows.stream().map(row -> row.getOffsetDateTime(column)).toArray(OffsetDateTime[]::new);
  }
}
