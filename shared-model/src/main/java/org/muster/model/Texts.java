package org.muster.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks texts that came from outside, where members may be missing although no type says so. */
public final class Texts {
  private Texts() {}

  /** The text without outer blanks; refuses a missing, blank or overlong one, naming the field. */
  public static String required(String field, @Nullable String text, int lengthMax) {
    if (text == null || text.isBlank()) {
      throw RefusedException.invalid(field, "required");
    }
    String stripped = text.strip();
    if (stripped.length() > lengthMax) {
      throw RefusedException.invalid(field, "longer than " + lengthMax);
    }
    return stripped;
  }

  /** The list without {@code null}; refuses an empty one, naming the field. */
  public static List<String> requiredList(String field, @Nullable List<String> texts) {
    if (texts == null || texts.stream().allMatch(t -> t == null || t.isBlank())) {
      throw RefusedException.invalid(field, "required");
    }
    return texts.stream().map(t -> required(field, t, 2000)).toList();
  }

  /** The value; refuses a missing one, naming the field. */
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw RefusedException.invalid(field, "required");
    }
    return value;
  }

  /** The list, or an empty one in place of a missing one. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
