package org.muster.command.notify;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.muster.command.notify.Outcome.Gone;
import org.muster.command.notify.Outcome.Taken;
import org.muster.command.secret.PushKeys;
import org.muster.model.delivery.PushSubscription;
import org.muster.model.wire.Json;

/**
 * Pushes to the service that wakes a phone (Web Push, RFC 8030): encrypted for that phone alone
 * (RFC 8291), signed with the installation's keys (RFC 8292), urgent.
 *
 * <p>A message's {@code to} is a {@link PushSubscription} as JSON. A repeat replaces the one
 * before, as long as the phone has not seen it, by its topic.
 */
public final class WebPushes implements Channel {
  /** What a push service keeps for a phone that is off; then the text has long been sent. */
  private static final Duration KEPT = Duration.ofMinutes(30);

  /** Topics are at most 32 signs of base64url. */
  private static final int TOPIC_MAX = 32;

  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final WebPush push;
  private final Posting posting = new Posting();

  /**
   * @param contact whom the push service turns to
   */
  public WebPushes(URI contact, PushKeys keys) {
    this.push =
        new WebPush(contact.toString(), VapidKeys.create(keys.publicKey(), keys.privateKey()));
  }

  @Override
  public Outcome send(Message message) {
    var to = Json.read(message.to(), PushSubscription.class);
    byte[] body =
        push.getBody(
            message.text().getBytes(StandardCharsets.UTF_8), bytes(to.p256dh()), bytes(to.auth()));
    var request = HttpRequest.newBuilder(to.endpoint()).POST(BodyPublishers.ofByteArray(body));
    push.getHeaders(
            to.endpoint().toString(),
            Math.toIntExact(KEPT.toSeconds()),
            topic(message.id()),
            WebPush.Urgency.High)
        .forEach(request::header);
    return posting.send(request, answer -> outcome(answer.statusCode()));
  }

  private static Outcome outcome(int status) {
    return status == NOT_FOUND || status == GONE
        ? new Gone()
        : Posting.bySuccess(status, () -> new Taken(""));
  }

  private static String topic(String id) {
    String plain = id.replace("-", "");
    return plain.substring(0, Math.min(plain.length(), TOPIC_MAX));
  }

  private static byte[] bytes(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }
}
