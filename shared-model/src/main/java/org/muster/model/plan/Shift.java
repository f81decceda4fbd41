package org.muster.model.plan;

import java.time.LocalTime;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shift (班次) by local clock, as {@code 08:00-20:00}. One that ends no later than it begins runs
 * past midnight; equal times are the whole day.
 */
public record Shift(LocalTime from, LocalTime until) implements Comparable<Shift> {
  /** Minutes of a day. */
  static final int DAY_MIN = 24 * 60;

  private static final Pattern FORM =
      Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])[-~—–至]([01]?[0-9]|2[0-4]):([0-5][0-9])");

  public Shift {
    if (from.getSecond() + from.getNano() + until.getSecond() + until.getNano() > 0) {
      throw new IllegalArgumentException("a shift begins and ends on a minute");
    }
  }

  /** From {@code 08:00-20:00}; 24:00 is midnight. */
  public static Shift of(String text) {
    Matcher form = FORM.matcher(text.replaceAll("\\s+", ""));
    if (!form.matches()) {
      throw new IllegalArgumentException("a shift is written as 08:00-20:00");
    }
    int hour = Integer.parseInt(form.group(3));
    int minute = Integer.parseInt(form.group(4));
    if (hour == 24 && minute > 0) {
      throw new IllegalArgumentException("a shift is written as 08:00-20:00");
    }
    return new Shift(
        LocalTime.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))),
        LocalTime.of(hour % 24, minute));
  }

  /** From one minute of the day to another; the end may be the end of the day. */
  static Shift ofMinutes(int from, int until) {
    return new Shift(time(from), time(until));
  }

  public int minutes() {
    int length = Math.floorMod(minute(until) - minute(from), DAY_MIN);
    return length == 0 ? DAY_MIN : length;
  }

  /** The minutes of the day it fills. */
  void fill(BitSet day) {
    int start = minute(from);
    int end = start + minutes();
    day.set(start, Math.min(end, DAY_MIN));
    if (end > DAY_MIN) {
      day.set(0, end - DAY_MIN);
    }
  }

  @Override
  public int compareTo(Shift other) {
    int order = from.compareTo(other.from);
    return order == 0 ? until.compareTo(other.until) : order;
  }

  @Override
  public String toString() {
    return "%s-%s".formatted(from, until);
  }

  private static LocalTime time(int minute) {
    return LocalTime.ofSecondOfDay(minute % DAY_MIN * 60L);
  }

  private static int minute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }
}
