package org.muster.model;

import java.util.UUID;

/** Names a free text that people wrote; kept outside the event log so that it can be purged. */
public record NoteId(UUID value) implements Identifier {
  public static NoteId of(String text) {
    return new NoteId(UUID.fromString(text));
  }
}
