package org.muster.command.notify;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.model.wire.Json;

/**
 * A Feishu (飞书) group's robot. Signed with the time in seconds, a line feed and the secret as key,
 * over nothing; time and signature stand in the body.
 */
public final class FeishuRobot implements Channel {
  private static final long MS = 1_000;

  private final URI address;
  private final Optional<String> secret;
  private final JsonPost post;
  private final InstantSource clock;

  /**
   * @param address with the robot's token
   * @param secret where the robot's safety setting is a signature
   */
  public FeishuRobot(URI address, Optional<String> secret, JsonPost post, InstantSource clock) {
    this.address = address;
    this.secret = secret;
    this.post = post;
    this.clock = clock;
  }

  @Override
  public Outcome send(Message message) {
    var body = new LinkedHashMap<String, Object>();
    secret.ifPresent(key -> body.putAll(signature(clock.millis() / MS, key)));
    body.put("msg_type", "text");
    body.put("content", Map.of("text", message.text()));
    return post.send(address, Map.of(), Json.write(body), JsonPost::byCode);
  }

  static Map<String, String> signature(long timeS, String secret) {
    return Map.of(
        "timestamp", Long.toString(timeS), "sign", RobotSignature.of(timeS + "\n" + secret, ""));
  }
}
