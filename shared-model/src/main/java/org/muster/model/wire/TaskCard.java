package org.muster.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.place.AreaCode;

/**
 * What the phone shows of an item in the mailbox.
 *
 * @param state the assignment's, order's or notice's state in its wire form
 * @param meetingPoint a text or a place, as the order has it
 * @param space {@code live} or a drill's id
 */
public record TaskCard(
    Kind kind,
    UUID id,
    int version,
    Optional<String> state,
    Optional<UUID> order,
    Optional<String> number,
    Optional<String> title,
    Optional<String> tier,
    Optional<AreaCode> community,
    Optional<JsonNode> meetingPoint,
    Optional<Instant> arriveBy,
    Optional<Instant> answerBy,
    Optional<String> task,
    Optional<String> risk,
    Optional<String> contact,
    Optional<String> space) {
  public TaskCard {
    if (kind == null || id == null) {
      throw new IllegalArgumentException("an item needs kind and id");
    }
  }

  /** The typed view of an item's body; throws {@code RefusedException} when it is none. */
  public static TaskCard of(JsonNode item) {
    return Json.decode(item, TaskCard.class);
  }

  public boolean is(String wanted) {
    return state.filter(wanted::equals).isPresent();
  }

  /** What sort of thing an item is. */
  public enum Kind {
    ASSIGNMENT,
    ORDER,
    NOTICE
  }
}
