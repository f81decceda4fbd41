package org.muster.model.roster;

/** Which number a tenth is taken of for the shock team (突击队基数); the city chooses one. */
public enum Strength {
  /** 在编在岗 */
  STAFF,
  /** 在职党员 */
  PARTY;

  /** That number of a unit. */
  public int of(int staff, int party) {
    return this == STAFF ? staff : party;
  }
}
