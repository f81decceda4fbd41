package org.muster.command.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.model.matching.TravelTable;
import org.muster.model.place.AreaCode;

/**
 * Travel times between communities, as a road network yields them: UTF-8 text, on each line the
 * code of the home community, that of the post, and whole seconds from 0 to a day, separated by
 * commas. A first line {@code from,to,seconds} and empty lines are passed over. Pairs may be left
 * out, and the way back may take another time.
 */
final class TravelTimesFile {
  private static final String HEAD = "from,to,seconds";
  private static final int SECONDS_MAX = 86_400;

  /** A table of a whole city takes four bytes for each pair: 5,000 communities, 100 MB. */
  private static final int COMMUNITIES_MAX = 5_000;

  private final TravelTable.Builder table = new TravelTable.Builder();
  private int line;

  private TravelTimesFile() {}

  /** What is wrong with the file, in each language. */
  static final class Faulty extends Exception {
    private static final long serialVersionUID = 1L;
    final String zh;
    final String en;

    Faulty(String zh, String en) {
      super(en);
      this.zh = zh;
      this.en = en;
    }
  }

  static TravelTable read(Path file) throws Faulty {
    var reading = new TravelTimesFile();
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String next = text.readLine(); next != null; next = text.readLine()) {
        reading.take(next.strip());
      }
    } catch (CharacterCodingException e) {
      throw new Faulty("文件不是 UTF-8 文本", "the file is no UTF-8 text");
    } catch (IOException e) {
      throw new Faulty("文件读不出来", "the file cannot be read");
    }
    return reading.table.build();
  }

  private void take(String text) throws Faulty {
    line++;
    if (text.isEmpty() || (line == 1 && text.equals(HEAD))) {
      return;
    }
    String[] parts = text.split(",", -1);
    if (parts.length != 3) {
      throw wrong("应为“起点代码,终点代码,秒数”", "expected home, post and seconds");
    }
    boolean isNew = table.add(code(parts[0]), code(parts[1]), seconds(parts[2]));
    if (!isNew) {
      throw wrong("与前面重复", "says again what was said before");
    }
    if (table.communities() > COMMUNITIES_MAX) {
      throw wrong(
          "社区多于 " + COMMUNITIES_MAX + " 个",
          "is about more than " + COMMUNITIES_MAX + " communities");
    }
  }

  private AreaCode code(String text) throws Faulty {
    try {
      AreaCode code = AreaCode.of(text.strip());
      if (code.level() == AreaCode.Level.COMMUNITY) {
        return code;
      }
    } catch (IllegalArgumentException e) {
      throw wrong("区划代码不对：" + text, "no division code: " + text);
    }
    throw wrong("不是社区的代码：" + text, "not the code of a community: " + text);
  }

  private int seconds(String text) throws Faulty {
    try {
      int seconds = Integer.parseInt(text.strip());
      if (seconds >= 0 && seconds <= SECONDS_MAX) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      throw wrong("秒数不对：" + text, "no whole seconds: " + text);
    }
    throw wrong("秒数应为 0 至 " + SECONDS_MAX, "expected 0 to " + SECONDS_MAX + " seconds");
  }

  private Faulty wrong(String zh, String en) {
    return new Faulty("第 " + line + " 行" + zh, "line " + line + ": " + en);
  }
}
