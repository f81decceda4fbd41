package org.muster.command.view;

import java.util.List;
import org.muster.command.audience.Geofences;
import org.muster.command.store.AreaStore;
import org.muster.command.store.Database;
import org.muster.model.place.Area;
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
  private volatile Ground ground = Ground.of(List.of());

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

  /** The divisions with the raster that finds the community of a position. */
  private record Ground(List<Area> areas, Jurisdiction jurisdiction, Geofences fences) {
    static Ground of(List<Area> areas) {
      var jurisdiction = Jurisdiction.of(areas);
      return new Ground(areas, jurisdiction, Geofences.of(jurisdiction));
    }
  }

  /** To be called after divisions were imported here. */
  public void changed() {
    reload();
    others.run();
  }

  /**
   * Reads the table; to be called at start, and when another node may have changed it. What is the
   * same as before stays the same object, so that nobody builds anything on it anew.
   */
  public void reload() {
    List<Area> areas = database.read(AreaStore::list);
    if (!areas.equals(ground.areas())) {
      ground = Ground.of(areas);
    }
  }

  public Jurisdiction current() {
    return ground.jurisdiction();
  }

  /** In which community a position lies. */
  public Geofences fences() {
    return ground.fences();
  }
}
