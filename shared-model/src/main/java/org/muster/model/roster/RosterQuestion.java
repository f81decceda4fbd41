package org.muster.model.roster;

import java.util.List;
import java.util.Optional;

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
