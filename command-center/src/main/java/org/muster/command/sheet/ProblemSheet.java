package org.muster.command.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.muster.command.sheet.Problem.Severity;

/** The problems of a file as a workbook, to be handed back to whoever filled it in. */
public final class ProblemSheet {
  private static final List<String> CHINESE = List.of("行", "列", "原值", "问题", "建议", "级别");
  private static final List<String> ENGLISH =
      List.of("row", "column", "value", "reason", "suggestion", "severity");
  private static final int WIDE = 40;

  private ProblemSheet() {}

  public static byte[] write(List<Problem> problems, Locale language) {
    boolean english = language.getLanguage().equals("en");
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "Muster", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(english ? "problems" : "问题清单");
      List<String> titles = english ? ENGLISH : CHINESE;
      for (int i = 0; i < titles.size(); i++) {
        sheet.value(0, i, titles.get(i));
        sheet.style(0, i).bold().set();
      }
      sheet.width(3, WIDE);
      sheet.width(4, WIDE);
      int row = 0;
      for (Problem problem : problems) {
        write(sheet, ++row, problem, language);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Worksheet sheet, int row, Problem problem, Locale language) {
    boolean english = language.getLanguage().equals("en");
    boolean error = problem.severity() == Severity.ERROR;
    sheet.value(row, 0, problem.row());
    sheet.value(row, 1, Harmless.text(problem.column()));
    sheet.value(row, 2, Harmless.text(problem.value()));
    sheet.value(row, 3, problem.reason(language));
    sheet.value(row, 4, problem.suggestion(language));
    sheet.value(row, 5, english ? (error ? "error" : "warning") : (error ? "错误" : "提醒"));
  }
}
