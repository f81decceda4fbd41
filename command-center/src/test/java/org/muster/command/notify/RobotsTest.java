package org.muster.command.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.model.wire.Json;

/** What group robots are sent, and how they know that it is ours. */
class RobotsTest {
  private static final Optional<String> SECRET = Optional.of("SECtest0000");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
  private static final Message MESSAGE = Message.plain("1", "本单位尚有3人未答复。");

  private final JsonPost post = new JsonPost();
  private final List<Heard> heard = new ArrayList<>();
  private String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
  private HttpServer platform;

  private record Heard(String path, JsonNode body) {}

  @BeforeEach
  void open() throws IOException {
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    platform.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(exchange.getRequestURI().toString(), Json.parse(body)));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    platform.start();
  }

  @AfterEach
  void close() {
    platform.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + platform.getAddress().getPort() + path);
  }

  @Test
  void dingTalkIsSignedInTheAddress() {
    var robot = new DingTalkRobot(at("/robot/send?access_token=t"), SECRET, post, CLOCK);

    assertEquals(new Taken(""), robot.send(MESSAGE));
    assertEquals(
        "/robot/send?access_token=t&timestamp=1700000000000"
            + "&sign=vnXGs3iLBrhWP5FlVeFaKWEXtHxmrew6anASiLXEfm0%3D",
        heard.getFirst().path());
    assertEquals("本单位尚有3人未答复。", heard.getFirst().body().at("/text/content").asText());
  }

  @Test
  void feishuIsSignedInTheBody() {
    answer = "{\"code\":0,\"msg\":\"success\"}";
    var robot = new FeishuRobot(at("/hook/t"), SECRET, post, CLOCK);

    assertEquals(new Taken(""), robot.send(MESSAGE));
    var body = heard.getFirst().body();
    assertEquals("1700000000", body.path("timestamp").asText());
    assertEquals("V/LA+FukfSdCrrdBQWe/hdtyeJkv3GtpfH+rl/8wP7k=", body.path("sign").asText());
    assertEquals("text", body.path("msg_type").asText());
    assertEquals("本单位尚有3人未答复。", body.at("/content/text").asText());
  }

  @Test
  void weComNeedsNoSignature() {
    var robot = new WeComRobot(at("/send?key=k"), post);

    assertEquals(new Taken(""), robot.send(MESSAGE));
    assertEquals("/send?key=k", heard.getFirst().path());
    assertEquals("本单位尚有3人未答复。", heard.getFirst().body().at("/text/content").asText());
  }

  @Test
  void platformThatRefusesIsNotPressed() {
    answer = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";

    assertEquals(new Refused("code 310000"), new WeComRobot(at("/send?key=k"), post).send(MESSAGE));
  }
}
