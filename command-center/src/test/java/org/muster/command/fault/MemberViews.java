package org.muster.command.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** How many members a node knew to belong to its cluster, and from when on; from its log. */
final class MemberViews {
  private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+) .*");
  private static final Pattern SIZE = Pattern.compile("Members \\{size:(\\d+),.*");

  private final List<View> views = new ArrayList<>();

  private record View(Instant from, int size) {}

  /**
   * @param said the lines of its log
   */
  MemberViews(List<String> said) {
    var now = Instant.EPOCH;
    for (String line : said) {
      var time = TIME.matcher(line);
      if (time.matches()) {
        now = OffsetDateTime.parse(time.group(1)).toInstant();
      }
      var size = SIZE.matcher(line);
      if (size.matches()) {
        views.add(new View(now, Integer.parseInt(size.group(1))));
      }
    }
  }

  /** What it knew at that time; 0 before it knew anything. */
  int at(Instant time) {
    return views.stream()
        .filter(view -> !view.from().isAfter(time))
        .reduce((_, newest) -> newest)
        .map(View::size)
        .orElse(0);
  }

  int newest() {
    return at(Instant.MAX);
  }

  /** How long after that time it first knew such a number; empty when it never did. */
  Optional<Duration> after(Instant time, IntPredicate wanted) {
    return views.stream()
        .filter(view -> view.from().isAfter(time) && wanted.test(view.size()))
        .map(view -> Duration.between(time, view.from()))
        .findFirst();
  }
}
