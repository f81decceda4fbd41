package org.muster.model.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A division code of 12 digits (统计用区划代码: province 2, city 2, county 2, street 3, community 3).
 *
 * <p>Shorter codes are padded with zeros on the right. Codes form a tree by their prefixes.
 */
public record AreaCode(String value) implements Comparable<AreaCode> {
  private static final int LENGTH = 12;
  private static final Set<Integer> LENGTHS = Set.of(2, 4, 6, 9, LENGTH);

  public AreaCode {
    if (!value.matches("[1-9][0-9]{11}")) {
      throw new IllegalArgumentException("a division code has 12 digits");
    }
  }

  /** From a full or shortened code (2, 4, 6, 9 or 12 digits). */
  public static AreaCode of(String text) {
    String digits = text.strip();
    if (!digits.matches("[0-9]+") || !LENGTHS.contains(digits.length())) {
      throw new IllegalArgumentException("a division code has 2, 4, 6, 9 or 12 digits");
    }
    return new AreaCode(digits + "0".repeat(LENGTH - digits.length()));
  }

  public Level level() {
    if (!value.endsWith("000")) {
      return Level.COMMUNITY;
    }
    if (!value.startsWith("000", 6)) {
      return Level.STREET;
    }
    if (!value.startsWith("00", 4)) {
      return Level.COUNTY;
    }
    return value.startsWith("00", 2) ? Level.PROVINCE : Level.CITY;
  }

  /** The digits that all areas beneath this one begin with. */
  public String prefix() {
    return value.substring(0, level().digits());
  }

  /** True for the area itself and everything beneath it. */
  public boolean covers(AreaCode other) {
    return other.value.startsWith(prefix());
  }

  /** The area directly above; a province is its own parent. */
  public AreaCode parent() {
    return switch (level()) {
      case PROVINCE, CITY -> of(value.substring(0, 2));
      case COUNTY -> of(value.substring(0, 4));
      case STREET -> of(value.substring(0, 6));
      case COMMUNITY -> of(value.substring(0, 9));
    };
  }

  /** The areas above this one, the nearest first. */
  public List<AreaCode> above() {
    var above = new ArrayList<AreaCode>();
    for (AreaCode area = this; !area.parent().equals(area); area = area.parent()) {
      above.add(area.parent());
    }
    return above;
  }

  @Override
  public int compareTo(AreaCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  /** The five levels of the tree, with the digits that tell areas of that level apart. */
  public enum Level {
    PROVINCE(2),
    CITY(4),
    COUNTY(6),
    STREET(9),
    COMMUNITY(12);

    private final int digits;

    Level(int digits) {
      this.digits = digits;
    }

    public int digits() {
      return digits;
    }
  }
}
