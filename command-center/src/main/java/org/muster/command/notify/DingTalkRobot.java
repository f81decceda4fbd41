package org.muster.command.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.muster.model.wire.Json;

/**
 * A DingTalk (钉钉、浙政钉) group's robot. Signed with the secret as key over the time in milliseconds, a
 * line feed and the secret; time and signature stand in the address.
 */
public final class DingTalkRobot implements Channel {
  private final URI address;
  private final Optional<String> secret;
  private final JsonPost post;
  private final InstantSource clock;

  /**
   * @param address with the robot's token
   * @param secret where the robot's safety setting is a signature
   */
  public DingTalkRobot(URI address, Optional<String> secret, JsonPost post, InstantSource clock) {
    this.address = address;
    this.secret = secret;
    this.post = post;
    this.clock = clock;
  }

  @Override
  public Outcome send(Message message) {
    var body = Map.of("msgtype", "text", "text", Map.of("content", message.text()));
    return post.send(signed(), Map.of(), Json.write(body), JsonPost::byErrcode);
  }

  private URI signed() {
    return secret
        .map(key -> URI.create(address + "&" + signature(clock.millis(), key)))
        .orElse(address);
  }

  static String signature(long timeMs, String secret) {
    String sign = RobotSignature.of(secret, timeMs + "\n" + secret);
    return "timestamp=" + timeMs + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8);
  }
}
