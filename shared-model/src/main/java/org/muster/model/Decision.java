package org.muster.model;

import java.util.List;

/** What the rules made of a command: facts to record, or the reason nothing happens. */
public sealed interface Decision<E> {

  /** The command holds; these facts are to be recorded (none when it changes nothing). */
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command does not hold; nothing is recorded. */
  record Refused<E>(Refusal refusal) implements Decision<E> {}

  static <E> Decision<E> accepted(E event) {
    return new Accepted<>(List.of(event));
  }

  static <E> Decision<E> acceptedAll(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  /** The command has been obeyed before: nothing to record, nothing to complain about. */
  static <E> Decision<E> unchanged() {
    return new Accepted<>(List.of());
  }

  static <E> Decision<E> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
