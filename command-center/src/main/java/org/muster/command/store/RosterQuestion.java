package org.muster.command.store;

import java.util.List;
import java.util.Optional;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.UnitId;

/**
 * What somebody asks of the roster.
 *
 * @param conditions each of them holds
 * @param text part of a name, a whole phone or ID number, or a filter in the words of ECQL
 */
public record RosterQuestion(
    Optional<UnitId> unit, List<RosterFilter> conditions, Optional<String> text) {
  public RosterQuestion {
    conditions = List.copyOf(conditions);
    text = text.map(String::strip).filter(t -> !t.isEmpty());
  }
}
