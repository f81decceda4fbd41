package org.muster.command.view;

import org.muster.command.store.AreaStore;
import org.muster.command.store.Database;
import org.muster.model.place.Jurisdiction;

/**
 * The divisions as they stand now: read from the table once and again after each change of it.
 *
 * <p>Readers on any thread get one immutable snapshot by a single reference and keep it as long as
 * they like. Only {@link #reload()} replaces it.
 */
public final class Places {
  private final Database database;
  private final Runnable others;
  private volatile Jurisdiction current = Jurisdiction.EMPTY;

  /** Of a node that is alone. */
  public Places(Database database) {
    this(database, () -> {});
  }

  /**
   * @param others tells the other nodes that the table has changed
   */
  public Places(Database database, Runnable others) {
    this.database = database;
    this.others = others;
  }

  /** To be called after divisions were imported here. */
  public void changed() {
    reload();
    others.run();
  }

  /** Reads the table; to be called at start, and when another node has changed it. */
  public void reload() {
    current = Jurisdiction.of(database.read(AreaStore::list));
  }

  public Jurisdiction current() {
    return current;
  }
}
