package org.muster.command.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.muster.command.store.EventLog.Entry;
import org.muster.model.Identifier;
import org.muster.model.assignment.AssignmentEvent.OfferMade;
import org.muster.model.wire.EnumNames;

/** The rows of offers that were made: the event of which a launch has one for each phone. */
final class Offers {
  static final String MADE =
      """
      insert into assignment (id, order_id, quota_id, unit_id, community, volunteer_id, state, source, offered_at,
                              answer_by, during, space, version)
      select e.assignment, e."order", e.quota, e.unit, e.community, e.volunteer, 'offered', e.source, e.at,
             e.answer_by, tstzrange(e.at, e.until), e.space, e.version
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[],
                  $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::int[])
        as e(assignment, "order", quota, unit, community, volunteer, source, at, answer_by, until, space, version)
      """;

  private Offers() {}

  /** Their events are all {@link OfferMade}. */
  static void make(Sql tx, List<Entry> entries) {
    var offers = entries.stream().map(entry -> (OfferMade) entry.event()).toList();
    tx.run(
        MADE,
        ids(offers, OfferMade::assignment),
        ids(offers, OfferMade::order),
        ids(offers, OfferMade::quota),
        ids(offers, OfferMade::unit),
        texts(offers, offer -> offer.community().value()),
        ids(offers, OfferMade::volunteer),
        texts(offers, offer -> EnumNames.of(offer.source())),
        times(offers, OfferMade::at),
        times(offers, OfferMade::answerBy),
        times(offers, OfferMade::until),
        texts(offers, OfferMade::space),
        entries.stream().map(Entry::version).toArray(Integer[]::new));
  }

  private static UUID[] ids(List<OfferMade> offers, Function<OfferMade, Identifier> id) {
    return offers.stream().map(offer -> id.apply(offer).value()).toArray(UUID[]::new);
  }

  private static String[] texts(List<OfferMade> offers, Function<OfferMade, String> text) {
    return offers.stream().map(text).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(List<OfferMade> offers, Function<OfferMade, Instant> at) {
    return offers.stream()
        .map(offer -> at.apply(offer).atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }
}
