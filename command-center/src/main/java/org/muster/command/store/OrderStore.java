package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.access.AccountId;
import org.muster.model.order.Order;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.OrderId;
import org.muster.model.order.Response;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** Responses and orders as they stand, with their texts. */
public final class OrderStore {
  private static final String LOCK_RESPONSE = "select * from response where id = $1 for update";

  private static final String FIND_RESPONSE = "select * from response where id = $1";

  private static final String SELECT_ORDER =
      """
      select o.*, d.body from orders o
      join order_document d on d.order_id = o.id and d.revision = o.revision
      where o.id = $1
      """;

  private static final String LOCK_ORDER = SELECT_ORDER + " for update of o";

  private static final String SIGNED_AT =
      "select signed_at from orders where id = $1 and signed_at is not null";

  private static final String KEEP_TEXT =
      "insert into order_document (order_id, revision, body, hash) values ($1, $2, $3::text::jsonb,"
          + " $4)";

  private static final String PLAN_LINES =
      """
      select community, unit_id, normal, emergency, critical, meeting_point from plan_line
      where plan_id = $1 and community = any($2) order by community, unit_id
      """;

  private static final String ASKED =
      """
      select distinct community from quota where order_id = $1 and not withdrawn order by community
      """;

  private static final String UNITS_THAT_EXIST = "select id from unit where id = any($1)";

  private static final String PLANS =
      """
      select id, area, hazard from plan where number > 0
      order by hazard <> $1, hazard <> 'general', created_at desc, number desc
      """;

  private static final String PLAN = "select id from plan where id = $1 and number > 0";

  private static final String AREA = "select code from area where code = $1";

  /**
   * A response with the plan it is pinned to.
   *
   * @param space {@code live}, or the drill that it opened
   */
  public record RecordedResponse(
      ResponseId id,
      Response state,
      AreaCode area,
      Tier tier,
      int level,
      String subject,
      PlanId plan,
      String space,
      int version) {}

  /** An order with its newest text. */
  public record RecordedOrder(
      OrderId id,
      Order state,
      String word,
      OrderDocument text,
      int revision,
      AccountId drafter,
      String space,
      int version) {}

  public Optional<RecordedResponse> lockResponse(Sql tx, ResponseId id) {
    return tx.find(LOCK_RESPONSE, OrderStore::response, id);
  }

  public Optional<RecordedResponse> findResponse(Sql sql, ResponseId id) {
    return sql.find(FIND_RESPONSE, OrderStore::response, id);
  }

  public Optional<RecordedOrder> lock(Sql tx, OrderId id) {
    return tx.find(LOCK_ORDER, OrderStore::order, id);
  }

  public Optional<RecordedOrder> find(Sql sql, OrderId id) {
    return sql.find(SELECT_ORDER, OrderStore::order, id);
  }

  /** Keeps a revision of the text for ever. */
  public void keepText(Sql tx, OrderId order, int revision, OrderDocument text, String hash) {
    tx.run(KEEP_TEXT, order, revision, Json.write(text), HexFormat.of().parseHex(hash));
  }

  public List<PlanLine> planLines(Sql sql, PlanId plan, Collection<AreaCode> communities) {
    String[] codes = communities.stream().map(AreaCode::value).toArray(String[]::new);
    return sql.list(PLAN_LINES, OrderStore::planLine, plan, codes);
  }

  /** When an order was signed; of one that never was, nothing. */
  public Optional<Instant> signedAt(Sql sql, OrderId order) {
    return sql.find(SIGNED_AT, row -> row.getOffsetDateTime("signed_at").toInstant(), order);
  }

  /** The communities that the order sends people to, without those taken back. */
  public List<AreaCode> asked(Sql sql, OrderId order) {
    return sql.list(ASKED, row -> new AreaCode(row.getString("community")), order);
  }

  /** A version of a plan that was adopted; a draft is none. */
  public Optional<PlanId> findPlan(Sql sql, PlanId id) {
    return sql.find(PLAN, row -> new PlanId(row.getUUID("id")), id);
  }

  /** Of the plans that cover an area the newest for the hazard, else the newest for any hazard. */
  public Optional<PlanId> findPlan(Sql sql, AreaCode area, Hazard hazard) {
    for (Row row : sql.run(PLANS, EnumNames.of(hazard))) {
      if (new AreaCode(row.getString("area")).covers(area)) {
        return Optional.of(new PlanId(row.getUUID("id")));
      }
    }
    return Optional.empty();
  }

  public Optional<AreaCode> findArea(Sql sql, AreaCode code) {
    return sql.find(AREA, row -> new AreaCode(row.getString("code")), code);
  }

  /** Those of the units that are known. */
  public List<UnitId> known(Sql sql, Collection<UnitId> units) {
    UUID[] ids = units.stream().map(UnitId::value).toArray(UUID[]::new);
    return sql.list(UNITS_THAT_EXIST, row -> new UnitId(row.getUUID("id")), (Object) ids);
  }

  private static RecordedResponse response(Row row) {
    var id = new ResponseId(row.getUUID("id"));
    Tier tier = Words.of(Tier.class, row.getString("tier"));
    Response state =
        row.getValue("ended_at") == null ? new Response.InForce(id, tier) : new Response.Ended(id);
    return new RecordedResponse(
        id,
        state,
        new AreaCode(row.getString("area")),
        tier,
        row.getInteger("level"),
        row.getString("subject"),
        new PlanId(row.getUUID("plan_id")),
        row.getString("space"),
        row.getInteger("version"));
  }

  private static RecordedOrder order(Row row) {
    var id = new OrderId(row.getUUID("id"));
    return new RecordedOrder(
        id,
        state(id, row),
        row.getString("state"),
        Json.read(String.valueOf(row.getValue("body")), OrderDocument.class),
        row.getInteger("revision"),
        new AccountId(row.getUUID("drafted_by")),
        row.getString("space"),
        row.getInteger("version"));
  }

  private static Order state(OrderId id, Row row) {
    int revision = row.getInteger("revision");
    String hash = row.getString("hash");
    var drafter = new AccountId(row.getUUID("drafted_by"));
    var author = new AccountId(row.getUUID("written_by"));
    return switch (row.getString("state")) {
      case "draft" -> new Order.Draft(id, revision, hash, drafter, author);
      case "reviewed" -> new Order.Reviewed(id, revision, hash, drafter, author);
      case "signed" -> signed(id, row);
      case "closed" -> new Order.Closed(id);
      case "withdrawn" -> new Order.Withdrawn(id);
      default -> throw new IllegalStateException("no such state: " + row.getString("state"));
    };
  }

  private static Order signed(OrderId id, Row row) {
    @Nullable OffsetDateTime signedAt = row.getOffsetDateTime("signed_at");
    @Nullable OffsetDateTime until = row.getOffsetDateTime("until");
    if (signedAt == null || until == null) {
      throw new IllegalStateException("a signed order without its times: " + id);
    }
    return new Order.Signed(id, signedAt.toInstant(), until.toInstant());
  }

  private static PlanLine planLine(Row row) {
    return new PlanLine(
        new AreaCode(row.getString("community")),
        new UnitId(row.getUUID("unit_id")),
        row.getInteger("normal"),
        row.getInteger("emergency"),
        row.getInteger("critical"),
        Optional.ofNullable(row.getString("meeting_point")));
  }
}
