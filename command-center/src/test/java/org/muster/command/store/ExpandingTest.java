package org.muster.command.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * While nodes are upgraded one after the other those of the version before work on over the newer
 * tables: a migration adds to them. What it takes away only the version before last may have used,
 * and a line that begins with {@code -- Contract:} says since when nobody does.
 */
final class ExpandingTest {
  private static final Path FOLDER = Path.of("src/main/resources/db");
  private static final Pattern NUMBER = Pattern.compile("V(\\d+)(_\\d+)?__.*");
  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "(?i)\\b(drop (table|column|view)|rename|set not null|alter column \\S+ type)\\b");

  private static final Pattern SAYS_SO = Pattern.compile("(?m)^-- Contract: .+");

  /** With it several nodes came. */
  private static final int SEVERAL_NODES = 22;

  @Test
  void whatTheVersionBeforeUsesIsNotTakenAway() {
    assertEquals(List.of(), takingAway(number -> number >= SEVERAL_NODES));
  }

  @Test
  void asLongAsThereWasOneNodeColumnsWereDropped() {
    assertEquals(
        List.of("V017__roster_details.sql", "V020__consents.sql"),
        takingAway(number -> number < SEVERAL_NODES));
  }

  private static List<String> takingAway(IntPredicate numbered) {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> numbered.test(number(file)))
          .filter(ExpandingTest::takesAway)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path file) {
    var matcher = NUMBER.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      throw new AssertionError("no migration: " + file);
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static boolean takesAway(Path file) {
    try {
      String text = Files.readString(file);
      return TAKES_AWAY.matcher(text).find() && !SAYS_SO.matcher(text).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
