package org.muster.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Writes times as ISO 8601. What is written by the thousand has few times among it: the moment of a
 * signature, the end of a task; so the texts of the last ones are kept. From any thread.
 */
final class InstantText extends JsonSerializer<Instant> {
  private static final int KEPT = 16;

  private record Written(Instant at, String text) {}

  private final AtomicReferenceArray<Written> kept = new AtomicReferenceArray<>(KEPT);

  @Override
  public void serialize(Instant at, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeString(text(at));
  }

  private String text(Instant at) {
    int slot = Math.floorMod(at.hashCode(), KEPT);
    Written written = kept.get(slot);
    if (written == null || !written.at().equals(at)) {
      written = new Written(at, at.toString());
      kept.set(slot, written);
    }
    return written.text();
  }
}
