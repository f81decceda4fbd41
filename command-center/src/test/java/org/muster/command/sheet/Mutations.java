package org.muster.command.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/**
 * Makes of an honest sheet one that nobody should have to read: damaged bytes, damaged parts, odd
 * texts in cells, rows and columns out of place. The same seed makes the same file.
 */
public final class Mutations {
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\u00A0",
          "\u200B",
          "\uFEFF",
          "\u202E倒",
          "1.38E+10",
          "3.30599E+17",
          "=1+1",
          "=cmd|' /C calc'!A0",
          "@SUM(1)",
          "-1",
          "-0",
          "1e999",
          "99999999999999999999",
          "NaN",
          "null",
          "true",
          "是",
          "√",
          "否",
          "合计",
          "备注：",
          "填报单位：县水利局",
          "'",
          "\"",
          ",",
          "\n",
          "\t",
          "%s%n",
          "{0}",
          "${x}",
          "<b>",
          "&amp;",
          "]]>",
          "\\",
          "张\uD86C\uDC29",
          "\uD86C",
          "买买提·艾力",
          "张 三",
          "１３８１２３４５６７８",
          "+86 138-1234-5678",
          "11010519491231002X",
          "110105194912310020",
          "1990.03",
          "1990年13月",
          "0000-00-00",
          "2026-02-30",
          "男",
          "女",
          "女男",
          "县水利局",
          "不存在的单位",
          "钮店湾居委会",
          "x".repeat(40_000),
          "九".repeat(500));

  private static final List<String> XML =
      List.of(
          "<",
          ">",
          "&",
          "&x;",
          "<!DOCTYPE a [<!ENTITY x \"y\">]>",
          "<row/>",
          "</row>",
          "<row r=\"999999999\">",
          "<c r=\"XFD1\" t=\"s\"><v>99999</v></c>",
          "<c r=\"A0\"><v>1</v></c>",
          "<c t=\"n\"><v>1e400</v></c>",
          "<v/>",
          "<f>1+1</f>",
          "t=\"b\"",
          "t=\"e\"",
          "r=\"\"",
          "<mergeCell ref=\"A1:XFD1048576\"/>",
          "<mergeCell ref=\"B2:A1\"/>",
          "</worksheet>",
          "\u0000");

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /** A mutation of a workbook or a text table. */
  public byte[] of(byte[] honest, boolean isWorkbook) throws IOException {
    if (!isWorkbook) {
      return random.nextBoolean() ? bytes(honest) : text(new String(honest, gb()));
    }
    return switch (random.nextInt(8)) {
      case 0 -> bytes(honest);
      case 1, 2 -> parts(honest);
      case 3, 4, 5 -> workbook(cells(honest));
      default -> text(csv(cells(honest)));
    };
  }

  private byte[] bytes(byte[] honest) {
    byte[] damaged = honest.clone();
    for (int hits = random.nextInt(1, 30); hits > 0; hits--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
    return java.util.Arrays.copyOf(damaged, length);
  }

  /** Damages the XML inside, so that the zip around it is sound. */
  private byte[] parts(byte[] honest) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(honest));
        var zip = new ZipOutputStream(out)) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        String name = entry.getName();
        byte[] content = in.readAllBytes();
        boolean hit = name.contains("sheet1") ? random.nextInt(5) > 0 : random.nextInt(8) == 0;
        if (!hit || random.nextInt(30) > 0) {
          zip.putNextEntry(new ZipEntry(name));
          zip.write(hit ? xml(content) : content);
        }
      }
    }
    return out.toByteArray();
  }

  private byte[] xml(byte[] content) {
    var text = new StringBuilder(new String(content, StandardCharsets.UTF_8));
    for (int hits = random.nextInt(1, 6); hits > 0 && !text.isEmpty(); hits--) {
      int at = random.nextInt(text.length());
      int tag = text.indexOf("<", at);
      int place = tag < 0 || random.nextInt(3) == 0 ? at : tag;
      switch (random.nextInt(3)) {
        case 0 -> text.insert(place, pick(XML));
        case 1 -> text.delete(place, Math.min(text.length(), place + random.nextInt(1, 60)));
        default -> text.insert(place, text.substring(at, Math.min(text.length(), at + 200)));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<List<String>> cells(byte[] honest) throws IOException {
    var rows = new ArrayList<List<String>>();
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(honest))) {
      for (var row : book.getFirstSheet().read()) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.getCellCount(); i++) {
          cells.add(row.getCellText(i));
        }
        rows.add(cells);
      }
    }
    for (int hits = random.nextInt(1, 40); hits > 0; hits--) {
      mutate(rows);
    }
    return rows;
  }

  private void mutate(List<List<String>> rows) {
    int at = random.nextInt(rows.size());
    List<String> row = rows.get(at);
    switch (random.nextInt(8)) {
      case 0 -> rows.add(at, new ArrayList<>(row));
      case 1 -> rows.add(at, new ArrayList<>(rows.get(random.nextInt(rows.size()))));
      case 2 -> row.add(random.nextInt(row.size() + 1), pick(ODD));
      default -> {
        if (!row.isEmpty()) {
          int cell = random.nextInt(row.size());
          String text = row.get(cell);
          row.set(cell, random.nextBoolean() ? pick(ODD) : text + pick(ODD) + text);
        }
      }
    }
  }

  private byte[] workbook(List<List<String>> rows) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "x", "1.0")) {
      Worksheet sheet = book.newWorksheet("a");
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < rows.get(r).size(); c++) {
          put(sheet, r, c, rows.get(r).get(c));
        }
      }
      if (random.nextInt(3) == 0) {
        int top = random.nextInt(rows.size());
        int column = random.nextInt(12);
        sheet.range(top, column, top + random.nextInt(1, 9), column + random.nextInt(2)).merge();
      }
    }
    return out.toByteArray();
  }

  private void put(Worksheet sheet, int row, int column, String text) {
    boolean number = text.matches("[0-9]{1,18}") && random.nextInt(4) == 0;
    if (number) {
      sheet.value(row, column, Double.parseDouble(text));
    } else if (text.length() < Limits.CELL_LENGTH_MAX) {
      sheet.inlineString(row, column, text.replaceAll("[\\p{Cs}\\x00-\\x08]", ""));
    }
  }

  private String csv(List<List<String>> rows) {
    var text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        boolean quoted = random.nextInt(20) > 0;
        text.append(i == 0 ? "" : ",");
        text.append(quoted ? '"' + row.get(i).replace("\"", "\"\"") + '"' : row.get(i));
      }
      text.append(random.nextBoolean() ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private byte[] text(String csv) {
    var text = new StringBuilder(csv);
    for (int hits = random.nextInt(4); hits > 0; hits--) {
      text.insert(random.nextInt(text.length()), pick(ODD));
    }
    Charset charset =
        List.of(StandardCharsets.UTF_8, gb(), StandardCharsets.UTF_16LE).get(random.nextInt(3));
    boolean marked = charset.equals(StandardCharsets.UTF_16LE);
    byte[] bytes = ((marked ? "\uFEFF" : "") + text).getBytes(charset);
    return random.nextInt(5) == 0 ? bytes(bytes) : bytes;
  }

  private static Charset gb() {
    return Charset.forName("GB18030");
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
