package org.muster.command.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.model.wire.Json;

/**
 * Texts through the city's SMS gateway: registered signature (签名【…】) and template, the values the
 * template leaves open, and the whole text for gateways that take nothing else.
 *
 * <p>The gateway answers {@code {"code":"OK","id":…}}, or with another code why it will not.
 */
public final class SmsGateway implements Channel {
  private final Line line;
  private final GatewaySignature signature;
  private final InstantSource clock;
  private final JsonPost post = new JsonPost();

  /**
   * How the gateway is reached.
   *
   * @param name the registered signature, without brackets
   */
  public record Line(URI address, String account, String secret, String name) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Line[address=" + address + "]";
    }
  }

  /** What is posted. */
  public record Text(
      String id,
      String phone,
      String signature,
      String template,
      Map<String, String> values,
      String text) {}

  public SmsGateway(Line line, InstantSource clock) {
    this.line = line;
    this.signature = new GatewaySignature(line.secret());
    this.clock = clock;
  }

  @Override
  public Outcome send(Message message) {
    String full = "【" + line.name() + "】" + message.text();
    String body =
        Json.write(
            new Text(
                message.id(),
                message.to(),
                line.name(),
                message.template(),
                message.values(),
                full));
    long time = clock.millis();
    var headers =
        Map.of(
            GatewaySignature.ACCOUNT, line.account(),
            GatewaySignature.TIME, Long.toString(time),
            GatewaySignature.SIGN, signature.of(time, body));
    return post.send(line.address(), headers, body, SmsGateway::outcome);
  }

  private static Outcome outcome(JsonNode answer) {
    String code = answer.path("code").asText("no code");
    return code.equals("OK") ? new Taken(answer.path("id").asText()) : new Refused(code);
  }
}
