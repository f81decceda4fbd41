package org.muster.model.delivery;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.muster.model.RefusedException;
import org.muster.model.Texts;

/**
 * What a phone's browser gives out for somebody to push to it (Web Push, RFC 8030 and RFC 8291).
 *
 * @param endpoint where its push service takes pushes, at most 1,000 signs
 * @param p256dh the phone's public key, a point of 65 bytes in base64url
 * @param auth the secret of 16 bytes in base64url that the phone shares with whoever may push
 */
public record PushSubscription(URI endpoint, String p256dh, String auth) {
  private static final int ENDPOINT_MAX = 1_000;
  private static final int POINT_BYTES = 65;
  private static final int AUTH_BYTES = 16;
  private static final String LOOPBACK = "localhost";

  /** Throws when one of them has the wrong form. */
  public PushSubscription {
    endpoint = Texts.required("endpoint", endpoint);
    Texts.required("endpoint", endpoint.toString(), ENDPOINT_MAX);
    p256dh = bytes("p256dh", Texts.required("p256dh", p256dh), POINT_BYTES);
    auth = bytes("auth", Texts.required("auth", auth), AUTH_BYTES);
  }

  /**
   * Whether it leads to one of these services and nowhere else: over HTTPS, at the usual port. A
   * server that posts to whatever address it is given could be sent anywhere.
   *
   * @param services hosts; {@code *.} stands for any one beneath, {@code localhost} for this
   *     machine over any scheme and port
   */
  public boolean leadsTo(List<String> services) {
    String host = Optional.ofNullable(endpoint.getHost()).orElse("");
    boolean usual = "https".equals(endpoint.getScheme()) && endpoint.getPort() == -1;
    return (usual || host.equals(LOOPBACK))
        && endpoint.getUserInfo() == null
        && services.stream().anyMatch(service -> isOf(service, host));
  }

  private static boolean isOf(String service, String host) {
    return service.startsWith("*.") ? host.endsWith(service.substring(1)) : host.equals(service);
  }

  private static String bytes(String field, String base64url, int expected) {
    try {
      if (Base64.getUrlDecoder().decode(base64url).length == expected) {
        return base64url;
      }
    } catch (IllegalArgumentException _) {
      // Refused below.
    }
    throw RefusedException.invalid(field, "has the wrong form");
  }

  /** Without what lets anybody push to the phone. */
  @Override
  public String toString() {
    return "PushSubscription[" + endpoint.getHost() + "]";
  }
}
