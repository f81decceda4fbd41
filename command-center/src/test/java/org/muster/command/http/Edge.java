package org.muster.command.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.muster.command.text.Messages;
import org.muster.model.FieldProblem;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;

/** A real edge on a free loopback port, with sessions that the test hands out. */
final class Edge implements AutoCloseable {
  static final String CSRF = "csrf-of-this-session";

  final Vertx vertx = Vertx.vertx();
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final Flows flows;
  final Path uploads;
  final ApiRouter api;
  final Health health;
  final List<FieldProblem> missing = new CopyOnWriteArrayList<>();
  private final HttpEdge edge;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private Edge(
      UnaryOperator<HttpSettings> adjust, Path uploads, int flowsMax, Consumer<Api> routes) {
    this.uploads = uploads;
    this.flows = new Flows(flowsMax);
    var settings = adjust.apply(HttpSettings.on("127.0.0.1", 0, uploads));
    var problems = new Problems(new Messages());
    var contract = Contract.load(vertx);
    this.api =
        new ApiRouter(
            new ApiRouter.Parts(
                vertx, settings, contract, new Sessions(), flows, problems, meters));
    this.health = new Health(vertx, problems, () -> List.copyOf(missing));
    health.mount(api);
    contract.mount(api);
    routes.accept(api);
    this.edge =
        new HttpEdge(
            new HttpEdge.Parts(
                vertx,
                settings,
                api,
                health,
                problems,
                request -> {
                  var _ = request.response().setStatusCode(426).end();
                },
                List.of(Pages.of("pages-of-test", "/"))));
    this.address =
        (settings.certificate().isPresent() ? "https" : "http") + "://127.0.0.1:" + edge.start();
  }

  static Edge with(Path uploads, Consumer<Api> routes) {
    return new Edge(UnaryOperator.identity(), uploads, 100, routes);
  }

  static Edge with(
      UnaryOperator<HttpSettings> adjust, Path uploads, int flowsMax, Consumer<Api> routes) {
    return new Edge(adjust, uploads, flowsMax, routes);
  }

  /** The token of somebody in this role. */
  static String token(Role role) {
    return "token-" + role;
  }

  URI uri(String path) {
    return URI.create(address + path);
  }

  /** A request to the API as a commander. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(Contract.ROOT + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token(Role.COMMANDER));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops listening while requests may be under way. */
  void shut() {
    edge.close();
  }

  @Override
  public void close() {
    client.shutdownNow();
    edge.close();
    flows.close(Duration.ofSeconds(5));
    vertx.close().await();
  }

  private static final class Sessions implements Authenticator {
    private final Map<String, Session> sessions = new HashMap<>();

    Sessions() {
      for (Role role : Role.values()) {
        var principal =
            new Principal(
                new AccountId(UUID.randomUUID()),
                role.name(),
                Set.of(role),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        sessions.put(token(role), new Session(principal, CSRF));
      }
    }

    @Override
    public Optional<Session> session(String token) {
      return Optional.ofNullable(sessions.get(token));
    }
  }
}
