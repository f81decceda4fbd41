package org.muster.command.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;

/** The headers that keep browsers from doing more with an answer than reading it. */
final class Headers {
  private Headers() {}

  /**
   * Puts them on every answer; pages replace the policy by one that lets them show themselves.
   *
   * @param tls when true, browsers are told never to come without TLS again
   */
  static void mount(Router router, boolean tls) {
    router
        .route()
        .handler(
            routing -> {
              put(routing.response(), tls);
              routing.next();
            });
  }

  private static void put(HttpServerResponse response, boolean tls) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    if (tls) {
      response.putHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
