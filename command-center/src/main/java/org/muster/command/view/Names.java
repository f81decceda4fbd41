package org.muster.command.view;

import java.util.HashMap;
import java.util.Map;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.roster.UnitId;

/** What divisions and units are called; who is not known any more has an empty name. */
record Names(Jurisdiction places, Map<UnitId, String> units) {

  static Names read(Sql sql, Jurisdiction places) {
    var units = new HashMap<UnitId, String>();
    UnitStore.names(sql).forEach((name, id) -> units.put(id, name));
    return new Names(places, units);
  }

  String of(AreaCode code) {
    return places.find(code).map(Area::name).orElse("");
  }

  String of(UnitId id) {
    return units.getOrDefault(id, "");
  }
}
