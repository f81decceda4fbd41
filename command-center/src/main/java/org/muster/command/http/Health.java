package org.muster.command.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** Says whether the process lives and whether it can serve. */
public final class Health {
  private final Vertx vertx;
  private final Problems problems;
  private final Supplier<List<FieldProblem>> missing;
  private volatile boolean leaving;

  /**
   * @param missing what keeps the server from serving, each with its reason; empty when ready.
   *     Asked on a virtual thread, so it may wait.
   */
  public Health(Vertx vertx, Problems problems, Supplier<List<FieldProblem>> missing) {
    this.vertx = vertx;
    this.problems = problems;
    this.missing = missing;
  }

  /** Says from now on that nobody new should come here, while those who are here are served. */
  public void leave() {
    leaving = true;
  }

  public void mount(Api api) {
    api.on("getLive", Access.OPEN, _ -> live());
    api.on("getReady", Access.OPEN, _ -> ready());
  }

  /** Outside the API too, where load balancers look. */
  void mount(Router router) {
    router.get("/health/live").handler(routing -> exchange(routing).send(live()));
    router
        .get("/health/ready")
        .handler(
            routing -> {
              Exchange exchange = exchange(routing);
              Thread.ofVirtual().name("ready").start(() -> sendReady(exchange));
            });
  }

  private void sendReady(Exchange exchange) {
    try {
      exchange.send(ready());
    } catch (RuntimeException e) {
      exchange.send(problems.answer(e, exchange.language(), exchange.id()));
    }
  }

  private static Answer live() {
    return Answer.ok(Map.of("status", "live"));
  }

  private Answer ready() {
    List<FieldProblem> absent =
        leaving ? List.of(new FieldProblem("server", "leaving")) : missing.get();
    if (!absent.isEmpty()) {
      throw new RefusedException(Refusal.UNAVAILABLE, absent);
    }
    return Answer.ok(Map.of("status", "ready"));
  }

  private Exchange exchange(RoutingContext routing) {
    return Exchange.of(vertx, routing.request());
  }
}
