package org.muster.command.store;

import java.util.List;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.CommitmentEvent.BarsOverridden;
import org.muster.model.order.CommitmentEvent.EscalationAcknowledged;
import org.muster.model.order.CommitmentEvent.NamesGiven;
import org.muster.model.order.CommitmentEvent.OrderHandedOver;
import org.muster.model.order.CommitmentEvent.OrderTakenOver;
import org.muster.model.order.CommitmentEvent.ReceiptOverdue;
import org.muster.model.order.CommitmentEvent.ReceiptSigned;
import org.muster.model.order.CommitmentEvent.ShortageReported;
import org.muster.model.order.CommitmentEvent.UnitEscalated;
import org.muster.model.order.CommitmentEvent.UnitReminded;
import org.muster.model.order.OrderEvent;
import org.muster.model.order.OrderEvent.OrderClosed;
import org.muster.model.order.OrderEvent.OrderDrafted;
import org.muster.model.order.OrderEvent.OrderReviewed;
import org.muster.model.order.OrderEvent.OrderRevised;
import org.muster.model.order.OrderEvent.OrderSigned;
import org.muster.model.order.OrderEvent.OrderWithdrawn;
import org.muster.model.order.OrderEvent.QuotasReduced;
import org.muster.model.order.ResponseEvent;
import org.muster.model.order.ResponseEvent.ResponseEnded;
import org.muster.model.order.ResponseEvent.ResponseRaised;
import org.muster.model.order.ResponseEvent.TierChanged;

/** How events of responses, orders and commitments change the state tables. */
final class OrderProjection {
  private static final String RESPONSE_RAISED =
      """
      insert into response (id, number, area, tier, level, subject, expected_until, measures, plan_id,
                            raised_by, raised_at, space, version)
      select e.response, e.number, e.area, e.tier, e.level, e.subject, e."expectedUntil", e.measures, e.plan,
             e.by, e.at, coalesce(e.space, 'live'), e.version
      from jsonb_to_recordset($1::text::jsonb) as e(response uuid, number text, area text, tier text, level int,
           subject text, "expectedUntil" timestamptz, measures jsonb, plan uuid, by uuid, at timestamptz, space text,
           version int)
      """;

  private static final String TIER_CHANGED =
      """
      update response r set tier = e."to", version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(response uuid, "to" text, version int)
      where r.id = e.response
      """;

  private static final String RESPONSE_ENDED =
      """
      update response r set ended_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(response uuid, at timestamptz, version int)
      where r.id = e.response
      """;

  private static final String ORDER_DRAFTED =
      """
      insert into orders (id, response_id, amends, state, revision, hash, tier, nature, drafted_by, written_by,
                          answer_within, space, version)
      select e."order", e.response, e.amends, 'draft', e.revision, e.hash, e.tier, e.nature, e.by, e.by, 0,
             e.space, e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, response uuid, amends uuid, revision int, hash text,
           tier text, nature text, by uuid, space text, version int)
      """;

  private static final String ORDER_REVISED =
      """
      update orders o set state = 'draft', reviewed_by = null, revision = e.revision, hash = e.hash, tier = e.tier,
                          nature = e.nature, written_by = e.by, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, revision int, hash text, tier text, nature text,
           by uuid, version int)
      where o.id = e."order"
      """;

  private static final String ORDER_REVIEWED =
      """
      update orders o set state = case when e.pass then 'reviewed' else 'draft' end, reviewed_by = e.by,
                          version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, pass boolean, by uuid, version int)
      where o.id = e."order"
      """;

  private static final String ORDER_WITHDRAWN =
      """
      update orders o set state = case when e.communities = '[]' then 'withdrawn' else o.state end, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, communities jsonb, version int)
      where o.id = e."order"
      """;

  private static final String QUOTAS_WITHDRAWN =
      """
      update quota q set withdrawn = true
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, communities jsonb)
      where q.order_id = e."order" and (e.communities = '[]' or e.communities ? q.community)
      """;

  private static final String QUOTAS_REDUCED =
      """
      update quota q set reduced = q.reduced + q.need - r.need, need = r.need
      from jsonb_to_recordset($1::text::jsonb) as e(quotas jsonb),
           jsonb_to_recordset(e.quotas) as r(quota uuid, need int)
      where q.id = r.quota
      """;

  private static final String ORDER_REDUCED =
      """
      update orders o set version = e.version,
        need_total = (select coalesce(sum(q.need), 0) from quota q where q.order_id = o.id)
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, version int)
      where o.id = e."order"
      """;

  private static final String ORDER_CLOSED =
      """
      update orders o set state = 'closed', version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, version int)
      where o.id = e."order"
      """;

