package org.muster.command.cluster;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Hints as bytes: the sender, a kind, and what belongs to it. Numbers and texts only, so that
 * nothing that arrives can bring a class with it. A kind that is not known here comes from a newer
 * node and is passed over.
 */
final class HintForm {
  private static final byte MAIL = 1;
  private static final byte CHANGED = 2;
  private static final byte WORK_DUE = 3;
  private static final byte SESSION_ENDED = 4;
  private static final byte PLACES_CHANGED = 5;
  private static final byte MOVED = 6;
  private static final byte LAUNCHING = 7;

  private static final int UUID_BYTES = 16;
  private static final int STANDING_BYTES = UUID_BYTES + Long.BYTES;
  private static final String BETWEEN = "\n";

  private HintForm() {}

  /** A hint and the node it comes from. */
  record Heard(UUID from, Hint hint) {}

  static Buffer write(UUID from, Hint hint) {
    var bytes = uuid(Buffer.buffer(), from);
    return switch (hint) {
      case Hint.Mail(var standings) -> {
        bytes.appendByte(MAIL);
        standings.forEach(one -> uuid(bytes, one.recipient()).appendLong(one.seq()));
        yield bytes;
      }
      case Hint.Changed(var topics) ->
          bytes.appendByte(CHANGED).appendString(String.join(BETWEEN, topics));
      case Hint.WorkDue() -> bytes.appendByte(WORK_DUE);
      case Hint.Launching() -> bytes.appendByte(LAUNCHING);
      case Hint.SessionEnded(var session) -> bytes.appendByte(SESSION_ENDED).appendString(session);
      case Hint.PlacesChanged() -> bytes.appendByte(PLACES_CHANGED);
      case Hint.Moved(var node, var stay) -> uuid(bytes.appendByte(MOVED), node).appendLong(stay);
    };
  }

  /** Empty when it is not understood. */
  static Optional<Heard> read(Buffer bytes) {
    if (bytes.length() <= UUID_BYTES) {
      return Optional.empty();
    }
    try {
      return hint(bytes.getByte(UUID_BYTES), bytes.slice(UUID_BYTES + 1, bytes.length()))
          .map(hint -> new Heard(uuid(bytes, 0), hint));
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<Hint> hint(byte kind, Buffer rest) {
    return switch (kind) {
      case MAIL -> Optional.of(new Hint.Mail(standings(rest)));
      case CHANGED -> Optional.of(new Hint.Changed(topics(rest)));
      case WORK_DUE -> Optional.of(new Hint.WorkDue());
      case LAUNCHING -> Optional.of(new Hint.Launching());
      case SESSION_ENDED -> Optional.of(new Hint.SessionEnded(rest.toString()));
      case PLACES_CHANGED -> Optional.of(new Hint.PlacesChanged());
      case MOVED -> Optional.of(new Hint.Moved(uuid(rest, 0), rest.getLong(UUID_BYTES)));
      default -> Optional.empty();
    };
  }

  private static List<Hint.Standing> standings(Buffer rest) {
    var standings = new ArrayList<Hint.Standing>(rest.length() / STANDING_BYTES);
    for (int at = 0; at < rest.length(); at += STANDING_BYTES) {
      standings.add(new Hint.Standing(uuid(rest, at), rest.getLong(at + UUID_BYTES)));
    }
    return standings;
  }

  private static Set<String> topics(Buffer rest) {
    return Set.copyOf(List.of(rest.toString().split(BETWEEN)));
  }

  private static Buffer uuid(Buffer bytes, UUID id) {
    return bytes.appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(Buffer bytes, int at) {
    return new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
  }
}
