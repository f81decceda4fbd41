package org.muster.command.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/**
 * Ids for rows that come by the thousand: in the order of time (RFC 9562, version 7), so that those
 * of a launch stand side by side in every index by them. Nobody can guess the next one.
 */
public final class RowIds {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochRandomGenerator();

  private RowIds() {}

  public static UUID next() {
    return IDS.generate();
  }
}
