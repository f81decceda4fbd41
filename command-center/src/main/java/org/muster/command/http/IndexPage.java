package org.muster.command.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/** The page at the root that says what this server is and where its descriptions are. */
public final class IndexPage implements Consumer<Router> {
  private final Buffer page = Buffer.buffer(Contract.resource("pages/index.html"));

  @Override
  public void accept(Router router) {
    router
        .get("/")
        .handler(
            routing -> {
              var _ =
                  routing
                      .response()
                      .putHeader("Content-Type", "text/html; charset=utf-8")
                      .end(page);
            });
  }
}
