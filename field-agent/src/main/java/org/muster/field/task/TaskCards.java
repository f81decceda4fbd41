package org.muster.field.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.wire.ClientFrame.Cursor;
import org.muster.model.wire.TaskCard;

/**
 * What one phone holds: the newest form of every item, and how far its mailbox is stored.
 *
 * <p>Written by the event loop of the phone's link, read by any thread; it guards itself. The
 * command center may send an item again as long as it cannot know that the phone has it; such a
 * repeat is recognised and not shown. Sent again after the phone had told that it holds it, an item
 * counts as a duplicate. A resync is no duplicate: there the phone's numbers mean nothing any more,
 * and what is not sent again is dropped at its end.
 */
public final class TaskCards {
  private static final Set<String> OPEN = Set.of("offered", "accepted", "departed", "onPost");

  private final Map<UUID, TaskCard> cards = new HashMap<>(4);
  private final Set<UUID> doubtful = new HashSet<>(1);
  private final List<Received> received = new ArrayList<>(4);
  private Optional<Cursor> cursor = Optional.empty();
  private long told;
  private int repeats;
  private int duplicates;

  /** The command center names its epoch; another than ours means that we start over. */
  public synchronized void welcomed(String epoch) {
    if (cursor.isEmpty()) {
      cursor = Optional.of(new Cursor(epoch, 0));
    } else if (!cursor.get().epoch().equals(epoch)) {
      resync(epoch);
    }
  }

  /** Everything will be sent again; what is held stays visible until it is confirmed or dropped. */
  public synchronized void resync(String epoch) {
    cursor = Optional.of(new Cursor(epoch, 0));
    told = 0;
    doubtful.addAll(cards.keySet());
  }

  /** Stores an item; true when it is news to the person who holds the phone. */
  public synchronized boolean store(long seq, TaskCard card, Instant at) {
    TaskCard held = cards.get(card.id());
    boolean confirms = doubtful.remove(card.id());
    boolean known = held != null && held.version() >= card.version();
    boolean same = held != null && held.version() == card.version();
    passed(seq);
    if (confirms ? same : known) {
      countRepeat(seq, confirms);
      return false;
    }
    cards.put(card.id(), card);
    received.add(new Received(seq, card, at));
    return true;
  }

  /** Everything up to this number need not come again. */
  public synchronized void passed(long seq) {
    Cursor stored = cursor.orElseThrow(() -> new IllegalStateException("item before welcome"));
    if (seq > stored.seq()) {
      cursor = Optional.of(new Cursor(stored.epoch(), seq));
    }
  }

  private void countRepeat(long seq, boolean confirms) {
    if (confirms) {
      return;
    }
    repeats++;
    if (seq <= told) {
      duplicates++;
    }
  }

  /** The command center knows by now that everything up to this number is stored here. */
  public synchronized void told(long seq) {
    told = Math.max(told, seq);
  }

  /** All was sent: what a resync did not confirm does not exist any more. */
  public synchronized void caughtUp() {
    cards.keySet().removeAll(doubtful);
    doubtful.clear();
  }

  public synchronized Optional<Cursor> cursor() {
    return cursor;
  }

  public synchronized Optional<TaskCard> find(UUID id) {
    return Optional.ofNullable(cards.get(id));
  }

  public synchronized Collection<TaskCard> list() {
    return List.copyOf(cards.values());
  }

  /** Everything that was news, in the order it came. */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** True while this person is asked or in action: then the phone hurries to come back. */
  public synchronized boolean hasOpenOrder() {
    return cards.values().stream()
        .anyMatch(card -> card.state().filter(OPEN::contains).isPresent());
  }

  /** Items sent again before the command center could know that they are here. */
  public synchronized int repeats() {
    return repeats;
  }

  /** Items sent again though the command center had been told that they are here. */
  public synchronized int duplicates() {
    return duplicates;
  }
}
