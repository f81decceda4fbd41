package org.muster.field.station;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody was ticked off at the kiosk.
 *
 * @param id names the command, however often it is sent
 * @param name who, as the roll had it, so that a refusal can be told
 * @param at by the kiosk's own clock
 * @param code why the command center refused
 */
record Tick(
    UUID id,
    UUID assignment,
    Deed deed,
    String name,
    Instant at,
    State state,
    Optional<String> code,
    Optional<String> detail) {

  /** What the community says of somebody. */
  enum Deed {
    PRESENT,
    ABSENT
  }

  /** How far it has come. */
  enum State {
    WAITING,
    DONE,
    REFUSED
  }

  static Tick fresh(Pressed pressed, String name, Instant at) {
    return new Tick(
        pressed.id(),
        pressed.assignment(),
        pressed.deed(),
        name,
        at,
        State.WAITING,
        Optional.empty(),
        Optional.empty());
  }

  /** What the page sends: the button and whose line it was on. */
  record Pressed(UUID id, UUID assignment, Deed deed) {
    Pressed {
      id = org.muster.model.Texts.required("id", id);
      assignment = org.muster.model.Texts.required("assignment", assignment);
      deed = org.muster.model.Texts.required("deed", deed);
    }
  }

  @JsonIgnore
  boolean isWaiting() {
    return state == State.WAITING;
  }
}
