package org.muster.command.geo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.model.RefusedException;
import org.muster.model.roster.RosterFilter.Attribute;

/**
 * A filter as somebody wrote it, looked at word by word before anything parses it: too long, too
 * deep, an unknown attribute or a function is refused with its position. What passes holds nothing
 * but known attributes, values and the words of the language.
 */
final class FilterText {
  /** Far more than a question to a roster needs; a polygon of forty corners fits. */
  private static final int LENGTH_MAX = 1_000;

  private static final int DEPTH_MAX = 20;

  private static final int WORDS_MAX = 400;

  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "like",
          "ilike",
          "in",
          "is",
          "null",
          "between",
          "before",
          "after",
          "true",
          "false",
          "dwithin",
          "intersects",
          "within",
          "bbox",
          "point",
          "polygon",
          "multipolygon",
          "meters",
          "kilometers");

  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)?"
              + "|[\\p{L}_][\\p{L}0-9_.]*|[-+]?[0-9][0-9.eE]*|<>|<=|>=|[=<>(),]");

  private final String text;
  private int depth;

  private FilterText(String text) {
    this.text = text;
  }

  /** The text with attributes in their own spelling; throws a refusal that names the position. */
  static String checked(String text) {
    if (text.length() > LENGTH_MAX) {
      throw RefusedException.invalid("q", "longer than " + LENGTH_MAX);
    }
    return new FilterText(text).check();
  }

  private String check() {
    var plain = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    int words = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        plain.append(' ');
        at++;
        continue;
      }
      if (!token.find(at) || token.start() != at) {
        throw wrong(at, "not understood");
      }
      if (++words > WORDS_MAX) {
        throw wrong(at, "too many words");
      }
      plain.append(spelled(token.group(), at));
      at = token.end();
    }
    if (depth != 0) {
      throw wrong(text.length(), "a bracket is not closed");
    }
    return plain.toString();
  }

  private String spelled(String token, int at) {
    if (token.equals("(") && ++depth > DEPTH_MAX) {
      throw wrong(at, "too many brackets");
    }
    if (token.equals(")") && --depth < 0) {
      throw wrong(at, "a bracket that was not opened");
    }
    if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_') {
      return token;
    }
    if (WORDS.contains(token.toLowerCase(Locale.ROOT))) {
      return token;
    }
    return attribute(token)
        .map(Attribute::word)
        .orElseThrow(() -> wrong(at, "unknown attribute; known are " + known()));
  }

  static Optional<Attribute> attribute(String word) {
    return Arrays.stream(Attribute.values())
        .filter(a -> a.word().equalsIgnoreCase(word))
        .findFirst();
  }

  private static String known() {
    List<String> words = Arrays.stream(Attribute.values()).map(Attribute::word).toList();
    return String.join(", ", words);
  }

  /** Positions count from 1. */
  static RefusedException wrong(int at, String reason) {
    return RefusedException.invalid("q", "position " + (at + 1) + ": " + reason);
  }
}
