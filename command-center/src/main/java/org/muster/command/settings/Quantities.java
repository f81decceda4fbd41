package org.muster.command.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Spans of time and amounts of data as people write them: {@code 10 min}, {@code 20 MiB}. */
final class Quantities {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?([A-Za-z]+)");

  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private Quantities() {}

  static Optional<Duration> duration(String text) {
    var form = FORM.matcher(text);
    if (!form.matches() || !TIMES.containsKey(form.group(2))) {
      return Optional.empty();
    }
    return Optional.ofNullable(TIMES.get(form.group(2)))
        .map(unit -> unit.multipliedBy(Long.parseLong(form.group(1))));
  }

  static Optional<Long> bytes(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(SIZES.get(form.group(2)))
        .map(unit -> unit * Long.parseLong(form.group(1)));
  }
}
