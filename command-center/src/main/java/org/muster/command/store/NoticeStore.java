package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.muster.model.roster.UnitId;
import org.muster.model.talk.Notice;
import org.muster.model.talk.NoticeEvent;
import org.muster.model.talk.NoticeEvent.NoticePublished;
import org.muster.model.talk.NoticeEvent.NoticeWithdrawn;
import org.muster.model.talk.NoticeId;
import org.muster.model.talk.Readers;

/** Notices (通知公告) as events leave them. */
public final class NoticeStore {
  private static final String LOCK = "select * from notice where id = $1 for update";

  /** The order in force that a notice is about, with its space. */
  private static final String SPACE =
      """
      select space from orders o where o.id = $1 and o.state = 'signed'
        and ($2::uuid is null or exists (select from commitment c where c.order_id = o.id and c.unit_id = $2))
      """;

  /** Counted no further than one beyond what a notice may reach. */
  private static final String COUNT =
      "select count(*) as n from (select from volunteer v where "
          + TalkLetters.meant("$1::uuid", "$2::uuid", "$3::text")
          + " limit $4) reader";

  private static final String PUBLISHED =
      """
      insert into notice (id, order_id, unit_id, area, from_unit, from_area, title_id, text_id, published_by,
        published_at, space, version)
      select e.notice, e."order", e.unit, e.area, e."fromUnit", e."fromArea", e.title, e.text, e.by, e.at, e.space,
        e.version
      from jsonb_to_recordset($1::text::jsonb) as e(notice uuid, "order" uuid, unit uuid, area text,
           "fromUnit" uuid, "fromArea" text, title uuid, text uuid, by uuid, at timestamptz, space text, version int)
      """;

  private static final String WITHDRAWN =
      """
      update notice n set withdrawn_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(notice uuid, at timestamptz, version int)
      where n.id = e.notice
      """;

  private NoticeStore() {}

  /**
   * A notice with what is needed to decide about it.
   *
   * @param fromUnit whose liaison published it; the command post if there is none
   */
  public record Recorded(
      Notice state,
      Optional<UnitId> fromUnit,
      Optional<String> fromArea,
      String space,
      int version) {}

  public static Optional<Recorded> lock(Sql tx, NoticeId id) {
    return tx.find(LOCK, NoticeStore::recorded, id);
  }

  /** The space of the order that a notice is about, if it is in force and the unit is in it. */
  public static Optional<String> space(Sql tx, Readers readers) {
    return tx.find(SPACE, row -> row.getString("space"), readers.order(), readers.unit());
  }

  /** How many volunteers would be told; one more than allowed stands for all that are too many. */
  public static int count(Sql tx, Readers readers) {
    return tx.get(
        COUNT,
        row -> row.getInteger("n"),
        readers.order(),
        readers.unit(),
        readers.area(),
        Notice.READERS_MAX + 1);
  }

  static List<String> statements(NoticeEvent event) {
    return switch (event) {
      case NoticePublished _ -> List.of(PUBLISHED);
      case NoticeWithdrawn _ -> List.of(WITHDRAWN);
    };
  }

  private static Recorded recorded(Row row) {
    var id = new NoticeId(row.getUUID("id"));
    return new Recorded(
        row.getOffsetDateTime("withdrawn_at") == null
            ? new Notice.Published(id)
            : new Notice.Withdrawn(id),
        Optional.ofNullable(row.getUUID("from_unit")).map(UnitId::new),
        Optional.ofNullable(row.getString("from_area")),
        row.getString("space"),
        row.getInteger("version"));
  }
}
