package org.muster.command.relay;

import java.nio.charset.StandardCharsets;
import org.muster.model.wire.CloseCode;

/**
 * A connected device as delivery sees it: a socket that takes frames, and the loop it belongs to.
 */
public interface Phone {
  /** Hands a task to the loop of this socket; from any thread. All else only on that loop. */
  void execute(Runnable task);

  /** Writes a frame in UTF-8. */
  void write(byte[] frame);

  default void write(String frame) {
    write(frame.getBytes(StandardCharsets.UTF_8));
  }

  /** True when nothing more should be written until the socket has drained. */
  boolean full();

  void end(CloseCode code);
}
