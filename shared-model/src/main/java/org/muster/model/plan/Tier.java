package org.muster.model.plan;

/** How far a plan is put into force; each tier contains the one before it. */
public enum Tier {
  /** 常态 */
  NORMAL,
  /** 应急 */
  EMERGENCY,
  /** 紧急 */
  CRITICAL
}
