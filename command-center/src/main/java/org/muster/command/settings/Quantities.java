package org.muster.command.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** In the largest unit that fits. */
  static String written(Duration time) {
    for (String unit : List.of("d", "h", "min", "s")) {
      long ms = Objects.requireNonNull(TIMES.get(unit)).toMillis();
      if (time.toMillis() >= ms && time.toMillis() % ms == 0) {
        return time.toMillis() / ms + " " + unit;
      }
    }
    return time.toMillis() + " ms";
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
