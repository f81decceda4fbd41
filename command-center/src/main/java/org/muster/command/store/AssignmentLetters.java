package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.Body.Ending;
import org.muster.command.store.EventLog.Entry;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.wire.Json;

/** Writes the letters about assignments: what each volunteer is shown of theirs. */
public final class AssignmentLetters {
  /** What is the same for all whom an order sends to a community is written once. */
  private static final String SHARED =
      """
      shared as materialized (
        select p.order_id, p.community, o.state,
          substr(json_strip_nulls(json_build_object(
            'order', o.id, 'number', o.number, 'title', d.body->>'title', 'tier', o.tier,
            'urgency', d.body->>'urgency', 'nature', o.nature, 'community', p.community,
            'communityName', area.name,
            'meetingPoint', coalesce(d.body->'meetingPoints'->>p.community, d.body->>'meetingPoint',
              (select line.meeting_point from response r join plan_line line
               on line.plan_id = r.plan_id where r.id = o.response_id
               and line.community = p.community order by line.unit_id limit 1)),
            'arriveBy', o.arrive_by, 'until', o.until, 'task', d.body->>'task',
            'risk', d.body->>'risk', 'contact', d.body->>'contact', 'issuer', d.body->>'issuer',
            'forResident', nullif(exists (select from request_dispatch sent where sent.order_id = o.id), false),
            'space', o.space))::text, 2) as words
        from place p join orders o on o.id = p.order_id
        join order_document d on d.order_id = o.id and d.revision = o.revision
        left join area on area.code = p.community
      )
      """;

  private static final String OF_ASSIGNMENTS =
      """
      with meant as materialized (
        select * from assignment where id = any($1)
      ), place as (
        select distinct order_id, community from meant
      ),
      """
          + SHARED
          + """
          select a.volunteer_id, a.id, a.version, a.state, a.unit_id, a.answer_by, a.spot, left_behind.name as moved_from,
            a.state = 'withdrawn' and a.source = 'reserve' and s.state = 'signed' as stood_down, s.words
          from meant a
          join shared s on s.order_id = a.order_id and s.community = a.community
          left join area left_behind on left_behind.code = a.moved_from
          order by a.volunteer_id
          """;

  private static final String OF_PLACES =
      """
      with place as (
        select * from unnest($1::uuid[], $2::text[]) as p(order_id, community)
      ),
      """
          + SHARED
          + "select order_id, community, words from shared";

  private static final String QUOTAS =
      "select distinct quota_id from assignment where id = any($1)";

  private static final String ORDERS =
      "select distinct order_id as id from assignment where id = any($1)";

  private static final String ANSWERED =
      """
      update mailbox_item set answered_at = coalesce(answered_at, now())
      where item = $1 and recipient = (select volunteer_id from assignment where id = $1)
      """;

  private static final String KIND = "assignment";

  /** Where an order sends people: they share all words but their own. */
  private record Place(UUID order, String community) {}

  /** The words of a letter that are the volunteer's own; the shared ones follow them. */
  private record Own(
      String kind,
      UUID id,
      int version,
      String state,
      UUID unit,
      Instant answerBy,
      Optional<String> spot,
      Optional<String> movedFrom,
      Optional<Boolean> stoodDown) {

    /**
     * @param shared further members of the JSON object, and its end
     */
    Letter letter(UUID recipient, Ending shared) {
      String own = Json.write(this);
      String beginning = own.substring(0, own.length() - 1) + ",";
      return new Letter(recipient, id, kind, version, new Body(beginning, shared));
    }
  }

  /** Of assignments as they stand. */
  public List<Letter> ofAssignments(Sql tx, Collection<UUID> assignments) {
    return assignments.isEmpty()
        ? List.of()
        : tx.list(OF_ASSIGNMENTS, AssignmentLetters::letter, array(assignments));
  }

  /**
   * Of offers that were made in this transaction: a launch has thousands, so nothing is read back.
   *
   * @param offers events, all of {@link OfferMade}
   */
  public List<Letter> ofOffers(Sql tx, List<Entry> offers) {
    if (offers.isEmpty()) {
      return List.of();
    }
    Map<Place, Ending> shared = shared(tx, offers);
    var letters = new ArrayList<Letter>(offers.size());
    for (Entry entry : offers) {
      var offer = (OfferMade) entry.event();
      var own =
          new Own(
              KIND,
              offer.assignment().value(),
              entry.version(),
              "offered",
              offer.unit().value(),
              offer.answerBy(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      Ending words = Objects.requireNonNull(shared.get(place(offer)), "an order without words");
      letters.add(own.letter(offer.volunteer().value(), words));
    }
    return letters;
  }

  private static Map<Place, Ending> shared(Sql tx, List<Entry> offers) {
    var places = new LinkedHashSet<Place>();
    offers.forEach(entry -> places.add(place((OfferMade) entry.event())));
    var shared = new HashMap<Place, Ending>();
    for (Row row :
        tx.run(
            OF_PLACES,
            places.stream().map(Place::order).toArray(UUID[]::new),
            places.stream().map(Place::community).toArray(String[]::new))) {
      shared.put(
          new Place(row.getUUID("order_id"), row.getString("community")),
          new Ending(row.getString("words")));
    }
    return shared;
  }

  private static Place place(OfferMade offer) {
    return new Place(offer.order().value(), offer.community().value());
  }

  private static Letter letter(Row row) {
    var own =
        new Own(
            KIND,
            row.getUUID("id"),
            row.getInteger("version"),
            row.getString("state"),
            row.getUUID("unit_id"),
            row.getOffsetDateTime("answer_by").toInstant(),
            Optional.ofNullable(row.getString("spot")),
            Optional.ofNullable(row.getString("moved_from")),
            row.getBoolean("stood_down") ? Optional.of(true) : Optional.empty());
    return own.letter(row.getUUID("volunteer_id"), new Ending(row.getString("words")));
  }

  /** The quotas in which the assignments stand. */
  public List<UUID> quotasOf(Sql tx, Collection<UUID> assignments) {
    return tx.list(QUOTAS, row -> row.getUUID("quota_id"), array(assignments));
  }

  /** The orders under which the assignments stand. */
  public List<UUID> ordersOf(Sql tx, Collection<UUID> assignments) {
    return assignments.isEmpty()
        ? List.of()
        : tx.list(ORDERS, row -> row.getUUID("id"), array(assignments));
  }

  /** The last rung of the ladder. */
  public void markAnswered(Sql tx, UUID assignment) {
    tx.run(ANSWERED, assignment);
  }

  private static Object array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
