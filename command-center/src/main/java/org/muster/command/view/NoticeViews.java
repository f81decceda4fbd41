package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Masking;
import org.muster.model.roster.UnitId;
import org.muster.model.talk.NoticeId;

/** Notices (通知公告) as those see them who published them: how far they got, and with whom. */
public final class NoticeViews {
  /** The newest are what people look after; older ones stand in the log. */
  private static final int SHOWN_MAX = 50;

  /** Values: the liaison's unit, or none; the pattern of the command post's area. */
  private static final String OWN =
      """
      ($1::uuid is null and n.from_unit is null or n.from_unit = $1) and (n.from_area is null or n.from_area like $2)
      """;

  private static final String LIST =
      """
      select json_strip_nulls(json_build_object('id', n.id, 'title', title.text, 'text', words.text,
        'order', n.order_id, 'number', o.number, 'unit', n.unit_id, 'unitName', u.name, 'area', n.area,
        'areaName', area.name, 'publishedAt', n.published_at, 'withdrawnAt', n.withdrawn_at, 'readers', l.readers,
        'onDevice', l.on_device, 'read', l.read, 'version', n.version))::text as json
      from notice n
      left join note title on title.id = n.title_id
      left join note words on words.id = n.text_id
      left join orders o on o.id = n.order_id
      left join unit u on u.id = n.unit_id
      left join area on area.code = n.area
      cross join lateral (
        select count(*) as readers, count(i.on_device_at) as on_device, count(i.read_at) as read
        from mailbox_item i where i.item = n.id
      ) l
      where
      """
          + OWN
          + " order by n.published_at desc, n.id limit $3";

  private static final String READERS =
      """
      select json_strip_nulls(json_build_object('name', coalesce(v.name, account.name), 'unitName', u.name,
        'liaison', nullif(v.id is null, false), 'onDeviceAt', i.on_device_at, 'readAt', i.read_at))::text as json
      from notice n
      join mailbox_item i on i.item = n.id
      left join volunteer v on v.id = i.recipient
      left join account on account.id = i.recipient
      left join unit u on u.id = coalesce(v.unit_id, account.unit_id)
      where n.id = $3 and ($4::boolean is null or (i.read_at is not null) = $4) and
      """
          + OWN
          + " order by i.read_at is not null, u.code, 1, i.recipient limit $5";

  private final Database database;

  public NoticeViews(Database database) {
    this.database = database;
  }

  /** Those of the reader's own office, the newest first. */
  public ObjectNode list(Principal by) {
    return Rows.whole(
        database.read(sql -> Rows.array(sql, LIST, unit(by), beneath(by), SHOWN_MAX)));
  }

  /**
   * Who was told, those first who have not read it: with masked names, but for a liaison, who knows
   * the own people.
   *
   * @param read only those who have read it, or only those who have not
   */
  public ObjectNode readers(Principal by, NoticeId id, Optional<Boolean> read) {
    ArrayNode readers =
        database.read(
            sql -> Rows.array(sql, READERS, unit(by), beneath(by), id, read, Rows.LIMIT_MAX));
    if (by.commands()) {
      readers.forEach(
          one -> ((ObjectNode) one).put("name", Masking.name(one.path("name").asText())));
    }
    return Rows.whole(readers);
  }

  private static Optional<UnitId> unit(Principal by) {
    return by.commands() ? Optional.empty() : by.unit();
  }

  private static String beneath(Principal by) {
    return by.area().map(AreaCode::prefix).orElse("") + "%";
  }
}
