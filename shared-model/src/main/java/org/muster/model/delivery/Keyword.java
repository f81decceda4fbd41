package org.muster.model.delivery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody answers to a text: 1 接受, 2 因故不能. Anything else is no answer. */
public enum Keyword {
  ACCEPT(Set.of("1", "接受", "y")),
  DECLINE(Set.of("2", "因故不能", "n"));

  private final Set<String> words;

  Keyword(Set<String> words) {
    this.words = words;
  }

  /** In full or half width, with blanks or a full stop around it. */
  public static Optional<Keyword> of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\s.。]", "")
            .toLowerCase(Locale.ROOT);
    for (Keyword keyword : values()) {
      if (keyword.words.contains(plain)) {
        return Optional.of(keyword);
      }
    }
    return Optional.empty();
  }
}
