package org.muster.command.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.field.FieldAgent;
import org.muster.model.wire.Json;

/**
 * The volunteer's way from the offer to the report, on a phone, over good networks and bad; and the
 * community's kiosk that receives them.
 */
@Timeout(600)
class PhoneE2E {
  @Test
  void aVolunteerGoesTheirWayOnThePhone() throws Exception {
    Stories.play("field-agent", "phone", Map.of("MUSTER_AGENT", Json.write(agent())));
  }

  /** How the field side is started as a process of its own; a story adds what it is to do. */
  private static List<String> agent() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        FieldAgent.class.getName());
  }
}
