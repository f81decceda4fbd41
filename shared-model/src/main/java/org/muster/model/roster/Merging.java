package org.muster.model.roster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of one person after two records of them were found. */
public final class Merging {
  private Merging() {}

  /**
   * The record that goes on: what it does not say, the other one says; of two covers the one that
   * lasts longer, of two states of health the weaker.
   */
  public static Volunteer of(Volunteer kept, Volunteer other) {
    Set<String> skills = new HashSet<>(kept.skills());
    skills.addAll(other.skills());
    return new Volunteer(
        kept.id(),
        kept.unit(),
        kept.birth(),
        kept.shock() || other.shock(),
        kept.health().compareTo(other.health()) >= 0 ? kept.health() : other.health(),
        kept.community().or(other::community),
        skills,
        longer(kept.insured(), other.insured()),
        longer(kept.trained(), other.trained()),
        both(kept.absences(), other.absences()),
        both(kept.certificates(), other.certificates()));
  }

  /** What stands in either list, once. */
  public static <T> List<T> both(List<T> kept, List<T> other) {
    var all = new LinkedHashSet<>(kept);
    all.addAll(other);
    return new ArrayList<>(all);
  }

  private static Optional<DateSpan> longer(Optional<DateSpan> a, Optional<DateSpan> b) {
    return Stream.of(a, b).flatMap(Optional::stream).max(Comparator.comparing(DateSpan::until));
  }
}
