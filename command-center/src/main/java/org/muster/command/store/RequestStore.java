package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.order.ResponseId;
import org.muster.model.place.AreaCode;
import org.muster.model.request.Complaint;
import org.muster.model.request.ComplaintId;
import org.muster.model.request.Progress;
import org.muster.model.request.Request;
import org.muster.model.request.RequestId;

/** Residents' requests as they stand, and the menu they were chosen from. */
public final class RequestStore {
  private static final String COLUMNS =
      """
      select r.*, (select array_agg(s.assignment_id) from contact_shown s join assignment a on a.id = s.assignment_id
                   where s.request_id = r.id and a.order_id = r.order_id) as shown
      from request r
      """;

  private static final String LOCK = COLUMNS + " where r.id = $1 for update";

  private static final String LOCK_OF_ASSIGNMENT =
      COLUMNS
          + """
           where r.order_id = (select a.order_id from assignment a where a.id = $1 and a.volunteer_id = $2
             and a.state in ('accepted', 'departed', 'onPost'))
             for update
          """;

  /** Open, by the same resident, for the same service in the same place. */
  private static final String LOCK_ALIKE =
      COLUMNS
          + """
           where r.resident = $1 and r.service = $2 and r.community = $3
             and r.state in ('waiting', 'accepted', 'dispatched')
           order by r.raised_at limit 1 for update
          """;

  private static final String COUNT_SINCE =
      "select count(*) as n from request where resident = $1 and raised_at > $2";

  private static final String PROGRESS =
      """
      select count(a.id) filter (where a.state in ('offered', 'accepted', 'departed', 'onPost')) as active,
        count(a.id) filter (where a.state = 'onPost') as present,
        count(a.id) filter (where a.state in ('relieved', 'confirmed')) as served,
        (select coalesce(sum(q.short), 0) from quota q where q.order_id = o.id) as short,
        o.state = 'signed' as in_force
      from orders o left join assignment a on a.order_id = o.id
      where o.id = $1 group by o.id
      """;

  private static final String WISH =
      "select n.text from request r join note n on n.id = r.wish_id where r.id = $1";

  private static final String KIND = "select * from service_kind where code = $1 and offered";

  /** What peace-time service can rest on, a standing response (常态) before any other. */
  private static final String GROUNDS =
      """
      select r.id, r.area, area.name from response r join area on area.code = r.area
      where r.ended_at is null and r.space = 'live' order by r.tier = 'normal' desc, r.raised_at desc
      """;

  private static final String LOCK_COMPLAINT =
      """
      select c.*, r.community from complaint c join request r on r.id = c.request_id
      where c.id = $1 for update of c
      """;

  private static final String HAS_OPEN_COMPLAINT =
      "select exists (select from complaint where request_id = $1 and answered_at is null)";

  /** A request with the state the rules know and what stands around it. */
  public record Recorded(
      RequestId id,
      Request state,
      String service,
      AreaCode community,
      AccountId resident,
      Optional<OrderId> order,
      Optional<Instant> wantedAt,
      int version) {}

  /**
   * A line of the service menu.
   *
   * @param minutes how long it takes as a rule
   */
  public record ServiceKind(
      String code, String name, String task, String risk, int minutes, List<String> skills) {}

  /** The response under which volunteers are sent, and the area it is for. */
  public record Ground(ResponseId response, String areaName) {}

  public record RecordedComplaint(
      ComplaintId id, Complaint state, AreaCode community, int version) {}

  public Optional<Recorded> lock(Sql tx, RequestId id) {
    return tx.find(LOCK, RequestStore::recorded, id);
  }

  /** The request on which this volunteer is going now. */
  public Optional<Recorded> lock(Sql tx, AssignmentId assignment, UUID volunteer) {
    return tx.find(LOCK_OF_ASSIGNMENT, RequestStore::recorded, assignment, volunteer);
  }

  public Optional<Recorded> lockAlike(
      Sql tx, AccountId resident, String service, AreaCode community) {
    return tx.find(LOCK_ALIKE, RequestStore::recorded, resident, service, community);
  }

  public long countSince(Sql tx, AccountId resident, Instant since) {
    return tx.get(COUNT_SINCE, row -> row.getLong("n"), resident, since);
  }

  public Progress progress(Sql tx, OrderId order) {
    return tx.get(PROGRESS, RequestStore::progress, order);
  }

  /** What was asked for in the resident's words. */
  public Optional<String> findWish(Sql sql, RequestId id) {
    return sql.find(WISH, row -> row.getString("text"), id);
  }

  public Optional<ServiceKind> findKind(Sql sql, String code) {
    return sql.find(KIND, RequestStore::kind, code);
  }

  public Optional<Ground> findGround(Sql sql, AreaCode community) {
    for (Row row : sql.run(GROUNDS)) {
      if (new AreaCode(row.getString("area")).covers(community)) {
        return Optional.of(new Ground(new ResponseId(row.getUUID("id")), row.getString("name")));
      }
    }
    return Optional.empty();
  }

  public boolean hasOpenComplaint(Sql tx, RequestId request) {
    return tx.get(HAS_OPEN_COMPLAINT, row -> row.getBoolean(0), request);
  }

  public Optional<RecordedComplaint> lock(Sql tx, ComplaintId id) {
    return tx.find(LOCK_COMPLAINT, RequestStore::complaint, id);
  }

  private static Recorded recorded(Row row) {
    var id = new RequestId(row.getUUID("id"));
    Optional<OrderId> order = Optional.ofNullable(row.getUUID("order_id")).map(OrderId::new);
    return new Recorded(
        id,
        state(id, order, row),
        row.getString("service"),
        new AreaCode(row.getString("community")),
        new AccountId(row.getUUID("resident")),
        order,
        at(row, "wanted_at"),
        row.getInteger("version"));
  }

  private static Request state(RequestId id, Optional<OrderId> order, Row row) {
    return switch (row.getString("state")) {
      case "waiting" -> new Request.Waiting(id);
      case "accepted" -> new Request.Accepted(id);
      case "dispatched" -> {
        UUID @Nullable [] shown = row.getArrayOfUUIDs("shown");
        yield new Request.Dispatched(
            id,
            order.orElseThrow(),
            Arrays.stream(shown == null ? new UUID[0] : shown)
                .map(AssignmentId::new)
                .collect(Collectors.toSet()));
      }
      case "served" ->
          new Request.Served(id, order.orElseThrow(), at(row, "served_at").orElseThrow());
      default -> new Request.Closed(id);
    };
  }

  private static Progress progress(Row row) {
    return new Progress(
        Math.toIntExact(row.getLong("active")),
        Math.toIntExact(row.getLong("present")),
        Math.toIntExact(row.getLong("served")),
        Math.toIntExact(row.getLong("short")),
        row.getBoolean("in_force"));
  }

  private static ServiceKind kind(Row row) {
    return new ServiceKind(
        row.getString("code"),
        row.getString("name"),
        row.getString("task"),
        row.getString("risk"),
        row.getInteger("minutes"),
        List.of(row.getArrayOfStrings("skills")));
  }

  private static RecordedComplaint complaint(Row row) {
    var id = new ComplaintId(row.getUUID("id"));
    Complaint state =
        at(row, "answered_at").isPresent()
            ? new Complaint.Answered(id)
            : new Complaint.Open(id, at(row, "answer_by").orElseThrow());
    return new RecordedComplaint(
        id, state, new AreaCode(row.getString("community")), row.getInteger("version"));
  }

  private static Optional<Instant> at(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
