package org.muster.command.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.muster.model.Refusal;
import org.muster.model.roster.Bar;

/** What is said to people, by key and language: Chinese, or English when the reader prefers it. */
public final class Messages {
  public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
  public static final Locale ENGLISH = Locale.ENGLISH;
  private static final List<Locale> SPOKEN = List.of(CHINESE, Locale.CHINESE, ENGLISH);

  /** A header longer than this is not a person's list of languages. */
  private static final int ACCEPT_LANGUAGE_MAX = 200;

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final Properties reasons = load("text/reasons_zh.properties");
  private final Properties chinese = load("text/messages_zh.properties");
  private final Properties english = load("text/messages_en.properties");

  /** The language to answer in, from an {@code Accept-Language} header. */
  public static Locale language(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > ACCEPT_LANGUAGE_MAX) {
      return CHINESE;
    }
    try {
      Locale wanted = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
      return ENGLISH.equals(wanted) ? ENGLISH : CHINESE;
    } catch (IllegalArgumentException _) {
      return CHINESE;
    }
  }

  /** A few words for a heading. */
  public String title(Refusal refusal, Locale language) {
    return text("refusal." + refusal + ".title", language);
  }

  /** What happened and what to do about it. */
  public String detail(Refusal refusal, Locale language) {
    return text("refusal." + refusal, language);
  }

  /** Why somebody cannot be sent. */
  public String reason(Bar bar, Locale language) {
    return text("bar." + bar, language);
  }

  /** Why a field is at fault, as a rule said it; what is no phrase of a rule stays as it is. */
  public String reason(String said, Locale language) {
    List<String> numbers = NUMBER.matcher(said).results().map(MatchResult::group).toList();
    var counted = new AtomicInteger();
    String phrase = NUMBER.matcher(said).replaceAll(_ -> "{" + counted.getAndIncrement() + "}");
    @Nullable String text = ENGLISH.equals(language) ? null : reasons.getProperty(phrase);
    return text == null ? said : filled(text, numbers.toArray());
  }

  /** The text with <code>{0}</code> filled in; a key without text is a mistake of ours. */
  public String text(String key, Locale language, Object... values) {
    return find(key, language, values)
        .orElseThrow(() -> new IllegalStateException("no " + language + " text for " + key));
  }

  public Optional<String> find(String key, Locale language, Object... values) {
    String text = (ENGLISH.equals(language) ? english : chinese).getProperty(key);
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(filled(text, values));
  }

  private static String filled(String text, Object... values) {
    String full = text;
    for (int i = 0; i < values.length; i++) {
      full = full.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return full;
  }

  private static Properties load(String resource) {
    try (var in = Messages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
