package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaCode.Level;
import org.muster.model.place.Jurisdiction;

/** Finds communities as people write them: 钮店湾居委会, 钮店湾社区, 雉城街道钮店湾社区, or by their code. */
public final class Communities {
  private static final Pattern SUFFIX =
      Pattern.compile("(社区居民委员会|社区居委会|居民委员会|村民委员会|股份经济合作社|居委会|村委会|社区|村)$");

  /** No community has a longer name; what is longer is no slip of one. */
  private static final int NAME_MAX = 20;

  private final Jurisdiction jurisdiction;
  private final Map<String, List<Area>> byName = new HashMap<>();
  private final Map<String, List<Area>> byStem = new HashMap<>();

  public Communities(Jurisdiction jurisdiction) {
    this.jurisdiction = jurisdiction;
    for (Area area : jurisdiction.list(Level.COMMUNITY)) {
      byName.computeIfAbsent(area.name(), _ -> new ArrayList<>()).add(area);
      byStem.computeIfAbsent(stem(area.name()), _ -> new ArrayList<>()).add(area);
    }
  }

  /** The community with a code, shortened or not. */
  Optional<Area> byCode(String code) {
    return code.matches("[1-9][0-9]{11}")
        ? jurisdiction.find(AreaCode.of(code)).filter(a -> a.level() == Level.COMMUNITY)
        : Optional.empty();
  }

  /** All communities that may be meant; one is the answer. */
  List<Area> named(String street, String name) {
    Optional<Area> coded = byCode(name);
    if (coded.isPresent()) {
      return List.of(coded.get());
    }
    List<Area> found = lookUp(name);
    if (found.isEmpty()) {
      found = afterStreet(name);
    }
    if (found.size() > 1 && !street.isEmpty()) {
      List<Area> there = found.stream().filter(a -> streetName(a).equals(street)).toList();
      return there.isEmpty() ? found : there;
    }
    return found;
  }

  /** The community whose name is nearest, if it is near enough to be meant. */
  Optional<String> similar(String name) {
    String stem = stem(name);
    int distanceMax = Math.max(1, stem.length() / 2);
    if (stem.length() < 2 || stem.length() > NAME_MAX) {
      return Optional.empty();
    }
    return byStem.keySet().stream()
        .filter(known -> Math.abs(known.length() - stem.length()) <= distanceMax)
        .map(known -> new Near(known, distance(stem, known)))
        .filter(near -> near.distance() <= distanceMax && near.distance() < stem.length())
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::stem))
        .map(near -> Objects.requireNonNull(byStem.get(near.stem())).getFirst().name());
  }

  private record Near(String stem, int distance) {}

  /** How many characters must be replaced, left out or added (Levenshtein 1965). */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] here = new int[b.length() + 1];
      here[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        here[j] = Math.min(replaced, Math.min(above[j], here[j - 1]) + 1);
      }
      above = here;
    }
    return above[b.length()];
  }

  private List<Area> lookUp(String name) {
    List<Area> exact = byName.getOrDefault(name, List.of());
    return exact.isEmpty() ? byStem.getOrDefault(stem(name), List.of()) : exact;
  }

  private List<Area> afterStreet(String name) {
    return jurisdiction.list(Level.STREET).stream()
        .filter(street -> name.startsWith(street.name()))
        .flatMap(
            street ->
                lookUp(name.substring(street.name().length()).strip()).stream()
                    .filter(area -> street.code().covers(area.code())))
        .toList();
  }

  private String streetName(Area community) {
    return jurisdiction.find(community.code().parent()).map(Area::name).orElse("");
  }

  private static String stem(String name) {
    String stem = SUFFIX.matcher(name).replaceFirst("");
    return stem.isEmpty() ? name : stem;
  }
}
