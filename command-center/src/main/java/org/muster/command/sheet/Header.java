package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.model.roster.PlainText;

/** Where the columns of a form stand in a sheet. */
final class Header {
  private final Map<Column, Integer> places;
  private final List<String> titles;

  private Header(Map<Column, Integer> places, List<String> titles) {
    this.places = Map.copyOf(places);
    this.titles = List.copyOf(titles);
  }

  /** The header these cells make for a form, with however many of its columns are there. */
  static Header of(List<Column> form, List<String> cells) {
    var places = new HashMap<Column, Integer>();
    for (Column column : form) {
      for (int i = 0; i < cells.size(); i++) {
        if (column.isCalled(cells.get(i))) {
          places.putIfAbsent(column, i);
        }
      }
    }
    return new Header(places, cells.stream().map(PlainText::of).toList());
  }

  /** A header of two rows: what the lower one leaves empty stands in the upper one. */
  static List<String> joined(List<String> upper, List<String> lower) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < Math.max(upper.size(), lower.size()); i++) {
      String below = i < lower.size() ? lower.get(i) : "";
      cells.add(below.isBlank() && i < upper.size() ? upper.get(i) : below);
    }
    return cells;
  }

  List<String> missing(List<Column> form) {
    return form.stream()
        .filter(column -> column.required() && !places.containsKey(column))
        .map(Column::name)
        .toList();
  }

  /** How many columns of the form are there. */
  int columns() {
    return places.size();
  }

  boolean has(Column column) {
    return places.containsKey(column);
  }

  /** The place of a column from 0. */
  Optional<Integer> find(Column column) {
    return Optional.ofNullable(places.get(column));
  }

  /** As the sheet calls the column. */
  String title(Column column) {
    return find(column).map(titles::get).orElse(column.name());
  }
}
