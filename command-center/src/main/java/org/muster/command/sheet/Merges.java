package org.muster.command.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The merged cells of a sheet that reach over several rows.
 *
 * <p>A workbook writes the text of merged cells into the first of them only. Rows are offered from
 * top to bottom; each gets back what stands above it in the same block.
 */
final class Merges {
  private final Map<Integer, List<Block>> starting = new HashMap<>();
  private final List<Running> running = new ArrayList<>();

  private record Block(int column, int firstRow, int lastRow) {}

  private record Running(Block block, String text) {}

  /** Reads the blocks of one part of a workbook; they stand behind the rows. */
  static Merges read(InputStream sheet) throws IOException {
    var merges = new Merges();
    try {
      XMLStreamReader xml = Xml.reader(sheet);
      int count = 0;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("mergeCell")) {
          if (++count > Limits.MERGES_MAX) {
            throw new UnreadableFileException(Fault.FILE_BOMB);
          }
          block(String.valueOf(xml.getAttributeValue(null, "ref"))).ifPresent(merges::add);
        }
      }
      return merges;
    } catch (XMLStreamException e) {
      throw new UnreadableFileException(Fault.FILE_BROKEN);
    }
  }

  private static Optional<Block> block(String reference) {
    String[] ends = reference.split(":", -1);
    if (ends.length != 2) {
      return Optional.empty();
    }
    Optional<CellName> first = CellName.parse(ends[0]);
    Optional<CellName> last = CellName.parse(ends[1]);
    return first
        .filter(f -> last.filter(l -> l.row() > f.row()).isPresent())
        .map(f -> new Block(f.column(), f.row(), last.orElseThrow().row()));
  }

  private void add(Block block) {
    starting.computeIfAbsent(block.firstRow(), _ -> new ArrayList<>()).add(block);
  }

  /** The cells of the next row, with the texts of the blocks it is part of. */
  List<String> filled(int row, List<String> cells) {
    running.removeIf(one -> one.block().lastRow() < row);
    List<String> filled = cells;
    if (!running.isEmpty()) {
      filled = new ArrayList<>(cells);
      for (Running one : running) {
        fill(filled, one);
      }
    }
    for (Block block : starting.getOrDefault(row, List.of())) {
      String text = block.column() < cells.size() ? cells.get(block.column()) : "";
      running.add(new Running(block, text));
    }
    return filled;
  }

  private static void fill(List<String> cells, Running one) {
    int column = one.block().column();
    while (cells.size() <= column && column < Limits.COLUMNS_MAX) {
      cells.add("");
    }
    if (column < cells.size() && cells.get(column).isBlank()) {
      cells.set(column, one.text());
    }
  }
}
