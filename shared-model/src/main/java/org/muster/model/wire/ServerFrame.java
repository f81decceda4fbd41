package org.muster.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/** What the command center says over the socket, one frame a message. */
public sealed interface ServerFrame
    permits ServerFrame.Welcome,
        ServerFrame.Item,
        ServerFrame.CaughtUp,
        ServerFrame.Resync,
        ServerFrame.Done,
        ServerFrame.RefusedFrame,
        ServerFrame.Snapshot,
        ServerFrame.Change,
        Ping,
        Pong {

  /** The answer to a good hello; {@code seq} is the newest number in the mailbox. */
  record Welcome(String epoch, long seq, Instant now, int pingS) implements ServerFrame {}

  /** The newest form of one thing in the mailbox; {@link TaskCard#of} reads it. */
  record Item(long seq, JsonNode item) implements ServerFrame {}

  /** Everything up to this number has been sent. */
  record CaughtUp(long seq) implements ServerFrame {}

  /** The device's cursor is not known here: everything follows, and older numbers mean nothing. */
  record Resync(String epoch) implements ServerFrame {}

  /** A deed is recorded; {@code version} is the assignment's after it. */
  record Done(UUID id, int version) implements ServerFrame {}

  /** A deed was not accepted; it must not be sent again. */
  record RefusedFrame(UUID id, String code, String detail) implements ServerFrame {}

  /** The whole of a followed topic. */
  record Snapshot(String topic, JsonNode data) implements ServerFrame {}

  /** What has changed in a followed topic since the last frame about it. */
  record Change(String topic, JsonNode data) implements ServerFrame {}
}
