package org.muster.command.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaCode.Level;
import org.muster.model.place.Jurisdiction;

/** Finds communities as people write them: 钮店湾居委会, 钮店湾社区, 雉城街道钮店湾社区, or by their code. */
public final class Communities {
  private static final String SUFFIX = "(社区居民委员会|社区居委会|居民委员会|村民委员会|股份经济合作社|居委会|村委会|社区|村)$";

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

  /** A community whose name differs by a slip, to be suggested. */
  Optional<String> similar(String name) {
    String stem = stem(name);
    return byName.values().stream()
        .map(List::getFirst)
        .map(Area::name)
        .filter(known -> stem.length() > 1 && isSlip(stem, stem(known)))
        .sorted()
        .findFirst();
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
    String stem = name.replaceFirst(SUFFIX, "");
    return stem.isEmpty() ? name : stem;
  }

  /** One character replaced, left out or added. */
  private static boolean isSlip(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 1) {
      return false;
    }
    int head = 0;
    while (head < Math.min(a.length(), b.length()) && a.charAt(head) == b.charAt(head)) {
      head++;
    }
    String restA = a.substring(head);
    String restB = b.substring(head);
    return restA
            .substring(Math.min(1, restA.length()))
            .equals(restB.substring(Math.min(1, restB.length())))
        || restA.equals(restB.substring(Math.min(1, restB.length())))
        || restB.equals(restA.substring(Math.min(1, restA.length())));
  }
}
