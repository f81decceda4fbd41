package org.muster.model.matching;

import java.util.List;
import org.muster.model.place.AreaCode;

/** The people proposed for one community, best first, and who would be next. */
public record Placement(AreaCode community, List<Candidate> chosen, List<Candidate> reserves) {
  public Placement {
    chosen = List.copyOf(chosen);
    reserves = List.copyOf(reserves);
  }
}
