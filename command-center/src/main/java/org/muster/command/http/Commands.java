package org.muster.command.http;

import java.util.UUID;
import org.muster.command.desk.Envelope;
import org.muster.model.RefusedException;

/** Turns a request into the envelope its command is handed in with, and reads ids from paths. */
final class Commands {
  private Commands() {}

  /** The hash covers the operation, its path and its body: what makes two requests the same. */
  static Envelope envelope(Call call, String operation) {
    return Envelope.of(
        call.principal(),
        call.commandId(),
        operation + new java.util.TreeMap<>(call.path()) + call.body());
  }

  static UUID id(Call call) {
    return id("id", call.path("id"));
  }

  static UUID id(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(field, "not an id");
    }
  }
}
