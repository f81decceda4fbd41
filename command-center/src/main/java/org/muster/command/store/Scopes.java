package org.muster.command.store;

import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/** Whether what an account is to speak for exists. */
public final class Scopes {
  private static final String UNIT = "select exists (select from unit where id = $1)";

  private static final String VOLUNTEER = "select exists (select from volunteer where id = $1)";

  /** Before the divisions were loaded, any code may turn out to be right. */
  private static final String AREA =
      """
      select exists (select from area where code = $1) or not exists (select from area)
      """;

  private Scopes() {}

  public static boolean has(Sql sql, UnitId unit) {
    return sql.get(UNIT, row -> row.getBoolean(0), unit);
  }

  public static boolean has(Sql sql, VolunteerId volunteer) {
    return sql.get(VOLUNTEER, row -> row.getBoolean(0), volunteer);
  }

  public static boolean has(Sql sql, AreaCode area) {
    return sql.get(AREA, row -> row.getBoolean(0), area);
  }
}
