package org.muster.command.sheet;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Shift;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/**
 * The columns of one tier that say how a community is served: 班次, 技能, 牵头单位, 集合点, 物资. A table has
 * those it needs; merged over the rows of a community, only the first row holds them.
 */
record ArrangementColumns(
    Tier tier, Column shifts, Column skills, Column lead, Column meeting, Column supplies) {
  private static final Map<Tier, String> WORDS =
      new EnumMap<>(Map.of(Tier.NORMAL, "常态", Tier.EMERGENCY, "应急", Tier.CRITICAL, "紧急"));

  static final List<ArrangementColumns> ALL =
      Arrays.stream(Tier.values()).map(ArrangementColumns::of).toList();

  private static final String BETWEEN = "、";
  private static final Pattern COUNTED = Pattern.compile("([^×x*0-9]+?)[×x*]?([0-9]{1,7})?");
  private static final int TEXT_MAX = 200;

  static ArrangementColumns of(Tier tier) {
    String word = WORDS.get(tier);
    return new ArrangementColumns(
        tier,
        Column.optional(word + "班次", word + "到岗时间", word + "值守时间"),
        Column.optional(word + "技能", word + "技能需求"),
        Column.optional(word + "牵头单位"),
        Column.optional(word + "集合点", word + "集合地点"),
        Column.optional(word + "物资", word + "物资保障"));
  }

  List<Column> all() {
    return List.of(shifts, skills, lead, meeting, supplies);
  }

  /** What a row says for the tier; a cell that cannot be read is a problem of the row. */
  Arrangement read(AreaCode community, Line line, Cells cells, Problems problems) {
    Optional<UnitId> leading =
        line.text(lead).isEmpty() ? Optional.empty() : cells.unit(lead, line.text(lead));
    return new Arrangement(
        community,
        tier,
        shifts(line, problems),
        items(skills, line, problems),
        leading,
        DeploymentSheet.filled(DeploymentSheet.bare(cells.text(meeting, TEXT_MAX))),
        items(supplies, line, problems));
  }

  private List<Shift> shifts(Line line, Problems problems) {
    List<String> parts = Cells.list(line.text(shifts));
    try {
      if (parts.size() > Arrangement.SHIFTS_MAX) {
        throw new IllegalArgumentException("too many");
      }
      return parts.stream().map(Shift::of).toList();
    } catch (IllegalArgumentException e) {
      problems.error(line, shifts, Fault.SHIFTS);
      return List.of();
    }
  }

  private static SortedMap<String, Integer> items(Column column, Line line, Problems problems) {
    var items = new TreeMap<String, Integer>();
    for (String part : Cells.list(line.text(column))) {
      Matcher counted = COUNTED.matcher(part);
      boolean good = counted.matches() && counted.group(1).length() <= Arrangement.NAME_MAX;
      int count = good && counted.group(2) != null ? Integer.parseInt(counted.group(2)) : 1;
      if (!good
          || count < 1
          || count > Arrangement.COUNT_MAX
          || counted.group(1).matches(".*[()].*")) {
        problems.error(line, column, Fault.ITEMS);
        return new TreeMap<>();
      }
      items.merge(counted.group(1), count, Integer::sum);
    }
    if (items.size() > Arrangement.ITEMS_MAX) {
      problems.error(line, column, Fault.ITEMS);
      return new TreeMap<>();
    }
    return items;
  }

  /** The cells of an arrangement in the order of {@link #all()}. */
  static List<String> cells(Arrangement one, java.util.function.Function<UnitId, String> names) {
    return List.of(
        String.join(BETWEEN, one.shifts().stream().map(Shift::toString).toList()),
        counted(one.skills()),
        one.lead().map(names).orElse(""),
        one.meetingPoint().orElse(""),
        counted(one.supplies()));
  }

  private static String counted(SortedMap<String, Integer> items) {
    Stream<String> parts =
        items.entrySet().stream().map(item -> item.getKey() + "×" + item.getValue());
    return String.join(BETWEEN, parts.toList());
  }
}
