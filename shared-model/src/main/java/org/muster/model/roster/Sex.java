package org.muster.model.roster;

/** 性别 as GB/T 2261.1 has it. */
public enum Sex {
  UNKNOWN,
  MALE,
  FEMALE,
  UNSTATED
}
