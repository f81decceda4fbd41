package org.muster.model.matching;

import java.util.List;
import java.util.Optional;
import org.muster.model.place.AreaCode;

/**
 * The people proposed for one community, best first, and who would be next.
 *
 * @param lack what stays open, with the reason
 */
public record Placement(
    AreaCode community, List<Candidate> chosen, List<Candidate> reserves, Optional<Lack> lack) {
  public Placement {
    chosen = List.copyOf(chosen);
    reserves = List.copyOf(reserves);
  }
}
