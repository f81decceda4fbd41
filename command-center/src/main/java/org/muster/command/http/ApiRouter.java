package org.muster.command.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.command.http.Call.Upload;
import org.muster.command.http.Described.Content;
import org.muster.command.http.RequestReader.Arrived;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;

/**
 * Answers the operations of the API description. Bodies are read on the event loop, so that a slow
 * sender occupies no flow; everything else of an operation is straight-line code on a flow.
 */
public final class ApiRouter implements Api {
  private final Parts parts;
  private final Gate gate;
  private final Bodies bodies;
  private final Uploads uploads;
  private final RequestReader reader;
  private final RecentAnswers recent = new RecentAnswers();
  private final Map<String, Described> described = new LinkedHashMap<>();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  /** What the API is made of. */
  public record Parts(
      Vertx vertx,
      HttpSettings settings,
      Contract contract,
      Authenticator authenticator,
      Flows flows,
      Problems problems,
      MeterRegistry meters) {}

  /** An operation and who answers it; {@code once} when the edge answers repeats. */
  private record Endpoint(Described described, Access access, Operation operation, boolean once) {}

  private record Visit(Exchange exchange, Endpoint endpoint, long beganNanos) {}

  public ApiRouter(Parts parts) {
    this.parts = parts;
    this.gate = new Gate(parts.authenticator());
    this.bodies = new Bodies(parts.vertx(), parts.settings().bodyBytesMax());
    this.uploads = new Uploads(parts.vertx(), parts.settings(), parts.problems());
    this.reader = new RequestReader(parts.contract().check(), parts.problems());
    parts.contract().operations().forEach(operation -> described.put(operation.id(), operation));
  }

  @Override
  public void on(String operationId, Access access, Operation operation) {
    on(operationId, access, operation, false);
  }

  @Override
  public void once(String operationId, Access access, Operation operation) {
    on(operationId, access, operation, true);
  }

  private void on(String operationId, Access access, Operation operation, boolean once) {
    Described known = described.get(operationId);
    if (known == null) {
      throw new IllegalArgumentException("no such operation in openapi.yaml: " + operationId);
    }
    if (endpoints.put(operationId, new Endpoint(known, access, operation, once)) != null) {
      throw new IllegalArgumentException("answered twice: " + operationId);
    }
  }

  /** Throws unless every operation is answered; those of trial starts may be left out. */
  public void assertComplete() {
    Set<String> missing = new TreeSet<>();
    for (Described operation : described.values()) {
      if (!operation.trial() && !endpoints.containsKey(operation.id())) {
        missing.add(operation.id());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("operations of openapi.yaml without answer: " + missing);
    }
  }

  /** Puts the operations on their paths; to be called once, when all are known. */
  void mount(Router router) {
    Map<String, List<Endpoint>> byPath =
        endpoints.values().stream()
            .collect(
                Collectors.groupingBy(
                    endpoint -> routerPath(endpoint.described()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byPath.forEach((path, all) -> mount(router, path, all));
  }

  private void mount(Router router, String path, List<Endpoint> all) {
    Set<String> allowed = new TreeSet<>();
    for (Endpoint endpoint : all) {
      var method = endpoint.described().method();
      router.route(method, path).handler(routing -> serve(routing, endpoint));
      allowed.add(method.name());
    }
    router.route(path).handler(routing -> refuseMethod(routing, String.join(", ", allowed)));
  }

  private static String routerPath(Described operation) {
    return Contract.ROOT + operation.path().replaceAll("\\{(\\w+)}", ":$1");
  }

  private void refuseMethod(RoutingContext routing, String allowed) {
    var exchange = Exchange.of(parts.vertx(), routing.request());
    exchange.send(parts.problems().wrongMethod(allowed, exchange.language()));
  }

  /** On the event loop. */
  private void serve(RoutingContext routing, Endpoint endpoint) {
    var visit =
        new Visit(Exchange.of(parts.vertx(), routing.request()), endpoint, System.nanoTime());
    try {
      var values = Values.of(routing);
      body(routing.request(), endpoint.described().content())
          .onSuccess(body -> start(visit, values, body))
          .onFailure(failure -> fail(visit, failure));
    } catch (RefusedException e) {
      fail(visit, e);
    }
  }

  /** On the event loop. */
  private void start(Visit visit, Values values, Buffer body) {
    Described operation = visit.endpoint().described();
    var arrived = new Arrived(visit.exchange(), operation, values, body);
    try {
      String name = operation.id() + " " + visit.exchange().id();
      parts.flows().start(name, () -> send(visit, answer(visit, arrived)));
    } catch (RefusedException e) {
      fail(visit, e);
    }
  }

  private Future<Buffer> body(HttpServerRequest request, Content content) {
    return switch (content) {
      case NONE -> Future.succeededFuture(Buffer.buffer());
      case OPTIONAL_JSON, REQUIRED_JSON -> bodies.read(request);
      case UPLOAD -> {
        request.pause();
        yield Future.succeededFuture(Buffer.buffer());
      }
    };
  }

  /** On the flow. */
  private Answer answer(Visit visit, Arrived arrived) {
    @Nullable Upload upload = null;
    try {
      Described operation = arrived.operation();
      var credentials = Gate.Credentials.of(visit.exchange().request());
      Access access = visit.endpoint().access();
      Principal principal = gate.admit(credentials, access, operation.changes());
      Call call = reader.read(arrived, principal, credentials.token());
      if (operation.content() == Content.UPLOAD) {
        upload = uploads.receive(visit.exchange());
        call = call.with(upload);
      }
      return answer(visit.endpoint(), arrived.values(), call);
    } catch (Throwable e) {
      return problem(visit, e);
    } finally {
      if (upload != null) {
        Uploads.remove(upload.file());
      }
    }
  }

  private Answer answer(Endpoint endpoint, Values values, Call call) {
    boolean isNamed = values.header("Idempotency-Key").isPresent();
    return endpoint.once() && isNamed
        ? recent.once(
            new RecentAnswers.Key(call.principal().id(), call.commandId()),
            endpoint.described().id() + new TreeMap<>(call.path()) + call.body(),
            () -> endpoint.operation().handle(call).encoded())
        : endpoint.operation().handle(call).encoded();
  }

  private void fail(Visit visit, Throwable failure) {
    send(visit, problem(visit, failure));
  }

  private Answer problem(Visit visit, Throwable failure) {
    var exchange = visit.exchange();
    return parts.problems().answer(failure, exchange.language(), exchange.id());
  }

  private void send(Visit visit, Answer answer) {
    visit.exchange().send(answer);
    String operation = visit.endpoint().described().id();
    String status = Integer.toString(answer.status());
    parts
        .meters()
        .timer("muster.http.requests", "operation", operation, "status", status)
        .record(System.nanoTime() - visit.beganNanos(), TimeUnit.NANOSECONDS);
  }
}
