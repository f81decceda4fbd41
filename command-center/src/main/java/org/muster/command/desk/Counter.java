package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.muster.command.store.CommandReplies;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/**
 * Where every command is handed in: the same id gets the same answer, the work is one transaction,
 * and people are told after the commit.
 *
 * <p>A refused command leaves nothing behind; sent again, it is decided again.
 */
public final class Counter {
  private final Database database;
  private final CommandReplies replies = new CommandReplies();
  private final Aftermath aftermath;
  private final Told.Teller teller;
  private final InstantSource clock;

  public Counter(Database database, Aftermath aftermath, Told.Teller teller, InstantSource clock) {
    this.database = database;
    this.aftermath = aftermath;
    this.teller = teller;
    this.clock = clock;
  }

  /** The same counter at another door to the same database. */
  public Counter on(Database other) {
    return new Counter(other, aftermath, teller, clock);
  }

  public Database database() {
    return database;
  }

  /** Decided by the server's clock, to the microsecond that the database keeps. */
  public Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  /** Does the work of a command once, and answers every repeat as the first time. */
  public JsonNode handle(Envelope envelope, Function<Work, Object> deed) {
    try {
      return run(
          Optional.of(envelope), tx -> earlier(tx, envelope), work -> answer(envelope, work, deed));
    } catch (RefusedException refused) {
      // Of two that were sent at once, the later may be refused by the success of the first.
      return database.read(sql -> earlier(sql, envelope)).orElseThrow(() -> refused);
    }
  }

  /** Does work of the system's own. */
  public <T> T work(Function<Work, T> deed) {
    return run(Optional.empty(), _ -> Optional.empty(), deed);
  }

  private <T> T run(
      Optional<Envelope> envelope, Function<Sql, Optional<T>> earlier, Function<Work, T> deed) {
    var told = new ArrayList<Told>();
    T result =
        database.transaction(
            tx -> {
              told.clear();
              Optional<T> before = earlier.apply(tx);
              if (before.isPresent()) {
                return before.get();
              }
              var work = new Work(tx, now(), envelope, aftermath);
              T done = deed.apply(work);
              told.add(work.told());
              return done;
            });
    told.forEach(teller::tell);
    return result;
  }

  private Optional<JsonNode> earlier(Sql tx, Envelope envelope) {
    return replies.find(tx, envelope.actor(), envelope.command(), envelope.requestHash());
  }

  private JsonNode answer(Envelope envelope, Work work, Function<Work, Object> deed) {
    JsonNode body = Json.tree(deed.apply(work));
    replies.keep(work.tx(), envelope.actor(), envelope.command(), envelope.requestHash(), body);
    return body;
  }
}
