package org.muster.command.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.Database;
import org.muster.command.store.OrderStore;
import org.muster.command.store.Sql;
import org.muster.model.Event;
import org.muster.model.assignment.Assignment;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.Order;
import org.muster.model.order.OrderEvent;
import org.muster.model.order.OrderId;
import org.muster.model.order.Response;
import org.muster.model.order.ResponseEvent;
import org.muster.model.order.ResponseId;
import org.muster.model.wire.EventTypes;
import org.muster.model.wire.Json;

/** What the recorded facts fold to by the rules, beside what the state tables show. */
public final class Folds {
  private static final String FACTS = "select type, body from event order by position";

  private final Map<ResponseId, Response> responses = new LinkedHashMap<>();
  private final Map<OrderId, Order> orders = new LinkedHashMap<>();
  private final Map<AssignmentId, Assignment> assignments = new LinkedHashMap<>();

  private Folds() {}

  /** Fails when a table shows another state than the facts. */
  public static void assertTablesShowTheFacts(Database database) {
    database.read(
        sql -> {
          var folds = new Folds();
          sql.list(FACTS, Folds::fact).forEach(folds::take);
          folds.compare(sql);
          return folds;
        });
  }

  private static Event fact(Row row) {
    return EventTypes.read(row.getString("type"), Json.parse(String.valueOf(row.getValue("body"))));
  }

  private void take(Event event) {
    switch (event) {
      case ResponseEvent it ->
          responses.put(
              it.response(),
              Response.evolve(responses.getOrDefault(it.response(), new Response.None()), it));
      case OrderEvent it ->
          orders.put(
              it.order(), Order.evolve(orders.getOrDefault(it.order(), new Order.None()), it));
      case AssignmentEvent it ->
          assignments.put(
              it.assignment(),
              Assignment.evolve(
                  assignments.getOrDefault(it.assignment(), new Assignment.None()), it));
      default -> {}
    }
  }

  private void compare(Sql sql) {
    var orderStore = new OrderStore();
    var assignmentStore = new AssignmentStore();
    responses.forEach(
        (id, state) -> assertEquals(state, orderStore.findResponse(sql, id).orElseThrow().state()));
    orders.forEach(
        (id, state) -> assertEquals(state, orderStore.find(sql, id).orElseThrow().state()));
    assignments.forEach(
        (id, state) -> assertEquals(state, assignmentStore.find(sql, id).orElseThrow().state()));
  }
}
