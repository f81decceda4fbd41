package org.muster.model.matching;

import java.util.List;
import org.muster.model.roster.VolunteerId;

/** Somebody who can go, with the place in the ranking (from 1) and the reasons for it. */
public record Candidate(VolunteerId volunteer, int rank, List<Reason> reasons) {
  public Candidate {
    reasons = List.copyOf(reasons);
  }
}
