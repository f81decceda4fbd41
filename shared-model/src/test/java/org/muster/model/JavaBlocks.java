package org.muster.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods of a Java source by its braces: a block directly within a type is a method, an
 * initialiser or a compact constructor.
 */
final class JavaBlocks {
  private static final Pattern TYPE_HEADER =
      Pattern.compile(
          "(^|[^.\\w])(class|interface|enum|record|@interface)\\s+\\w+.*", Pattern.DOTALL);

  /** Comments and literals, which may hold braces of their own. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?(?<!\\\\)\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'");

  private JavaBlocks() {}

  /** A method with the line it begins on and how many lines it takes. */
  record Method(int line, int lines) {}

  private enum Kind {
    TYPE,
    METHOD,
    INNER
  }

  private record Block(Kind kind, int line) {}

  static List<Method> methods(String source) {
    String code = NO_CODE.matcher(source).replaceAll(found -> "\n".repeat(newlines(found.group())));
    var methods = new ArrayList<Method>();
    Deque<Block> open = new ArrayDeque<>();
    var header = new StringBuilder();
    int line = 1;
    int parentheses = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      switch (c) {
        case '\n' -> line++;
        case '(' -> parentheses++;
        case ')' -> parentheses--;
        case '{' -> open.push(new Block(kind(open.peek(), header, parentheses), line));
        case '}' -> {
          Block closed = open.pop();
          if (closed.kind() == Kind.METHOD) {
            methods.add(new Method(closed.line(), line - closed.line() + 1));
          }
        }
        default -> {}
      }
      if (c == '{' || c == '}' || c == ';') {
        header.setLength(0);
      } else {
        header.append(c);
      }
    }
    return methods;
  }

  private static Kind kind(@Nullable Block around, CharSequence header, int parentheses) {
    if (TYPE_HEADER.matcher(header).find()) {
      return Kind.TYPE;
    }
    return around != null && around.kind() == Kind.TYPE && parentheses == 0
        ? Kind.METHOD
        : Kind.INNER;
  }

  private static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
