package org.muster.model.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.model.RefusedException;

class PushSubscriptionTest {
  private static final String POINT = base64(65);
  private static final String AUTH = base64(16);
  private static final List<String> SERVICES =
      List.of("push.example", "*.push.example", "localhost");

  private static String base64(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
  }

  @ParameterizedTest
  @CsvSource({
    "https://push.example/a, true",
    "https://a.push.example/a, true",
    "http://localhost:8082/push, true",
    "https://push.example.evil.org/a, false",
    "https://evilpush.example/a, false",
    "http://a.push.example/a, false",
    "https://a.push.example:8443/a, false",
    "https://somebody@a.push.example/a, false",
    "https://127.0.0.1/a, false",
    "file:///etc/passwd, false"
  })
  void onlyTrustedPushServicesArePostedTo(URI endpoint, boolean trusted) {
    assertEquals(trusted, new PushSubscription(endpoint, POINT, AUTH).leadsTo(SERVICES));
  }

  @Test
  void keysOfTheWrongLengthAreRefused() {
    var endpoint = URI.create("https://push.example/a");
    assertThrows(RefusedException.class, () -> new PushSubscription(endpoint, AUTH, AUTH));
    assertThrows(RefusedException.class, () -> new PushSubscription(endpoint, POINT, POINT));
    assertThrows(RefusedException.class, () -> new PushSubscription(endpoint, POINT, "!"));
  }

  @Test
  void itNeverSaysItsKeys() {
    var endpoint = URI.create("https://push.example/secret-of-a-phone");
    String said = new PushSubscription(endpoint, POINT, AUTH).toString();
    assertFalse(said.contains(POINT) || said.contains(AUTH) || said.contains("secret"));
  }
}