  private static final String RECEIPT_SIGNED =
      """
      update commitment c set signed_at = e.at, signed_by = e.by, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, by uuid, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String RECEIPT_OVERDUE =
      """
      update commitment c set overdue_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String UNIT_REMINDED =
      """
      update commitment c set reminded_at = e.at, reminders = c.reminders + 1, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String UNIT_ESCALATED =
      """
      update commitment c set escalated_to = e.step, escalated_about = e.about, escalated_at = e.at,
        acknowledged_at = null, acknowledged_by = null, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, step text, about text, at timestamptz,
           version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String ESCALATION_ACKNOWLEDGED =
      """
      update commitment c set acknowledged_at = e.at, acknowledged_by = e.by, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, by uuid, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String HANDED_OVER =
      """
      update commitment c set handed_at = e.at, handed_by = e.by, taken_at = null, taken_by = null,
        version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, by uuid, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String TAKEN_OVER =
      """
      update commitment c set taken_at = e.at, taken_by = e.by, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, by uuid, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String NAMES_GIVEN =
      """
      update commitment c set named_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, at timestamptz, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  /** Somebody may be named who was called as a reserve before and was not needed. */
  private static final String NAMED_CANDIDATES =
      """
      insert into candidate (quota_id, ordinal, volunteer_id, source)
      select n.quota, (select coalesce(max(c.ordinal), 0) from candidate c where c.quota_id = n.quota) + v.n::int,
             v.id::uuid, 'named'
      from jsonb_to_recordset($1::text::jsonb) as e(named jsonb),
           jsonb_to_recordset(e.named) as n(quota uuid, volunteers jsonb),
           jsonb_array_elements_text(n.volunteers) with ordinality as v(id, n)
      on conflict (quota_id, volunteer_id) do update set ordinal = excluded.ordinal, source = excluded.source
      """;

  private static final String OVERRIDDEN =
      """
      update candidate c set overridden = array(select jsonb_array_elements_text(e.bars) order by 1)
      from jsonb_to_recordset($1::text::jsonb) as e(quota uuid, volunteer uuid, bars jsonb)
      where c.quota_id = e.quota and c.volunteer_id = e.volunteer
      """;

  private static final String COMMITMENT_GROWN =
      """
      update commitment c set version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String SHORTAGE_OF_UNIT =
      """
      update commitment c set
        able_short = case when e.cause = 'able' then e.count else c.able_short end,
        told_short = case when e.cause = 'reported' then e.count else c.told_short end,
        version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e("order" uuid, unit uuid, count int, cause text, version int)
      where c.order_id = e."order" and c.unit_id = e.unit
      """;

  private static final String SHORTAGE_OF_QUOTA =
      """
      update quota q set short = e.count
      from jsonb_to_recordset($1::text::jsonb) as e(quota uuid, count int)
      where q.id = e.quota
      """;

  private OrderProjection() {}

  static List<String> statements(ResponseEvent event) {
    return switch (event) {
      case ResponseRaised _ -> List.of(RESPONSE_RAISED);
      case TierChanged _ -> List.of(TIER_CHANGED);
      case ResponseEnded _ -> List.of(RESPONSE_ENDED);
    };
  }

  static List<String> statements(OrderEvent event) {
    return switch (event) {
      case OrderDrafted _ -> List.of(ORDER_DRAFTED);
      case OrderRevised _ -> List.of(ORDER_REVISED);
      case OrderReviewed _ -> List.of(ORDER_REVIEWED);
      case OrderSigned _ -> List.of(QuotaRows.SIGNED);
      case OrderWithdrawn _ -> List.of(ORDER_WITHDRAWN, QUOTAS_WITHDRAWN);
      case QuotasReduced _ -> List.of(QUOTAS_REDUCED, ORDER_REDUCED);
      case OrderClosed _ -> List.of(ORDER_CLOSED);
    };
  }

  static List<String> statements(CommitmentEvent event) {
    return switch (event) {
      case ReceiptSigned _ -> List.of(RECEIPT_SIGNED);
      case ReceiptOverdue _ -> List.of(RECEIPT_OVERDUE);
      case UnitReminded _ -> List.of(UNIT_REMINDED);
      case UnitEscalated _ -> List.of(UNIT_ESCALATED);
      case EscalationAcknowledged _ -> List.of(ESCALATION_ACKNOWLEDGED);
      case OrderHandedOver _ -> List.of(HANDED_OVER);
      case OrderTakenOver _ -> List.of(TAKEN_OVER);
      case NamesGiven _ -> List.of(NAMES_GIVEN, NAMED_CANDIDATES);
      case BarsOverridden _ -> List.of(OVERRIDDEN, COMMITMENT_GROWN);
      case ShortageReported _ -> List.of(SHORTAGE_OF_UNIT, SHORTAGE_OF_QUOTA);
    };
  }
}
