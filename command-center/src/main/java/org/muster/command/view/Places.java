package org.muster.command.view;

import org.muster.command.audience.Geofences;
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
  private volatile Ground ground = new Ground(Jurisdiction.EMPTY);

  public Places(Database database) {
    this.database = database;
  }

  /** The divisions with the raster that finds the community of a position. */
  private record Ground(Jurisdiction jurisdiction, Geofences fences) {
    Ground(Jurisdiction jurisdiction) {
      this(jurisdiction, Geofences.of(jurisdiction));
    }
  }

  /** Reads the table; to be called at start and after divisions were imported. */
  public void reload() {
    ground = new Ground(Jurisdiction.of(database.read(AreaStore::list)));
  }

  public Jurisdiction current() {
    return ground.jurisdiction();
  }

  /** In which community a position lies. */
  public Geofences fences() {
    return ground.fences();
  }
}
