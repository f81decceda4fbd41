package org.muster.model.record;

import java.util.List;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.Eligibility;

/**
 * One service of a person as a proof looks at it.
 *
 * @param counts voluntary, no rehearsal, of more than no minutes, and agreed by both sides
 */
public record Service(RecordId record, Served served, boolean counts) {

  /** Those that a proof of these days lists: what counts and began on one of them. */
  static List<Service> listed(List<Service> all, DateSpan period) {
    return all.stream()
        .filter(Service::counts)
        .filter(
            one ->
                period.covers(one.served.span().from().atZone(Eligibility.BEIJING).toLocalDate()))
        .toList();
  }

  /** Whether somebody has to look at it, beside all others of the person. */
  boolean isDoubtful(List<Service> all) {
    List<Served> others =
        all.stream().filter(other -> !other.record.equals(record)).map(Service::served).toList();
    return !served.doubts(others).isEmpty();
  }
}
