package org.muster.command.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A time when nobody heard one of the members.
 *
 * @param member from 1
 * @param until when it could be heard again; empty when it was killed
 */
record Silence(int member, Instant from, Optional<Instant> until) {
  /**
   * How long it took until all others knew that it is gone; empty where they did not all know of
   * each other before, or it was back too soon to be missed.
   *
   * @param views of each member, the first of them first
   */
  Optional<Duration> noticed(List<MemberViews> views) {
    var others =
        IntStream.range(0, views.size())
            .filter(index -> index != member - 1)
            .mapToObj(views::get)
            .toList();
    if (others.stream().anyMatch(other -> other.at(from) != views.size())) {
      return Optional.empty();
    }
    return last(others.stream()
            .map(other -> other.after(from, size -> size < views.size()))
            .toList())
        .filter(span -> until.isEmpty() || from.plus(span).isBefore(until.get()));
  }

  /** How long it took from its end until all members knew of each other again. */
  Optional<Duration> merged(List<MemberViews> views) {
    if (until.isEmpty() || noticed(views).isEmpty()) {
      return Optional.empty();
    }
    Instant end = until.get();
    return last(
        views.stream()
            .filter(view -> view.at(end) < views.size())
            .map(view -> view.after(end, size -> size == views.size()))
            .toList());
  }

  private static Optional<Duration> last(List<Optional<Duration>> all) {
    return all.stream().allMatch(Optional::isPresent)
        ? all.stream().flatMap(Optional::stream).reduce((a, b) -> a.compareTo(b) > 0 ? a : b)
        : Optional.empty();
  }
}
