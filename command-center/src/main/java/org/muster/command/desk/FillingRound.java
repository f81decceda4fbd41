package org.muster.command.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.QuotaStore.Open;
import org.muster.command.store.QuotaStore.Waiting;
import org.muster.command.store.RowIds;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wave.Acceptance;

/** What one transaction does about several quotas. */
final class FillingRound {
  final List<Entry> entries = new ArrayList<>();
  final Set<VolunteerId> taken = new HashSet<>();
  final List<UUID> unfinished = new ArrayList<>();

  /** What is known of how people answer, read once a round. */
  final Map<Tier, Acceptance> acceptance = new EnumMap<>(Tier.class);

  /** Orders under which more reserves are asked than there are places left. */
  final Set<UUID> crowded = new HashSet<>();

  int offersLeft;

  FillingRound(int offersMax) {
    offersLeft = offersMax;
  }

  void offer(Work work, Open quota, Waiting next) {
    Instant answerBy = work.now().plusSeconds(quota.answerWithinS());
    var id = new AssignmentId(RowIds.next());
    var offer =
        new OfferMade(
            id,
            quota.order(),
            quota.id(),
            quota.unit(),
            quota.community(),
            next.volunteer(),
            next.source(),
            next.ordinal(),
            answerBy.isAfter(quota.until()) ? quota.until() : answerBy,
            quota.until(),
            work.now(),
            quota.space());
    var decision = Assignment.decide(new Assignment.None(), new Assignment.Offer(offer));
    entries.addAll(Work.entries(id.value(), 0, decision));
    offersLeft--;
  }

  int offers() {
    return (int) entries.stream().filter(e -> e.event() instanceof OfferMade).count();
  }
}
