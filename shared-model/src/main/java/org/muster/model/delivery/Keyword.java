package org.muster.model.delivery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** What somebody answers to a text: 1 接受, 2 因故不能. Anything else is no answer. */
public enum Keyword {
  ACCEPT,
  DECLINE;

  /** In full or half width, with blanks or a full stop around it. */
  public static Optional<Keyword> of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\s.。]", "")
            .toLowerCase(Locale.ROOT);
    return switch (plain) {
      case "1", "接受", "y" -> Optional.of(ACCEPT);
      case "2", "因故不能", "n" -> Optional.of(DECLINE);
      default -> Optional.empty();
    };
  }
}
