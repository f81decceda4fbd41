package org.muster.command.e2e;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The volunteer's way from the offer to the report, on a phone, over good networks and bad. */
@Timeout(600)
class PhoneE2E {
  @Test
  void aVolunteerGoesTheirWayOnThePhone() throws Exception {
    Stories.play("field-agent", "phone", Map.of());
  }
}
