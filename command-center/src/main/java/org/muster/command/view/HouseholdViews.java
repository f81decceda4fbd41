package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Masking;
import org.muster.model.wire.Json;

/**
 * Which households that ask for help are served again and again, and which never.
 *
 * <p>A household is a telephone number in a community; more of it is not kept.
 */
public final class HouseholdViews {
  /** More than anybody reads; the counts are complete. */
  private static final int SHOWN_MAX = 500;

  /**
   * Often: twice or more, and more than twice as often as a household that asked on average. What
   * its household cancelled was not left undone.
   */
  private static final String HOUSEHOLDS =
      """
      with household as (
        select r.resident, r.community, count(*) as requests, count(r.served_at) as served,
          count(r.served_at) >= 2 and count(r.served_at) > 2 * avg(count(r.served_at)) over () as often,
          coalesce(mode() within group (order by k.name) filter (where r.served_at is not null),
                   mode() within group (order by k.name)) as service,
          max(r.served_at) as last, min(r.raised_at) filter (where r.served_at is null) as asked_since
        from request r left join service_kind k on k.code = r.service
        where r.community like $1 and coalesce(r.served_at, r.raised_at) >= $2
          and (r.state <> 'cancelled' or r.served_at is not null)
        group by r.resident, r.community)
      """;

  private static final String COUNTS =
      HOUSEHOLDS
          + """
          select json_build_object('asked', count(*), 'oftenServed', count(*) filter (where often),
            'neverServed', count(*) filter (where served = 0))::text as json
          from household
          """;

  private static final String SHOWN =
      HOUSEHOLDS
          + """
          select json_strip_nulls(json_build_object('household', h.resident, 'area', h.community,
            'requests', h.requests, 'served', h.served, 'often', h.often, 'service', h.service,
            'last', h.last, 'askedSince', h.asked_since))::text as json, r.phone_cipher
          from household h left join resident r on r.id = h.resident
          where (h.served > 0) = $3
          order by h.served desc, h.asked_since, h.last desc, h.resident limit $4
          """;

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;

  public HouseholdViews(Database database, Vault vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** How it was within the last so many days, in an area that the asker sees. */
  public ObjectNode of(Principal by, AreaCode area, int days) {
    if (!by.sees(area)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    Instant now = clock.instant();
    Instant since = now.minus(Duration.ofDays(days));
    String place = area.prefix() + "%";
    return database.read(
        sql -> {
          ObjectNode answer = (ObjectNode) Rows.find(sql, COUNTS, place, since).orElseThrow();
          answer.put("asOf", now.toString()).put("since", since.toString());
          answer
              .putArray("served")
              .addAll(sql.list(SHOWN, this::household, place, since, true, SHOWN_MAX));
          answer
              .putArray("never")
              .addAll(sql.list(SHOWN, this::household, place, since, false, SHOWN_MAX));
          return answer;
        });
  }

  private JsonNode household(Row row) {
    ObjectNode household = (ObjectNode) Json.parse(row.getString("json"));
    Optional.ofNullable(row.getBuffer("phone_cipher"))
        .map(cipher -> Masking.mobile(vault.decrypt(cipher.getBytes())))
        .ifPresent(masked -> household.put("phoneMasked", masked));
    return household;
  }
}
