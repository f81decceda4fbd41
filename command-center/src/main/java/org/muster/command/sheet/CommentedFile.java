package org.muster.command.sheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.command.sheet.Problem.Severity;

/**
 * The file of a sender, given back with a comment in each faulty cell.
 *
 * <p>A workbook stays as it is in everything else. A text table becomes a workbook, since it cannot
 * carry comments. What can carry none at all (a layer, a broken file) is answered by the list of
 * its problems.
 */
public final class CommentedFile {
  private static final String FIRST_CELL = "A1";

  private CommentedFile() {}

  /**
   * Writes the workbook.
   *
   * @param sheet which sheet of the file was read, from 0
   */
  public static void write(
      Path original, int sheet, List<Problem> problems, Locale language, Path target)
      throws IOException {
    Map<String, String> comments = comments(problems, language);
    try {
      if (Sheets.isWorkbook(original)) {
        XlsxGuard.check(original);
        CommentedWorkbook.write(original, sheet, comments, target);
      } else if (Files.size(original) == 0) {
        throw new UnreadableFileException(Fault.FILE_EMPTY);
      } else {
        CommentedTable.write(original, comments, target);
      }
    } catch (IOException | UnreadableFileException | IllegalArgumentException e) {
      Files.write(target, ProblemSheet.write(problems, language));
    }
  }

  /** What is wrong with the file as a whole stands in its first cell. */
  private static Map<String, String> comments(List<Problem> problems, Locale language) {
    var comments = new LinkedHashMap<String, String>();
    for (Problem problem : problems) {
      comments.merge(
          problem.cell().orElse(FIRST_CELL), sentence(problem, language), (a, b) -> a + "\n" + b);
    }
    return comments;
  }

  private static String sentence(Problem problem, Locale language) {
    boolean english = language.getLanguage().equals("en");
    boolean error = problem.severity() == Severity.ERROR;
    String mark = english ? (error ? "[error] " : "[warning] ") : (error ? "【错误】" : "【提醒】");
    String between = english ? "; " : "。";
    return mark + problem.reason(language) + between + problem.suggestion(language);
  }
}
