package org.muster.command.socket;

import java.util.Locale;
import org.muster.model.access.Principal;
import org.muster.model.wire.ClientFrame;

/** What people do from their phones, under the same ids and rules as over HTTP. */
public interface Deeds {

  /** What became of a deed. */
  sealed interface Outcome {}

  /** Recorded; {@code version} is the assignment's after it. */
  record Done(int version) implements Outcome {}

  /** Not accepted, and never will be; {@code detail} is for people. */
  record Refused(String code, String detail) implements Outcome {}

  /**
   * Does it, or finds that it was done before. May wait; called on virtual threads, never twice at
   * once for one socket. Throwing that the database is away means that it will be tried again.
   */
  Outcome perform(Principal principal, ClientFrame.Do deed, Locale language);
}
