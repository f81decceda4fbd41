package org.muster.model.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.Event;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;

/** What happens to a response (响应); each is a signed, numbered decision. */
public sealed interface ResponseEvent extends Event {
  ResponseId response();

  /**
   * The response was raised, pinned to the version of the plan in force.
   *
   * @param space {@code live}, or the drill that it opens; older facts are all live
   */
  record ResponseRaised(
      ResponseId response,
      String number,
      AreaCode area,
      Tier tier,
      int level,
      String subject,
      Instant expectedUntil,
      List<String> measures,
      PlanId plan,
      AccountId by,
      Instant at,
      Optional<String> space)
      implements ResponseEvent {}

  record TierChanged(
      ResponseId response,
      String number,
      Tier from,
      Tier to,
      String reason,
      AccountId by,
      Instant at)
      implements ResponseEvent {}

  record ResponseEnded(ResponseId response, String number, String reason, AccountId by, Instant at)
      implements ResponseEvent {}
}
