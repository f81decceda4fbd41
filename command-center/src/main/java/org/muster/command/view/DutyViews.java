package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.DutyStore;
import org.muster.command.store.TaskGroupStore;
import org.muster.command.store.TaskGroupStore.Kept;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.Json;

/** The watch of a command post: who has it, what stands open now, and the pages handed over. */
public final class DutyViews {
  /** About a month of three shifts. */
  private static final int PAGES_SHOWN = 100;

  private static final String PAGES =
      """
      select json_strip_nulls(json_build_object('id', h.id, 'area', h.area, 'sheet', h.sheet, 'remark', remark.text,
        'drawnBy', json_build_object('id', h.drawn_by, 'name', drawer.name), 'drawnAt', h.drawn_at,
        'leader', leader.text, 'takenBy', case when h.taken_by is null then null
          else json_build_object('id', h.taken_by, 'name', taker.name) end,
        'takenAt', h.taken_at, 'takenBackAt', h.taken_back_at, 'version', h.version))::text as json
      from handover h
      left join account drawer on drawer.id = h.drawn_by
      left join account taker on taker.id = h.taken_by
      left join note remark on remark.id = h.remark_id
      left join note leader on leader.id = h.leader_id
      where h.area = $1
      order by h.drawn_at desc, h.id limit $2
      """;

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;

  public DutyViews(Database database, Vault vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** Everything for the duty page of the reader's own command post. */
  public ObjectNode duty(Principal reader) {
    AreaCode area = area(reader);
    return database.read(
        sql -> {
          ObjectNode duty = JsonNodeFactory.instance.objectNode();
          duty.put("asOf", clock.instant().toString());
          duty.set("now", Json.tree(DutyStore.sheet(sql, area)));
          duty.set("handovers", Rows.array(sql, PAGES, area, PAGES_SHOWN));
          return duty;
        });
  }

  /** The groups of the reader's own command post (专班), with names and phones. */
  public ObjectNode groups(Principal reader) {
    AreaCode area = area(reader);
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    database.read(sql -> TaskGroupStore.list(sql, area)).forEach(kept -> groups.add(group(kept)));
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.set("items", groups);
    return list.put("total", groups.size());
  }

  private ObjectNode group(Kept kept) {
    var members = new String(vault.open(kept.members().bytes()), StandardCharsets.UTF_8);
    ObjectNode group =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", kept.id().value().toString())
            .put("name", kept.name())
            .put("duty", kept.duty())
            .put("version", kept.version());
    group.set("members", Json.parse(members));
    return group;
  }

  private static AreaCode area(Principal reader) {
    return reader.area().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
