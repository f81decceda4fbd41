package org.muster.command.notify;

import java.net.URI;
import java.util.Map;
import org.muster.model.wire.Json;

/** A WeCom (企业微信、政务微信) group's robot; the key in its address is all it asks for. */
public final class WeComRobot implements Channel {
  private final URI address;
  private final JsonPost post;

  public WeComRobot(URI address, JsonPost post) {
    this.address = address;
    this.post = post;
  }

  @Override
  public Outcome send(Message message) {
    var body = Map.of("msgtype", "text", "text", Map.of("content", message.text()));
    return post.send(address, Map.of(), Json.write(body), JsonPost::byErrcode);
  }
}
