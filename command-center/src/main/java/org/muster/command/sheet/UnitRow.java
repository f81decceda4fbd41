package org.muster.command.sheet;

import java.util.List;
import java.util.Optional;
import org.muster.model.roster.CreditCode;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;

/** One sending unit (派出单位) with its liaisons. */
public record UnitRow(
    int number,
    Optional<CreditCode> code,
    String name,
    int headcount,
    int party,
    Optional<String> leader,
    List<Liaison> liaisons) {

  /** 联络员 or 备用联络员. */
  public record Liaison(Rank rank, PersonName name, Optional<MobileNumber> mobile) {}

  /** Who is called first. */
  public enum Rank {
    PRIMARY,
    DEPUTY
  }
}
