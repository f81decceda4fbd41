package org.muster.model.plan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plan says as a whole.
 *
 * @param hazard what it is written for; versions are counted per area and hazard
 * @param trigger when it is to be put in force (启动条件)
 * @param teams kinds of teams it reckons with
 * @param channels how people are told
 */
public record Frame(
    String name,
    Hazard hazard,
    Optional<String> trigger,
    List<String> teams,
    List<String> channels) {
  public static final int NAMES_MAX = 30;

  /** What can stand in a list in one cell of a table. */
  private static final Pattern NAME = Pattern.compile("[^\\s、,，;；|/\\-—]{1,40}");

  public Frame {
    teams = named(teams);
    channels = named(channels);
  }

  /** A plan for any hazard, with nothing but a name. */
  public static Frame of(String name) {
    return new Frame(name, Hazard.GENERAL, Optional.empty(), List.of(), List.of());
  }

  /** True for what can stand in a list of teams or channels: no blanks, no marks. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static List<String> named(List<String> names) {
    if (names.size() > NAMES_MAX || !names.stream().allMatch(Frame::isName)) {
      throw new IllegalArgumentException("at most " + NAMES_MAX + " names without blanks or marks");
    }
    return names.stream().distinct().toList();
  }
}
