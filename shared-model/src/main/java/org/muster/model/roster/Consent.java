package org.muster.model.roster;

/** What a volunteer may separately agree to, and take back at any time. */
public enum Consent {
  /** To be located between 出发 and 离岗. */
  LOCATION
}
