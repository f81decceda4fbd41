package org.muster.model.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a phone or a desk says over the socket, one frame a message. */
public sealed interface ClientFrame
    permits ClientFrame.Hello,
        ClientFrame.Ack,
        ClientFrame.Read,
        ClientFrame.Do,
        ClientFrame.PositionFix,
        ClientFrame.Follow,
        Ping,
        Pong {

  /**
   * The first frame of a connection: who comes, on which device, and what the device already holds.
   */
  record Hello(String ticket, String device, Optional<Cursor> cursor) implements ClientFrame {
    public Hello {
      notBlank("ticket", ticket);
      notBlank("device", device);
    }
  }

  /** How far a device has stored its mailbox; the epoch tells a restored database apart. */
  record Cursor(String epoch, long seq) {
    public Cursor {
      notBlank("epoch", epoch);
      notNegative("seq", seq);
    }
  }

  /** Everything up to this number is stored on the device. */
  record Ack(long seq) implements ClientFrame {
    public Ack {
      notNegative("seq", seq);
    }
  }

  /** A person has opened this item. */
  record Read(UUID id) implements ClientFrame {
    public Read {
      present("id", id);
    }
  }

  /**
   * A deed of the person on an assignment.
   *
   * @param id chosen by the phone and kept when the deed is sent again
   * @param reason why the offer is declined
   * @param position where the person stands on arrival
   * @param code the community's code, read on arrival
   * @param text what is reported, asked or said afterwards
   */
  record Do(
      UUID id,
      DeedName name,
      UUID assignment,
      Optional<String> reason,
      Optional<PositionFix> position,
      Optional<String> code,
      Optional<String> text)
      implements ClientFrame {
    public Do {
      present("id", id);
      present("name", name);
      present("assignment", assignment);
    }

    /** A deed that needs no more than its name. */
    public static Do plain(UUID id, DeedName name, UUID assignment) {
      return new Do(
          id,
          name,
          assignment,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** What a person can do with an assignment from the phone. */
  enum DeedName {
    ACCEPT,
    DECLINE,
    DEPART,
    ARRIVE,
    LEAVE,
    REPORT,
    /** Asks the command post something about the order. */
    ASK,
    /** Says how it was, afterwards. */
    FEEDBACK;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where a phone is. Without the reference system the numbers may be hundreds of metres off, so it
   * is never guessed.
   */
  record PositionFix(
      double lon, double lat, String coordType, Optional<Double> accuracyM, Optional<Instant> at)
      implements ClientFrame {
    private static final Set<String> COORD_TYPES = Set.of("wgs84", "cgcs2000", "gcj02", "bd09");

    public PositionFix {
      if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
        throw new IllegalArgumentException("lon or lat is outside the globe");
      }
      if (coordType == null || !COORD_TYPES.contains(coordType)) {
        throw new IllegalArgumentException("coordType must be one of wgs84, cgcs2000, gcj02, bd09");
      }
    }
  }

  /** A wish to see a board or a map change: {@code board/{order}} or {@code map/{area}}. */
  record Follow(String topic) implements ClientFrame {
    public Follow {
      notBlank("topic", topic);
    }
  }

  private static void present(String field, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  private static void notBlank(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  private static void notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " is negative");
    }
  }
}
