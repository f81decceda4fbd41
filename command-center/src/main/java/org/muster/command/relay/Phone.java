package org.muster.command.relay;

import org.muster.model.wire.CloseCode;

/**
 * A connected device as delivery sees it: a socket that takes frames, and the loop it belongs to.
 */
public interface Phone {
  /** Hands a task to the loop of this socket; from any thread. All else only on that loop. */
  void execute(Runnable task);

  void write(String frame);

  /** True when nothing more should be written until the socket has drained. */
  boolean full();

  void end(CloseCode code);
}
