package org.muster.command.socket;

import org.muster.model.access.Principal;
import org.muster.model.wire.ClientFrame.PositionFix;

/** Takes in where phones say they are. */
@FunctionalInterface
public interface Positions {
  /** May wait; called on virtual threads, one fix of a socket after the other. */
  void fix(Principal principal, PositionFix fix);
}
