package org.muster.command.store;

import java.util.List;
import org.muster.model.duty.HandoverEvent;
import org.muster.model.duty.HandoverEvent.HandoverDrawn;
import org.muster.model.duty.HandoverEvent.HandoverTaken;
import org.muster.model.duty.HandoverEvent.HandoverTakenBack;

/** How events of hand-overs change the state table. */
final class DutyProjection {
  private static final String DRAWN =
      """
      insert into handover (id, area, sheet, remark_id, drawn_by, drawn_at, version)
      select e.handover, e.area, e.sheet, e.remark, e.by, e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(handover uuid, area text, sheet jsonb, remark uuid, by uuid,
           at timestamptz, version int)
      """;

  private static final String TAKEN =
      """
      update handover h set leader_id = e.leader, taken_by = e.by, taken_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(handover uuid, leader uuid, by uuid, at timestamptz, version int)
      where h.id = e.handover
      """;

  private static final String TAKEN_BACK =
      """
      update handover h set taken_back_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(handover uuid, at timestamptz, version int)
      where h.id = e.handover
      """;

  private DutyProjection() {}

  static List<String> statements(HandoverEvent event) {
    return switch (event) {
      case HandoverDrawn _ -> List.of(DRAWN);
      case HandoverTaken _ -> List.of(TAKEN);
      case HandoverTakenBack _ -> List.of(TAKEN_BACK);
    };
  }
}
