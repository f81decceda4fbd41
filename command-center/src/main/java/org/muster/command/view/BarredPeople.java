package org.muster.command.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.command.text.Messages;
import org.muster.model.roster.Bar;
import org.muster.model.roster.VolunteerId;

/** Who cannot go, each with the reasons in words and who may decide otherwise. */
record BarredPeople(Messages messages) {
  List<Object> of(
      Map<VolunteerId, Set<Bar>> bars, Map<VolunteerId, String> names, Locale language) {
    var list = new ArrayList<Object>();
    bars.forEach(
        (volunteer, reasons) -> {
          var one = new LinkedHashMap<String, Object>();
          one.put("volunteer", volunteer);
          Optional.ofNullable(names.get(volunteer)).ifPresent(name -> one.put("name", name));
          one.put("reasons", reasons.stream().sorted().map(b -> words(b, language)).toList());
          one.put("codes", reasons.stream().sorted().toList());
          if (reasons.stream().allMatch(Bar::isOverridable)) {
            one.put("overridableBy", "unitLeader");
          }
          list.add(one);
        });
    return list;
  }

  private String words(Bar bar, Locale language) {
    String reason = messages.reason(bar, language);
    return bar.isOverridable() ? messages.text("bar.overridable", language, reason) : reason;
  }
}
