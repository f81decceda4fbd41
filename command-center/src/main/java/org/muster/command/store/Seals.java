package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seal: a hash chain over committed events, numbered without gaps in an order that never
 * changes.
 *
 * <p>Position is no order of commit: a slow transaction may commit a low position after a higher
 * one was read. Therefore events are taken by (transaction id, position), and only below the oldest
 * transaction that still runs: whatever lies there is finished, and nothing can come in before it.
 * Who writes: the node that holds the lease {@code seal}. Who reads: auditors, and {@code
 * scripts/verify}.
 */
public final class Seals {
  private static final byte[] GENESIS = new byte[32];

  private static final String LAST =
      """
      select s.n, s.hash, e.xid::text as xid, e.position from seal s join event e on e.position = s.position
      order by s.n desc limit 1
      """;

  private static final String EVENT =
      """
      e.position, e.stream, e.version, e.type, e.body::text as body, e.at, e.actor, e.command, e.space
      """;

  private static final String NEXT =
      "select "
          + EVENT
          + """
           from event e
           where (e.xid, e.position) > ($1::text::xid8, $2)
             and e.xid < pg_snapshot_xmin(pg_current_snapshot())
           order by e.xid, e.position limit $3
          """;

  private static final String APPEND =
      """
      insert into seal (n, position, hash)
      select s.n, s.position, s.hash from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as s(n, position, hash)
      """;

  private static final String CHAIN =
      "select s.n, s.hash as sealed, "
          + EVENT
          + """
           from seal s left join event e on e.position = s.position
           where s.n > $1 order by s.n limit $2
          """;

  /** Rows that slipped in behind the seal: older than what is sealed, and not in it. */
  private static final String UNSEALED_BEHIND =
      """
      select count(*) as n from event e
      where (e.xid, e.position) <= ($1::text::xid8, $2)
        and not exists (select from seal s where s.position = e.position)
      """;

  private final String digest;

  /**
   * @param digest a name the JDK or Bouncy Castle knows: {@code SHA-256} or {@code SM3}
   */
  public Seals(String digest) {
    this.digest = digest;
  }

  /** The newest link of the chain. */
  public record Last(long n, Link hash, String xid, long position) {
    static final Last NONE = new Last(0, new Link(GENESIS), "0", 0);
  }

  /** A hash as a value. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  public record Link(byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Link(var theirs) && Arrays.equals(bytes, theirs);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** What a check of the chain found; empty texts mean nothing. */
  public record Finding(long checked, Optional<String> fault) {}

  /** Seals the next events; returns how many. */
  public int seal(Sql tx, int limit) {
    Last last = last(tx);
    List<Row> rows = tx.list(NEXT, row -> row, last.xid(), last.position(), limit);
    var numbers = new Long[rows.size()];
    var positions = new Long[rows.size()];
    var hashes = new io.vertx.core.buffer.Buffer[rows.size()];
    Link link = last.hash();
    for (int i = 0; i < numbers.length; i++) {
      link = next(link, rows.get(i));
      numbers[i] = last.n() + i + 1;
      positions[i] = rows.get(i).getLong("position");
      hashes[i] = io.vertx.core.buffer.Buffer.buffer(link.bytes());
    }
    if (numbers.length > 0) {
      tx.run(APPEND, numbers, positions, hashes);
    }
    return numbers.length;
  }

  /** Recomputes the whole chain and says what does not fit. */
  public Finding verify(Sql sql) {
    long n = 0;
    Link link = Last.NONE.hash();
    while (true) {
      List<Row> rows = sql.list(CHAIN, row -> row, n, 5_000);
      if (rows.isEmpty()) {
        return new Finding(n, behind(sql));
      }
      for (Row row : rows) {
        if (row.getLong("n") != n + 1) {
          return new Finding(n, Optional.of("seal " + (n + 1) + " is missing"));
        }
        n++;
        if (row.getValue("position") == null) {
          return new Finding(n, Optional.of("the event of seal " + n + " was removed"));
        }
        link = next(link, row);
        if (!link.equals(new Link(row.getBuffer("sealed").getBytes()))) {
          return new Finding(n, Optional.of("the event of seal " + n + " was changed"));
        }
      }
    }
  }

  private Optional<String> behind(Sql sql) {
    Last last = last(sql);
    long inserted = sql.get(UNSEALED_BEHIND, row -> row.getLong("n"), last.xid(), last.position());
    return inserted == 0
        ? Optional.empty()
        : Optional.of(inserted + " events were inserted behind the seal");
  }

  private static Last last(Sql sql) {
    return sql.find(
            LAST,
            row ->
                new Last(
                    row.getLong("n"),
                    new Link(row.getBuffer("hash").getBytes()),
                    row.getString("xid"),
                    row.getLong("position")))
        .orElse(Last.NONE);
  }

  /** The hash of the link before and of everything the event says. */
  private Link next(Link before, Row row) {
    MessageDigest hash = digest();
    hash.update(before.bytes());
    for (String column : List.of("position", "stream", "version", "type", "body")) {
      add(hash, Objects.toString(row.getValue(column)));
    }
    @Nullable OffsetDateTime at = row.getOffsetDateTime("at");
    add(hash, at == null ? "" : at.toInstant().toString());
    for (String column : List.of("actor", "command", "space")) {
      add(hash, Objects.toString(row.getValue(column), ""));
    }
    return new Link(hash.digest());
  }

  private static void add(MessageDigest hash, String part) {
    hash.update(part.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0);
  }

  private MessageDigest digest() {
    try {
      return digest.equals("SM3")
          ? new org.bouncycastle.jcajce.provider.digest.SM3.Digest()
          : MessageDigest.getInstance(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no such digest: " + digest, e);
    }
  }
}
