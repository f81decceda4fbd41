package org.muster.model.talk;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.muster.model.Identifier;
import org.muster.model.assignment.AssignmentId;

/** Names what was said after an assignment; follows from that. */
public record FeedbackId(UUID value) implements Identifier {
  public static FeedbackId of(AssignmentId assignment) {
    String name = "feedback/" + assignment.value();
    return new FeedbackId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
