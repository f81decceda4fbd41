package org.muster.command.sheet;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.model.roster.UnitId;

/**
 * What a sheet's names are looked up in.
 *
 * @param today on which ages are counted
 * @param own the only unit that may appear, when a liaison imports
 */
public record Directory(
    Units units, Communities communities, LocalDate today, Optional<UnitId> own) {

  /** Finds a unit by its name. */
  @FunctionalInterface
  public interface Units {
    Optional<UnitId> find(String name);
  }
}
