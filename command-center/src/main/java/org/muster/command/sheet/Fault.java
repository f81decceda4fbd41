package org.muster.command.sheet;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What can be wrong with a file or a cell; the sentences are in {@code faults.properties}. */
public enum Fault {
  // The whole file.
  FILE_EMPTY,
  FILE_UNKNOWN,
  FILE_OLD_XLS,
  FILE_BROKEN,
  FILE_BOMB,
  FILE_TOO_MANY_ROWS,
  FILE_TOO_WIDE,
  FILE_ENCODING,
  FILE_NO_HEADER,
  FILE_NO_ROWS,
  FILE_NO_LAYER,
  SHEET_LEFT,
  INTERRUPTED,
  // One cell.
  MISSING,
  ID_FORM,
  ID_TRUNCATED,
  ID_CHECK_DIGIT,
  ID_BIRTH,
  ID_DUPLICATE,
  ID_UNKNOWN,
  ID_ELSEWHERE,
  MOBILE_FORM,
  MOBILE_SCIENTIFIC,
  MOBILE_DUPLICATE,
  MOBILE_KNOWN,
  NAME_FORM,
  NAME_DIFFERS,
  NAME_DUPLICATE,
  NAME_KNOWN,
  PERSON_AMBIGUOUS,
  SEX_DIFFERS,
  BIRTH_DIFFERS,
  UNIT_UNKNOWN,
  UNIT_FOREIGN,
  UNIT_DUPLICATE,
  UNIT_TAKEN,
  COMMUNITY_UNKNOWN,
  COMMUNITY_AMBIGUOUS,
  COMMUNITY_DIFFERS,
  MINOR_IN_SHOCK_TEAM,
  YES_NO,
  HEALTH_UNCLEAR,
  NUMBER,
  DATE,
  DATES_ORDER,
  CREDIT_CODE,
  TIERS_ORDER,
  TIERS_NESTING,
  ARRANGED_TWICE,
  SHIFTS,
  ITEMS,
  AREA_CODE,
  AREA_DUPLICATE,
  AREA_ABOVE_UNKNOWN,
  SHAPE,
  SHAPE_REPAIRED,
  SHAPE_NOT_DEGREES,
  TOO_LONG;

  /** Why, for people. */
  public String reason(Locale language, List<String> details) {
    return text(language, ".reason", details);
  }

  /** What to do about it, for people. */
  public String suggestion(Locale language, List<String> details) {
    return text(language, ".suggestion", details);
  }

  private String text(Locale language, String part, List<String> details) {
    Locale known = language.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    var control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    var bundle = ResourceBundle.getBundle("org.muster.command.sheet.faults", known, control);
    return new MessageFormat(bundle.getString(name() + part), known).format(details.toArray());
  }
}
