package org.muster.command.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.muster.command.testing.Eventually;
import org.muster.model.wire.Json;

/** The texts that a practice gateway shows. */
record Texts(URI page) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The newest text to a number, waited for. */
  String newestTo(String phone) {
    var found = new ArrayList<JsonNode>();
    Eventually.until(
        () -> "a text to " + phone,
        () -> {
          found.addAll(Client.listed(get("texts?phone=" + phone)));
          return !found.isEmpty();
        });
    return found.getFirst().path("text").asText();
  }

  private JsonNode get(String path) {
    try {
      var request = HttpRequest.newBuilder(page.resolve(path)).build();
      return Json.parse(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
