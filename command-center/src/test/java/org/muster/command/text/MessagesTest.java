package org.muster.command.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.model.Refusal;
import org.muster.model.roster.Bar;

class MessagesTest {
  private static final List<Locale> LANGUAGES = List.of(Messages.CHINESE, Messages.ENGLISH);

  /** A reason that stands in the source as one text. */
  private static final Pattern REASON =
      Pattern.compile("RefusedException\\.invalid\\(\\s*[^,;]+,\\s*\"([^\"]+)\"\\s*\\)");

  private final Messages messages = new Messages();

  @Test
  void everyRefusalIsExplainedInBothLanguages() {
    for (Refusal refusal : Refusal.values()) {
      assertFalse(messages.title(refusal, Messages.ENGLISH).isBlank());
      assertTrue(messages.detail(refusal, Messages.ENGLISH).endsWith("."), refusal.name());
      assertTrue(isChinese(messages.title(refusal, Messages.CHINESE)), refusal.name());
      assertTrue(messages.detail(refusal, Messages.CHINESE).endsWith("。"), refusal.name());
    }
  }

  @Test
  void everyBarIsExplainedInBothLanguages() {
    for (Bar bar : Bar.values()) {
      assertTrue(isChinese(messages.reason(bar, Messages.CHINESE)), bar.name());
      assertFalse(isChinese(messages.reason(bar, Messages.ENGLISH)), bar.name());
    }
  }

  @Test
  void chineseIsSpokenUnlessEnglishIsPreferred() {
    assertEquals(Messages.CHINESE, Messages.language(null));
    assertEquals(Messages.CHINESE, Messages.language("zh-CN,zh;q=0.9,en;q=0.8"));
    assertEquals(Messages.CHINESE, Messages.language("fr"));
    assertEquals(Messages.CHINESE, Messages.language("not a language;;;"));
    assertEquals(Messages.CHINESE, Messages.language("en,".repeat(1000)));
    assertEquals(Messages.ENGLISH, Messages.language("en"));
    assertEquals(Messages.ENGLISH, Messages.language("en-GB,en;q=0.9,zh;q=0.5"));
  }

  @Test
  void valuesAreFilledIn() {
    for (Locale language : LANGUAGES) {
      assertTrue(messages.text("edge.internal", language, "4f2a").contains("4f2a"));
    }
  }

  @Test
  void reasonsOfRulesAreToldInChineseWithTheirNumbers() {
    assertEquals("不能超过 200 个字", messages.reason("longer than 200", Messages.CHINESE));
    assertEquals("longer than 200", messages.reason("longer than 200", Messages.ENGLISH));
    assertEquals("330522001001", messages.reason("330522001001", Messages.CHINESE));
    assertEquals("{0} or more", messages.reason("{0} or more", Messages.CHINESE));
  }

  /** Whoever writes a new reason is reminded of those who read Chinese. */
  @Test
  void everyReasonThatIsWrittenOutHasItsChinese() throws IOException {
    var untold = new TreeSet<String>();
    int found = 0;
    for (String module : List.of("../shared-model", ".")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          for (MatchResult reason : REASON.matcher(Files.readString(file)).results().toList()) {
            found++;
            String said = reason.group(1);
            if (!isChinese(messages.reason(said, Messages.CHINESE))) {
              untold.add(said);
            }
          }
        }
      }
    }
    assertTrue(found > 30, "the sources are not where they were");
    assertEquals(Set.of(), untold);
  }

  @Test
  void englishTextsHoldNoChinese() {
    for (Refusal refusal : Refusal.values()) {
      assertFalse(isChinese(messages.detail(refusal, Messages.ENGLISH)), refusal.name());
    }
  }

  private static boolean isChinese(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }
}
