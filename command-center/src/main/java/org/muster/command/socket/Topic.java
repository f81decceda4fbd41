package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;

/** Something that people watch while it changes: a board, a map, as seen by one kind of viewer. */
public interface Topic {
  /** Viewers with the same scope see the same picture, which is then made once for all of them. */
  String scope();

  /** What it looks like now. May wait; called on virtual threads, at most once a second. */
  JsonNode snapshot();
}
