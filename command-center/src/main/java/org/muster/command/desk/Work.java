package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.store.EventLog;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.Notes;
import org.muster.command.store.Posted;
import org.muster.command.store.Sql;
import org.muster.model.Decision;
import org.muster.model.Event;
import org.muster.model.NoteId;
import org.muster.model.RefusedException;

/** One transaction of a desk: what was decided goes in, with everything that follows from it. */
public final class Work {
  private static final EventLog LOG = new EventLog();
  private static final Notes NOTES = new Notes();

  private final Sql tx;
  private final Instant now;
  private final Optional<UUID> actor;
  private final Optional<UUID> command;
  private final Aftermath aftermath;
  private final List<Posted> posted = new ArrayList<>();
  private final Set<String> topics = new HashSet<>();
  private boolean due;

  Work(Sql tx, Instant now, Optional<Envelope> envelope, Aftermath aftermath) {
    this.tx = tx;
    this.now = now;
    this.actor = envelope.map(Envelope::actor);
    this.command = envelope.map(Envelope::command);
    this.aftermath = aftermath;
  }

  public Sql tx() {
    return tx;
  }

  public Instant now() {
    return now;
  }

  /** The facts of a decision as the next versions of a stream; throws its refusal. */
  public static <E extends Event> List<Entry> entries(
      UUID stream, int version, Decision<E> decision) {
    return switch (decision) {
      case Decision.Refused<E>(var refusal) -> throw new RefusedException(refusal);
      case Decision.Accepted<E>(var events) -> {
        var entries = new ArrayList<Entry>();
        for (E event : events) {
          entries.add(new Entry(stream, version + entries.size() + 1, event));
        }
        yield entries;
      }
    };
  }

  /** Records the facts and everything that follows from them; returns how many there were. */
  public int record(List<Entry> entries, String space) {
    if (!entries.isEmpty()) {
      LOG.append(tx, entries, new Origin(actor, command, space));
      aftermath.follow(this, entries);
    }
    return entries.size();
  }

  /** Keeps a text that somebody wrote, outside the log. */
  public NoteId note(String text) {
    return NOTES.keep(tx, text, actor.orElse(new UUID(0, 0)));
  }

  void posted(List<Posted> letters) {
    posted.addAll(letters);
  }

  void topic(String topic) {
    topics.add(topic);
  }

  void due() {
    due = true;
  }

  Told told() {
    return new Told(posted, topics, due);
  }
}
