package org.muster.command.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.muster.command.secret.OneTimeCodes;
import org.muster.model.wire.Json;

/** Somebody who uses the API from outside, with the account they were given. */
final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String address;
  private String token = "";
  private String otpSecret = "";

  /** What a list or an object holds. */
  static List<JsonNode> listed(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false).toList();
  }

  Client(String address) {
    this.address = address + "/api/v1";
  }

  /** An answer; the body is {@code null} when it is no JSON. */
  record Answer(int status, String type, String text) {
    JsonNode json() {
      return type.contains("json") ? Json.parse(text) : NullNode.getInstance();
    }

    String code() {
      return json().path("code").asText();
    }
  }

  /** What is asked, with a fresh key unless one is given. */
  record Asked(String method, String path, String body, Map<String, String> headers) {
    static Asked of(String method, String path, Object body) {
      return new Asked(method, path, Json.write(body), Map.of());
    }

    static Asked get(String path) {
      return new Asked("GET", path, "", Map.of());
    }

    Asked with(String header, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Asked(method, path, body, more);
    }
  }

  Client signIn(JsonNode account) {
    otpSecret = account.path("otpSecret").asText();
    var credentials = new LinkedHashMap<String, Object>();
    credentials.put("login", account.path("login").asText());
    credentials.put("password", account.path("password").asText());
    if (!otpSecret.isEmpty()) {
      credentials.put("otp", otp());
    }
    Answer answer = ask(Asked.of("POST", "/session", credentials));
    if (answer.status() != 201) {
      throw new AssertionError(account.path("login") + ": " + answer);
    }
    return with(answer.json().path("token").asText());
  }

  /** The same person, in the same session, at another node. */
  Client at(RunningServer node) {
    return new Client(node.address()).with(token);
  }

  Client with(String bearer) {
    token = bearer;
    return this;
  }

  /** The code that the signer's authenticator shows now. */
  String otp() {
    return OneTimeCodes.code(otpSecret, Instant.now());
  }

  Answer get(String path) {
    return ask(Asked.get(path));
  }

  Answer post(String path, Object body) {
    return ask(Asked.of("POST", path, body));
  }

  Answer ask(Asked asked) {
    var request =
        HttpRequest.newBuilder(URI.create(address + asked.path()))
            .timeout(PATIENCE)
            .method(asked.method(), BodyPublishers.ofString(asked.body()));
    var headers = new LinkedHashMap<String, String>();
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    headers.putAll(asked.headers());
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(asked.method() + " " + asked.path(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
