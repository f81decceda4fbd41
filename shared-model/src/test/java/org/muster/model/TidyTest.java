package org.muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules, over the sources of all modules. Each failure names file and line. */
final class TidyTest {
  private static final int FILE_LINES_MAX = 500;
  private static final int METHOD_LINES_MAX = 70;
  private static final int PACKAGE_TEXT_MIN = 20;

  /** Words that say nothing about the trade. */
  private static final Pattern EMPTY_NAME =
      Pattern.compile("\\w*(Manager|Helper|Utils?|Impl|Base)(?=[A-Z0-9]|\\b)\\w*|Default[A-Z]\\w*");

  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

  /** What is left to do must say why: at least three words after a colon. */
  private static final Pattern UNEXPLAINED =
      Pattern.compile("\\b(?:TOD[O]|FIXM[E]|XX[X])\\b(?!: \\S+ \\S+ \\S+)");

  private static final Pattern SLEEP =
      Pattern.compile("Thread\\.slee[p]|TimeUnit\\.\\w+\\.slee[p]");
  private static final Pattern PACKAGE_TEXT = Pattern.compile("(?s)^/\\*\\*(.*?)\\*/");

  private static final List<Source> SOURCES = sources();

  /** One file of source. */
  private record Source(Path path, String text) {
    String name() {
      return path.getFileName().toString();
    }

    boolean isTest() {
      return path.toString().contains("/src/test/");
    }

    List<String> matches(Pattern pattern) {
      var found = new ArrayList<String>();
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        found.add(path + ":" + lineOf(matcher.start()) + " " + matcher.group().strip());
      }
      return found;
    }

    private long lineOf(int offset) {
      return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
  }

  @Test
  void thereAreSourcesOfThreeModules() {
    for (String module : List.of("shared-model", "field-agent", "command-center")) {
      assertTrue(SOURCES.stream().anyMatch(s -> s.path().startsWith(module)), module);
    }
  }

  @Test
  void noFileIsLongerThanAnybodyReads() {
    assertNone(
        source -> {
          long lines = source.text().lines().count();
          return lines > FILE_LINES_MAX ? List.of(source.path() + " has " + lines) : List.of();
        });
  }

  @Test
  void noMethodIsLongerThanAScreen() {
    assertNone(
        source ->
            JavaBlocks.methods(source.text()).stream()
                .filter(method -> method.lines() > METHOD_LINES_MAX)
                .map(m -> source.path() + ":" + m.line() + " has " + m.lines() + " lines")
                .toList());
  }

  @Test
  void blocksAreCountedAsTheyAre() {
    String text =
        """
        /** { */
        final class A {
          private static final String S = "}{"; // {
          @X(strings = {"a",
            "b"})
          int one() {
            return run(() -> {
              return '{';
            });
          }
          record B(int i) {
            B {
              assert i > 0;
            }
          }
        }
        """;
    assertEquals(
        List.of(new JavaBlocks.Method(6, 5), new JavaBlocks.Method(12, 3)),
        JavaBlocks.methods(text));
  }

  @Test
  void everyPackageSaysWhatItIs() {
    var silent = new ArrayList<String>();
    SOURCES.stream()
        .map(source -> source.path().getParent())
        .distinct()
        .filter(folder -> !saysWhatItIs(folder))
        .forEach(folder -> silent.add(folder.toString()));
    assertEquals(List.of(), silent);
  }

  /** A package of tests may speak through the package it tests. */
  private static boolean saysWhatItIs(Path folder) {
    Path main = Path.of(folder.toString().replace("/src/test/", "/src/main/"));
    return SOURCES.stream()
        .filter(source -> source.name().equals("package-info.java"))
        .filter(s -> folder.equals(s.path().getParent()) || main.equals(s.path().getParent()))
        .anyMatch(TidyTest::hasText);
  }

  private static boolean hasText(Source info) {
    Matcher text = PACKAGE_TEXT.matcher(info.text());
    return text.find()
        && text.group(1).replaceAll("[*\\s]+", " ").length() >= PACKAGE_TEXT_MIN
        && info.text().contains("@NullMarked");
  }

  @Test
  void namesSayWhatThingsAre() {
    assertNone(
        source ->
            source.matches(TYPE).stream()
                .filter(type -> EMPTY_NAME.matcher(lastWord(type)).matches())
                .toList());
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  @Test
  void whatIsLeftToDoSaysWhy() {
    assertNone(source -> source.matches(UNEXPLAINED));
  }

  @Test
  void testsWaitForConditionsAndNotForTime() {
    assertNone(source -> source.isTest() ? source.matches(SLEEP) : List.of());
  }

  @Test
  void noTabs() {
    assertNone(source -> source.matches(Pattern.compile("\t")));
  }

  private static void assertNone(Function<Source, List<String>> faults) {
    List<String> found = SOURCES.stream().flatMap(s -> faults.apply(s).stream()).toList();
    assertEquals("", String.join("\n", found));
  }

  private static List<Source> sources() {
    Path root = root();
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(TidyTest::javaFiles)
          .map(file -> new Source(root.relativize(file), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of all modules: the first one upwards that holds this one. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("shared-model/src"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not within the sources: " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }
}
