package org.muster.model.place;

import java.util.Optional;

/**
 * A division of the tree (区划): county, street or community.
 *
 * @param center where people are sent when nothing better is known
 */
public record Area(AreaCode code, String name, Optional<AreaShape> shape, Optional<LonLat> center) {

  public AreaCode.Level level() {
    return code.level();
  }
}
