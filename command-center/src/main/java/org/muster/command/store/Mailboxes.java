package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mailboxes: per person the newest form of each item, and how far it got (the receipt ladder).
 *
 * <p>Writers: business transactions ({@link #deliver}, {@link #answered}) and the collector of
 * receipts ({@link #flush}). All lock the recipients' rows first, in the order of their ids, so
 * they wait for each other but never in a circle; several calls in one transaction should name
 * ascending recipients or be one call. Under that lock a letter takes the next number, hence a
 * reader who has seen number n of a person misses nothing below n.
 */
public final class Mailboxes {
  private static final String MAKE =
      """
      insert into recipient (id) select distinct l.id from unnest($1::uuid[]) as l(id)
      where not exists (select from recipient r where r.id = l.id)
      order by l.id on conflict do nothing
      """;

  /** Endings that bodies share are said once, and named by their number. */
  private static final String DELIVER =
      """
      with letter as (
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::text[], $6::integer[])
          with ordinality as l(recipient, item, kind, version, own, ending, n)
      ), wanted as (
        select recipient as id, count(*) as letters from letter group by recipient
      ), locked as materialized (
        select r.id, w.letters
        from recipient r join wanted w on w.id = r.id
        order by r.id for no key update of r
      ), numbered as (
        update recipient r set seq = r.seq + l.letters
        from locked l where r.id = l.id
        returning r.id, r.seq - l.letters as base, r.seq as top
      ), told as (
        insert into mail_round (recipients, seqs) select array_agg(id), array_agg(top) from numbered
        having count(*) > 0
      )
      insert into mailbox_item as i (recipient, item, kind, seq, version, body)
      select l.recipient, l.item, l.kind,
        n.base + row_number() over (partition by l.recipient order by l.n), l.version,
        (l.own || ($7::text[])[l.ending])::json
      from letter l join numbered n on n.id = l.recipient
      on conflict (recipient, item) do update
      set kind = excluded.kind, seq = excluded.seq, version = excluded.version,
        body = excluded.body, queued_at = now(), sent_at = null, on_device_at = null, read_at = null
      returning i.recipient, i.item, i.seq
      """;

  private static final String AFTER =
      """
      select w.n, w.recipient, i.seq, i.body::text as body
      from unnest($1::uuid[], $2::bigint[]) with ordinality as w(recipient, seq, n)
      cross join lateral (
        select m.seq, m.body from mailbox_item m
        where m.recipient = w.recipient and m.seq > w.seq
        order by m.seq limit $3
      ) i
      order by w.n, i.seq
      """;

  private static final String STANDING =
      """
      select e.epoch, coalesce(r.seq, 0) as seq
      from mailbox_epoch e, unnest($1::uuid[]) with ordinality as w(id, n)
      left join recipient r on r.id = w.id
      order by w.n
      """;

  private static final String LAGGING =
      """
      select r.id, r.seq
      from unnest($1::uuid[], $2::bigint[]) as s(id, sent)
      join recipient r on r.id = s.id and r.seq > s.sent
      """;

  private static final String LOCK =
      "select id from recipient where id = any($1::uuid[]) order by id for no key update";

  /**
   * Items up to the old acked number have all their times; the walk begins above it. What the walk
   * saw bounds the new number: a letter that is committed meanwhile is walked over next time.
   */
  private static final String ADVANCE =
      """
      with p as (
        select * from unnest(
          $1::uuid[], $2::bigint[], $3::timestamptz[], $4::bigint[], $5::timestamptz[])
          as p(id, sent, sent_at, acked, acked_at)
      ), seen as materialized (
        select p.*, r.seq as top, r.acked as before from p join recipient r on r.id = p.id
      ), climbed as (
        update mailbox_item i
        set sent_at = coalesce(i.sent_at, s.sent_at, s.acked_at),
          on_device_at = case when i.seq <= s.acked then coalesce(i.on_device_at, s.acked_at)
            else i.on_device_at end
        from seen s
        where i.recipient = s.id and i.seq > s.before and i.seq <= greatest(s.sent, s.acked)
          and (i.sent_at is null or i.seq <= s.acked)
      )
      update recipient r set acked = least(s.acked, s.top)
      from seen s where r.id = s.id and r.acked < least(s.acked, s.top)
      """;

  /** Who has read it has it. */
  private static final String MARK_READ =
      """
      update mailbox_item i
      set read_at = r.at, on_device_at = coalesce(i.on_device_at, r.at),
        sent_at = coalesce(i.sent_at, r.at)
      from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[])
        as r(recipient, item, up_to, at)
      where i.recipient = r.recipient and i.item = r.item and i.seq <= r.up_to and i.read_at is null
      """;

  private static final String ANSWERED =
      """
      with locked as materialized (select id from recipient where id = $1 for no key update)
      update mailbox_item i set answered_at = coalesce(i.answered_at, now())
      from locked l where i.recipient = l.id and i.item = $2
      """;

  /** Where a mailbox stands: the epoch of the database and the newest number. */
  public record Standing(String epoch, long seq) {}

  /** A mailbox and a number in it: everything after that number is wanted. */
  public record Position(UUID recipient, long seq) {}

  private record Key(UUID recipient, UUID item) {}

  /** The endings of some bodies, numbered from 1. */
  private static final class Endings {
    private final Map<Body.Ending, Integer> numbers = new IdentityHashMap<>();
    private final List<String> texts = new ArrayList<>();

    int numberOf(Body body) {
      return numbers.computeIfAbsent(
          body.ending(),
          _ -> {
            texts.add(body.endingText());
            return texts.size();
          });
    }

    String[] texts() {
      return texts.toArray(String[]::new);
    }
  }

  /**
   * Puts letters into mailboxes, in the caller's transaction: each takes the next number of its
   * recipient, and replaces the item's older form. Of several letters about one item to one person
   * only the last counts. What is returned is to be told after the commit; what was not told is
   * found by its {@linkplain MailRounds round}.
   */
  public List<Posted> deliver(Sql tx, List<Letter> letters) {
    var newest = new LinkedHashMap<Key, Letter>();
    for (Letter letter : letters) {
      newest.putLast(new Key(letter.recipient(), letter.item()), letter);
    }
    if (newest.isEmpty()) {
      return List.of();
    }
    var kept = List.copyOf(newest.values());
    var seqs = store(tx, kept);
    if (seqs.size() < kept.size()) {
      seqs.putAll(storeForNewcomers(tx, kept, seqs.keySet()));
    }
    var posted = new ArrayList<Posted>(kept.size());
    for (Letter letter : kept) {
      Long seq = seqs.get(new Key(letter.recipient(), letter.item()));
      if (seq == null) {
        throw new IllegalStateException("a letter got no number");
      }
      posted.add(new Posted(letter.recipient(), seq, letter.body()));
    }
    return posted;
  }

  /** Makes the mailboxes that do not exist yet. */
  static void make(Sql tx, UUID[] recipients) {
    tx.run(MAKE, (Object) recipients);
  }

  private static Map<Key, Long> store(Sql tx, List<Letter> letters) {
    var endings = new Endings();
    Integer[] endingOf =
        letters.stream().map(letter -> endings.numberOf(letter.body())).toArray(Integer[]::new);
    var rows =
        tx.run(
            DELIVER,
            uuids(letters, Letter::recipient),
            uuids(letters, Letter::item),
            letters.stream().map(Letter::kind).toArray(String[]::new),
            letters.stream().map(Letter::version).toArray(Integer[]::new),
            letters.stream().map(letter -> letter.body().own()).toArray(String[]::new),
            endingOf,
            endings.texts());
    Map<Key, Long> seqs = HashMap.newHashMap(letters.size());
    for (Row row : rows) {
      seqs.put(new Key(row.getUUID("recipient"), row.getUUID("item")), row.getLong("seq"));
    }
    return seqs;
  }

  /**
   * For whoever had no mailbox yet. Their rows are locked after those of the others, whatever their
   * ids: the one case in which two transactions may meet in a circle, and one begins again.
   */
  private static Map<Key, Long> storeForNewcomers(Sql tx, List<Letter> letters, Set<Key> stored) {
    var left =
        letters.stream().filter(l -> !stored.contains(new Key(l.recipient(), l.item()))).toList();
    make(tx, uuids(left, Letter::recipient));
    return store(tx, left);
  }

  /** The newest items of a mailbox after a number, oldest first. */
  public List<Posted> after(Sql sql, UUID recipient, long seq, int limit) {
    return after(sql, List.of(new Position(recipient, seq)), limit).getFirst();
  }

  /** The same for many mailboxes at once; the answers stand in the order of the questions. */
  public List<List<Posted>> after(Sql sql, List<Position> wanted, int limitEach) {
    var found = new ArrayList<List<Posted>>(wanted.size());
    wanted.forEach(_ -> found.add(new ArrayList<>()));
    for (Row row : sql.run(AFTER, recipients(wanted), seqs(wanted), limitEach)) {
      found.get(Math.toIntExact(row.getLong("n")) - 1).add(posted(row));
    }
    return found;
  }

  private static Posted posted(Row row) {
    return new Posted(row.getUUID("recipient"), row.getLong("seq"), Body.of(row.getString("body")));
  }

  public String epoch(Sql sql) {
    return sql.get("select epoch from mailbox_epoch", row -> row.getUUID("epoch").toString());
  }

  /** Where these mailboxes stand, in their order; one that does not exist yet stands at 0. */
  public List<Standing> standings(Sql sql, List<UUID> recipients) {
    return sql.list(
        STANDING,
        row -> new Standing(row.getUUID("epoch").toString(), row.getLong("seq")),
        (Object) recipients.toArray(UUID[]::new));
  }

  /** Of these mailboxes the ones that hold more than was sent, with their newest number. */
  public List<Position> lagging(Sql sql, List<Position> sent) {
    return sql.list(
        LAGGING,
        row -> new Position(row.getUUID("id"), row.getLong("seq")),
        recipients(sent),
        seqs(sent));
  }

  /** Writes down how far mailboxes were sent, stored and read; to be run in a transaction. */
  public void flush(Sql tx, Collection<Progress> progress, Collection<ReadMark> reads) {
    UUID[] touched =
        Stream.concat(
                progress.stream().map(Progress::recipient), reads.stream().map(ReadMark::recipient))
            .distinct()
            .toArray(UUID[]::new);
    if (touched.length == 0) {
      return;
    }
    tx.run(LOCK, (Object) touched);
    if (!progress.isEmpty()) {
      tx.run(
          ADVANCE,
          uuids(progress, Progress::recipient),
          progress.stream().map(Progress::sent).toArray(Long[]::new),
          times(progress, Progress::sentAt),
          progress.stream().map(Progress::acked).toArray(Long[]::new),
          times(progress, Progress::ackedAt));
    }
    if (!reads.isEmpty()) {
      tx.run(
          MARK_READ,
          uuids(reads, ReadMark::recipient),
          uuids(reads, ReadMark::item),
          reads.stream().map(ReadMark::upTo).toArray(Long[]::new),
          times(reads, mark -> Optional.of(mark.at())));
    }
  }

  /**
   * The person answered: the last rung. In the transaction that records the answer, after {@link
   * #deliver} if both are called.
   */
  public void answered(Sql tx, UUID recipient, UUID item) {
    tx.run(ANSWERED, recipient, item);
  }

  private static UUID[] recipients(List<Position> positions) {
    return uuids(positions, Position::recipient);
  }

  private static Long[] seqs(List<Position> positions) {
    return positions.stream().map(Position::seq).toArray(Long[]::new);
  }

  private static <T> UUID[] uuids(Collection<T> of, Function<T, UUID> id) {
    return of.stream().map(id).toArray(UUID[]::new);
  }

  private static <T> OffsetDateTime[] times(Collection<T> of, Function<T, Optional<Instant>> time) {
    return of.stream()
        .map(one -> time.apply(one).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
        .toArray(OffsetDateTime[]::new);
  }
}
