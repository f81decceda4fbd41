package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.NoticeStore;
import org.muster.command.store.NoticeStore.Recorded;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.talk.Notice;
import org.muster.model.talk.NoticeEvent.NoticePublished;
import org.muster.model.talk.NoticeId;
import org.muster.model.talk.Readers;

/** Where the command post and liaisons make something known to many (通知公告). */
public final class NoticeDesk {
  private static final int TITLE_MAX = 80;
  private static final int TEXT_MAX = 2000;
  private static final String LIVE = "live";

  private final Counter counter;
  private final OrderDesk orders;

  public NoticeDesk(Counter counter, OrderDesk orders) {
    this.counter = counter;
    this.orders = orders;
  }

  /** What is made known, and to whom. */
  public record Publishing(
      Optional<OrderId> order,
      Optional<UnitId> unit,
      Optional<AreaCode> area,
      String title,
      String text) {
    public Publishing {
      title = Texts.required("title", title, TITLE_MAX);
      text = Texts.required("text", text, TEXT_MAX);
    }
  }

  /** Publishes a notice; the answer says how many volunteers it is for. */
  public JsonNode publish(Envelope envelope, Publishing publishing) {
    Principal by = envelope.principal();
    Readers readers =
        new Readers(publishing.order(), publishing.unit(), publishing.area()).addressedBy(by);
    return counter.handle(
        envelope,
        work -> {
          String space = space(work, by, readers);
          int people = count(work, readers);
          var id = new NoticeId(UUID.randomUUID());
          var published =
              new NoticePublished(
                  id,
                  readers.order(),
                  readers.unit(),
                  readers.area(),
                  by.commands() ? Optional.empty() : by.unit(),
                  by.area(),
                  work.note(publishing.title()),
                  work.note(publishing.text()),
                  by.id(),
                  work.now(),
                  space);
          work.record(
              Work.entries(
                  id.value(), 0, Notice.decide(new Notice.None(), new Notice.Publish(published))),
              space);
          return Map.of("id", id, "version", 1, "people", people);
        });
  }

  /** Who published it, or a colleague of the same office, takes it back. */
  public JsonNode withdraw(Envelope envelope, NoticeId id) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Recorded notice =
              NoticeStore.lock(work.tx(), id)
                  .filter(found -> isOf(by, found))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          List<Entry> entries =
              Work.entries(
                  id.value(),
                  notice.version(),
                  Notice.decide(notice.state(), new Notice.Withdraw(by.id(), work.now())));
          work.record(entries, notice.space());
          return Map.of("id", id, "version", notice.version() + entries.size());
        });
  }

  /** A notice lives where its order does. */
  private String space(Work work, Principal by, Readers readers) {
    if (readers.order().isEmpty()) {
      return LIVE;
    }
    if (by.commands()) {
      var _ = orders.lock(work, by, readers.order().get());
    }
    return NoticeStore.space(work.tx(), readers)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static int count(Work work, Readers readers) {
    int people = NoticeStore.count(work.tx(), readers);
    if (people == 0) {
      throw new RefusedException(Refusal.TARGET_EMPTY);
    }
    if (people > Notice.READERS_MAX) {
      throw RefusedException.invalid("area", "more than " + Notice.READERS_MAX + " people");
    }
    return people;
  }

  private static boolean isOf(Principal by, Recorded notice) {
    if (!by.commands()) {
      return notice.fromUnit().isPresent() && notice.fromUnit().equals(by.unit());
    }
    return notice.fromUnit().isEmpty()
        && notice.fromArea().map(AreaCode::of).map(by::sees).orElse(by.area().isEmpty());
  }
}
