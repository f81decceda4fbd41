package org.muster.model.access;

/**
 * What somebody is in the command system; an account may hold several, within the limits of {@link
 * #excludes}.
 */
public enum Role {
  COMMANDER,
  DISPATCHER,
  LIAISON,
  COMMUNITY,
  VOLUNTEER,
  AUDITOR,
  SYSADMIN,
  SECADMIN,
  /** Somebody who asks for help: known by a telephone number, without an account. */
  RESIDENT;

  /** The three administrators (系统、安全、审计管理员) must be three persons, and hold no other role. */
  public boolean excludes(Role other) {
    return this != other && (standsAlone() || other.standsAlone());
  }

  private boolean standsAlone() {
    return isAdministrator() || this == RESIDENT;
  }

  public boolean isAdministrator() {
    return this == AUDITOR || this == SYSADMIN || this == SECADMIN;
  }
}
