package org.muster.command.store;

import java.util.List;
import org.muster.model.order.VoidEvent;
import org.muster.model.order.VoidEvent.VoidEnded;
import org.muster.model.order.VoidEvent.VoidRaised;

/** How events of voids change the state table. */
final class VoidProjection {
  private static final String RAISED =
      """
      insert into area_void (id, order_id, community, kind, skill, since, raised_at, version)
      select e.id, e."order", e.community, e.kind, e.skill, e.since, e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(id uuid, "order" uuid, community text, kind text, skill text,
           since timestamptz, at timestamptz, version int)
      on conflict (id) do update
      set since = excluded.since, raised_at = excluded.raised_at, ended_at = null, version = excluded.version
      """;

  private static final String ENDED =
      """
      update area_void v set ended_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(id uuid, at timestamptz, version int)
      where v.id = e.id
      """;

  private VoidProjection() {}

  static List<String> statements(VoidEvent event) {
    return switch (event) {
      case VoidRaised _ -> List.of(RAISED);
      case VoidEnded _ -> List.of(ENDED);
    };
  }
}
