package org.muster.command.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.command.audience.Audience;
import org.muster.command.audience.Headcount;
import org.muster.command.desk.OrderDesk.Preview;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.command.text.Messages;
import org.muster.model.matching.Person;
import org.muster.model.order.Mobilisation;
import org.muster.model.order.OrderDocument;
import org.muster.model.order.Quota;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** What an order would ask of whom, in words people can read out. */
public final class PreviewView {
  /** More people with reasons than anybody reads; the counts are complete. */
  private static final int BARRED_MAX = 500;

  private static final String UNIT_NAMES = "select id, name from unit where id = any($1)";

  private final Database database;
  private final BarredPeople reasons;
  private final AudienceViews audience;

  public PreviewView(Database database, Messages messages, AudienceViews audience) {
    this.database = database;
    reasons = new BarredPeople(messages);
    this.audience = audience;
  }

  /** What signing would lead to. */
  public Map<String, Object> of(Preview preview, Locale language) {
    Mobilisation mobilisation = preview.answer().mobilisation();
    var shock = mobilisation.quotas().stream().mapToInt(quota -> quota.shock().size()).sum();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("communities", preview.answer().communities().size());
    answer.put("units", mobilisation.able().size());
    answer.put("people", mobilisation.able().values().stream().mapToInt(n -> n).sum());
    answer.put("need", mobilisation.need());
    answer.put("short", mobilisation.shortage());
    answer.put("beyondCeiling", mobilisation.beyondCeiling());
    answer.put("shockAtOnce", shock);
    answer.put("barred", barred(preview, language));
    answer.put("byCommunity", byCommunity(preview));
    answer.put("byUnit", byUnit(mobilisation));
    answer.put("terms", preview.answer().terms());
    answer.put("audience", audience.of(question(preview)));
    return answer;
  }

  /** Who lives where the order applies, whichever unit they belong to. */
  private static Headcount.Question question(Preview preview) {
    OrderDocument text = preview.order().text();
    var who = Audience.EVERYBODY.ofUnits(Set.copyOf(text.units()));
    return new Headcount.Question(
        text.target(),
        text.need().isShockOnly() ? who.ofShockTeams() : who,
        preview.answer().task());
  }

  private List<Object> barred(Preview preview, Locale language) {
    Set<UnitId> asked = preview.answer().mobilisation().able().keySet();
    List<Person> people =
        preview.answer().people().entrySet().stream()
            .filter(unit -> asked.contains(unit.getKey()))
            .flatMap(unit -> unit.getValue().stream())
            .filter(person -> !person.isAble())
            .limit(BARRED_MAX)
            .toList();
    var bars = new LinkedHashMap<VolunteerId, Set<Bar>>();
    people.forEach(person -> bars.put(person.volunteer().id(), person.bars()));
    return reasons.of(bars, Map.of(), language);
  }

  private static List<Object> byCommunity(Preview preview) {
    SortedMap<AreaCode, Integer> need = new TreeMap<>();
    preview.answer().communities().forEach(community -> need.put(community, 0));
    var shock = new TreeMap<AreaCode, Integer>();
    for (Quota quota : preview.answer().mobilisation().quotas()) {
      need.merge(quota.community(), quota.need(), Integer::sum);
      shock.merge(quota.community(), quota.shock().size(), Integer::sum);
    }
    var list = new ArrayList<Object>();
    need.forEach(
        (area, people) ->
            list.add(
                Map.of(
                    "area",
                    area,
                    "need",
                    people,
                    "named",
                    shock.getOrDefault(area, 0),
                    "people",
                    shock.getOrDefault(area, 0))));
    return list;
  }

  private List<Object> byUnit(Mobilisation mobilisation) {
    Map<UnitId, String> names = database.read(sql -> unitNames(sql, mobilisation.able().keySet()));
    var list = new ArrayList<Object>();
    mobilisation
        .able()
        .forEach(
            (unit, able) ->
                list.add(
                    Map.of(
                        "unit",
                        unit,
                        "name",
                        names.getOrDefault(unit, ""),
                        "quota",
                        mobilisation.need(unit),
                        "able",
                        able,
                        "short",
                        mobilisation.shortage(unit))));
    return list;
  }

  private static Map<UnitId, String> unitNames(Sql sql, Set<UnitId> units) {
    var names = new TreeMap<UnitId, String>(Comparator.comparing(UnitId::value));
    Object ids = units.stream().map(UnitId::value).toArray(java.util.UUID[]::new);
    sql.run(UNIT_NAMES, ids)
        .forEach(row -> names.put(new UnitId(row.getUUID("id")), row.getString("name")));
    return names;
  }
}
