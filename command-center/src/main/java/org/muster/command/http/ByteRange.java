package org.muster.command.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for, after RFC 9110, section 14: one range of bytes. What
 * is written in another unit, faultily or as several ranges is passed over, as the RFC allows.
 */
sealed interface ByteRange {
  /** Nothing, or nothing that is understood: the whole file is the answer. */
  record Whole() implements ByteRange {}

  /** Bytes that are there. */
  record Part(long from, long length) implements ByteRange {
    long last() {
      return from + length - 1;
    }
  }

  /** Bytes of which the file has none. */
  record Beyond() implements ByteRange {}

  Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * Reads the header {@code Range}.
   *
   * @param size of the file in bytes
   */
  static ByteRange of(@Nullable String header, long size) {
    Matcher asked = ONE.matcher(header == null ? "" : header.strip());
    if (!asked.matches()) {
      return new Whole();
    }
    Optional<Long> first = number(asked.group(1));
    Optional<Long> last = number(asked.group(2));
    if (first.isEmpty()) {
      return last.isEmpty() ? new Whole() : upTo(Math.max(0, size - last.get()), size - 1, size);
    }
    if (last.isPresent() && last.get() < first.get()) {
      return new Whole();
    }
    return upTo(first.get(), Math.min(last.orElse(size - 1), size - 1), size);
  }

  private static ByteRange upTo(long first, long last, long size) {
    return first >= size || last < first ? new Beyond() : new Part(first, last - first + 1);
  }

  private static Optional<Long> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
  }
}
