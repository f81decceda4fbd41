package org.muster.field.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.wire.ClientFrame.Do;

/**
 * The deeds of one person that the command center has not answered yet, oldest first.
 *
 * <p>A deed keeps its id however often it is sent, so that it has one effect. Any thread may use an
 * outbox. With a file, {@link #add} returns only when the deed is on the disk, so call it outside
 * an event loop; an answer is written without waiting, for a lost one only means sending once more.
 */
public final class Outbox implements AutoCloseable {
  /** A person cut off for days acts a few dozen times; more than this is a fault. */
  public static final int DEEDS_MAX = 1_000;

  private final Map<UUID, Do> pending = new LinkedHashMap<>(2);
  private final @Nullable Journal journal;

  private Outbox(@Nullable Journal journal) {
    this.journal = journal;
  }

  /** An outbox that ends with the process. */
  public static Outbox inMemory() {
    return new Outbox(null);
  }

  /** An outbox that survives the process: goes on with what the file holds. */
  public static Outbox inFile(Path file) {
    try {
      Journal journal = Journal.open(file);
      Outbox outbox = new Outbox(journal);
      journal.takeOver().forEach(deed -> outbox.pending.put(deed.id(), deed));
      return outbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized void add(Do deed) {
    if (pending.containsKey(deed.id())) {
      return;
    }
    if (pending.size() >= DEEDS_MAX) {
      throw new IllegalStateException("the outbox holds " + DEEDS_MAX + " deeds already");
    }
    if (journal != null) {
      journal.write(deed);
    }
    pending.put(deed.id(), deed);
  }

  /** The command center has answered; empty when the deed was answered before. */
  public synchronized Optional<Do> settle(UUID id) {
    Do deed = pending.remove(id);
    if (deed != null && journal != null) {
      journal.writeSettled(id);
    }
    return Optional.ofNullable(deed);
  }

  public synchronized List<Do> pending() {
    return List.copyOf(pending.values());
  }

  public synchronized boolean isEmpty() {
    return pending.isEmpty();
  }

  /** The oldest deed of every assignment: later ones wait for the answer to it. */
  public synchronized List<Do> next() {
    if (pending.isEmpty()) {
      return List.of();
    }
    var assignments = new HashSet<UUID>();
    var next = new ArrayList<Do>();
    for (Do deed : pending.values()) {
      if (assignments.add(deed.assignment())) {
        next.add(deed);
      }
    }
    return next;
  }

  @Override
  public synchronized void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
